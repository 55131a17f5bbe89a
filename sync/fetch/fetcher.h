/// Gets files of a feed folder from one source: a web server or a folder. Behind one interface, so
/// that tests put a simulated county in its place. Nothing that arrives is trusted here: limits
/// only. One fetcher per thread; calls block.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace villageboard::fetch {

struct GetRequest {
    std::string path;                ///< below the source, "539921/checkpoint"
    std::uint64_t limit = 0;         ///< most bytes of body accepted; counted after decoding
    std::uint64_t from = 0;          ///< first byte wanted; the caller holds those before it
    std::string if_none_match = {};  ///< strong ETag of what the caller holds whole
    std::string if_range = {};       ///< strong ETag of what the caller holds in part, with `from`
    /// The source is given up when it stays under 200 bytes a second for so long.
    std::chrono::seconds patience{60};
};

enum class Got {
    whole,         ///< the file from its first byte (also where a range was asked for)
    rest,          ///< the bytes from `from` on
    not_modified,  ///< the caller's copy is the current one
    nothing_more,  ///< `from` lies at or beyond the end of the file
    no_content,    ///< a hint request that ran out of time (204)
    missing,       ///< no such file there
    refused,       ///< the source does not give it to us (other 3xx and 4xx answers)
    oversize,      ///< more than `limit`: cut off, what arrived is worthless
};

struct GetReply {
    Got got = Got::missing;
    std::string etag = {};  ///< strong ETag of the file; empty when there is none or a weak one
};

/// Takes a body as it arrives. An Error thrown here ends the transfer and reaches the caller.
class Sink {
  public:
    virtual ~Sink() = default;
    /// Before the first byte: `got` is whole or rest.
    virtual void begin(Got got, const std::string& etag) = 0;
    virtual void add(std::string_view bytes) = 0;
};

/// Keeps the body in memory: for checkpoints and the like.
class MemorySink : public Sink {
  public:
    void begin(Got, const std::string&) override { bytes_.clear(); }
    void add(std::string_view bytes) override { bytes_ += bytes; }
    const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

struct PostRequest {
    std::string path;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers = {};  ///< such as a signature's
    std::uint64_t limit = 1024 * 1024;                              ///< of the answer's body
};

struct PostReply {
    int status = 0;
    std::string body;
};

class Fetcher {
  public:
    virtual ~Fetcher() = default;

    /// Throws Error(retry) when the source can't be reached, breaks off, is too slow or answers
    /// with 408, 429 or 5xx. What the sink took until then is a prefix of the file.
    virtual GetReply get(const GetRequest& request, Sink& sink) = 0;
    /// Throws Error(retry) when the source can't be reached or takes no posts.
    virtual PostReply post(const PostRequest& request) = 0;

    /// The source as a person wrote it, without a slash at its end: for messages, and as the
    /// scope of an ETag.
    virtual const std::string& source() const = 0;
    /// Requests made so far.
    virtual std::uint64_t requests() const = 0;
};

enum class PlainHttp { loopback_only, anywhere };

/// A fetcher for `http://`, `https://` or `file://` and for a folder's path. Throws Error(invalid)
/// for another scheme, for a URL with a user or a query in it, and for plain http to another
/// machine unless `plain` allows it.
std::unique_ptr<Fetcher> make_fetcher(const std::string& source, PlainHttp plain);

/// The folder behind a source that is one; empty for a URL of a web server.
std::string folder_of(const std::string& source);

}  // namespace villageboard::fetch
