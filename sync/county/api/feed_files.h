/// The files of the feed folder as HTTP answers: which paths exist, how long each may be cached,
/// conditional requests and single ranges (RFC 9110 sections 8.8, 13 and 14). Only paths of the
/// feed's grammar are ever looked up, so no path can leave the folder.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sync/county/api/http.h"

namespace villageboard::county {

enum class FeedFileKind { checkpoint, tile, pack, run, blob, root, device_keys };

/// What "/539921/checkpoint" names; nothing when the path is outside the grammar of FORMAT.md.
std::optional<FeedFileKind> classify_feed_path(std::string_view path);

/// Half-open stretch of a file, or why there is none.
struct ByteRange {
    enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Reads one Range field. What is no single byte range is ignored, as RFC 9110 14.2 allows.
ByteRange parse_range(std::string_view field, std::uint64_t file_bytes);

/// Whether an If-None-Match field names `etag` (weak comparison, lists, "*").
bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// The first 64 bits of the digest of a file's content, in hex: what strong tags are made of.
std::string file_tag(const std::filesystem::path& file);

/// Not for several threads at once.
class FeedFiles {
  public:
    explicit FeedFiles(std::filesystem::path feed_folder);

    /// Answers GET and HEAD of a path of the grammar. Nothing for any other path.
    std::optional<HttpResponse> answer(const HttpRequest& request);

  private:
    struct Known {
        std::uint64_t inode = 0;
        std::int64_t modified_ns = 0;
        std::uint64_t bytes = 0;
        std::string etag;
    };

    /// The strong tag of a file: the digest in a blob's own name, else the digest of its content,
    /// beyond 1 MiB of its inode, length and time (files are only ever replaced by rename).
    const Known* look_up(FeedFileKind kind, const std::string& path);

    std::filesystem::path folder_;
    std::unordered_map<std::string, Known> known_;
};

}  // namespace villageboard::county
