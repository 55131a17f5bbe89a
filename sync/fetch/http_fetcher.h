/// A web server as a source, through libcurl: HTTPS from TLS 1.2 on, no redirects, no proxy and no
/// passwords from the environment, connections kept between requests.
#pragma once
#include <memory>
#include <optional>

#include "sync/fetch/fetcher.h"

namespace villageboard::fetch {

struct HttpOptions {
    PlainHttp plain = PlainHttp::loopback_only;
    std::chrono::seconds connect_timeout{15};
    std::uint32_t slow_bytes_per_second = 200;
    std::string ca_file = {};  ///< PEM file of trusted authorities; empty: the system's
};

class HttpFetcher : public Fetcher {
  public:
    /// Throws Error(invalid) like make_fetcher.
    HttpFetcher(std::string base_url, HttpOptions options);
    ~HttpFetcher() override;

    GetReply get(const GetRequest& request, Sink& sink) override;
    PostReply post(const PostRequest& request) override;
    const std::string& source() const override { return base_url_; }
    std::uint64_t requests() const override { return requests_; }

  private:
    struct Transfer;
    struct Handle;
    void prepare(const std::string& path, std::chrono::seconds patience, Transfer& transfer);
    long perform(Transfer& transfer);

    std::string base_url_;
    HttpOptions options_;
    std::unique_ptr<Handle> handle_;
    std::uint64_t requests_ = 0;
};

}  // namespace villageboard::fetch
