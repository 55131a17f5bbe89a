/// The public pages as HTTP answers: "/p/539921/" is index.html of that area's folder. Only paths
/// of the pages' grammar are looked up, so none can leave the folder; every answer forbids scripts.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sync/county/api/http.h"

namespace villageboard::county {

/// The file below the folder of pages that "/p/..." names. Nothing for other paths.
std::optional<std::string> site_file_of(std::string_view path);
/// Whether "/p/539921" lacks only its slash.
bool lacks_slash(std::string_view path);

/// Not for several threads at once.
class SiteFiles {
  public:
    explicit SiteFiles(std::filesystem::path site_folder) : folder_(std::move(site_folder)) {}

    /// Answers GET and HEAD of a path that begins with "/p". Nothing for any other path.
    std::optional<HttpResponse> answer(const HttpRequest& request);

  private:
    struct Known {
        std::uint64_t inode = 0;
        std::int64_t modified_ns = 0;
        std::uint64_t bytes = 0;
        std::string etag;
    };

    const Known* look_up(const std::string& file);

    std::filesystem::path folder_;
    std::unordered_map<std::string, Known> known_;
};

}  // namespace villageboard::county
