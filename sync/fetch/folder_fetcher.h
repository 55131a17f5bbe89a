/// A folder as a source: a stick, an export, a mirror on the same machine. Files are read as they
/// are; there are no ETags, so a checkpoint comes whole each time. Posts are not taken.
#pragma once
#include <filesystem>

#include "sync/fetch/fetcher.h"

namespace villageboard::fetch {

class FolderFetcher : public Fetcher {
  public:
    explicit FolderFetcher(std::string folder);

    GetReply get(const GetRequest& request, Sink& sink) override;
    PostReply post(const PostRequest& request) override;
    const std::string& source() const override { return folder_; }
    std::uint64_t requests() const override { return requests_; }

  private:
    std::string folder_;
    std::uint64_t requests_ = 0;
};

}  // namespace villageboard::fetch
