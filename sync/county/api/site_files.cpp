#include "sync/county/api/site_files.h"

#include <sys/stat.h>

#include <algorithm>

#include "content/model/area.h"
#include "sync/county/api/feed_files.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kRememberedFiles = 20'000;
constexpr std::size_t kMostPathBytes = 200;
constexpr std::string_view kPrefix = "/p";
constexpr const char* kPolicy =
    "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

bool is_area(std::string_view text) {
    const auto area = AreaCode::parse(text);
    return area && area->digits() == text;
}

/// "index.html", "list-3.html", "table-1.csv": one dot, no file that is on its way.
bool is_file_name(std::string_view name) {
    const auto dot = name.find('.');
    if (dot == 0 || dot == std::string_view::npos || name.size() > 60) return false;
    const bool letters = std::ranges::all_of(name.substr(0, dot), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
    const auto extension = name.substr(dot);
    return letters && (extension == ".html" || extension == ".xml" || extension == ".json" ||
                       extension == ".csv" || extension == ".css");
}

std::string_view content_type(std::string_view file) {
    if (file.ends_with(".html")) return "text/html; charset=utf-8";
    if (file.ends_with(".css")) return "text/css; charset=utf-8";
    if (file.ends_with(".csv")) return "text/csv; charset=utf-8";
    if (file.ends_with(".json")) return "application/feed+json; charset=utf-8";
    return "application/atom+xml; charset=utf-8";
}

/// What follows "/p/"; nothing for another path.
std::optional<std::string_view> below_prefix(std::string_view path) {
    if (path.size() > kMostPathBytes || !path.starts_with(kPrefix)) return std::nullopt;
    path.remove_prefix(kPrefix.size());
    if (!path.starts_with('/')) return std::nullopt;
    return path.substr(1);
}

/// "", "539921/", "539921/<item>/".
bool is_folder(std::string_view path) {
    if (path.empty()) return true;
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || !is_area(path.substr(0, slash))) return false;
    const auto rest = path.substr(slash + 1);
    return rest.empty() ||
           (rest.ends_with('/') && feed::is_item_id(rest.substr(0, rest.size() - 1)));
}

}  // namespace

std::optional<std::string> site_file_of(std::string_view path) {
    const auto below = below_prefix(path);
    if (!below) return std::nullopt;
    const auto slash = below->rfind('/');
    const auto end = slash == std::string_view::npos ? 0 : slash + 1;
    const std::string_view name = below->substr(end);
    if (!is_folder(below->substr(0, end))) return std::nullopt;
    if (name.empty()) return std::string(*below) + "index.html";
    if (!is_file_name(name)) return std::nullopt;
    return std::string(*below);
}

bool lacks_slash(std::string_view path) {
    if (path == kPrefix) return true;
    const auto below = below_prefix(path);
    return below && !below->empty() && !below->ends_with('/') &&
           is_folder(std::string(*below) + "/");
}

const SiteFiles::Known* SiteFiles::look_up(const std::string& file) {
    struct stat status {};
    if (::stat((folder_ / file).c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    if (known_.size() > kRememberedFiles) known_.clear();
    Known& known = known_[file];
    const std::int64_t modified_ns =
        static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    if (known.etag.empty() || known.inode != status.st_ino || known.modified_ns != modified_ns ||
        known.bytes != bytes)
        known = {status.st_ino, modified_ns, bytes, '"' + file_tag(folder_ / file) + '"'};
    return &known;
}

std::optional<HttpResponse> SiteFiles::answer(const HttpRequest& request) {
    const auto path = request.path();
    if (path != kPrefix && !below_prefix(path)) return std::nullopt;
    if (request.method != "GET" && request.method != "HEAD") {
        HttpResponse refused = plain_response(405, "Pages can only be read.");
        refused.fields.emplace_back("Allow", "GET, HEAD");
        return refused;
    }
    HttpResponse response;
    response.fields = {{"Content-Security-Policy", kPolicy},
                       {"X-Content-Type-Options", "nosniff"},
                       {"Referrer-Policy", "no-referrer"}};
    if (lacks_slash(path)) {
        response.status = 301;
        response.fields.emplace_back("Location", std::string(path) + "/");
        return response;
    }
    const auto file = site_file_of(path);
    const Known* known = file ? look_up(*file) : nullptr;
    if (known == nullptr) return plain_response(404, "There is no such page.");
    response.fields.emplace_back("Cache-Control", "no-cache");
    response.fields.emplace_back("ETag", known->etag);
    if (const auto tags = request.field("If-None-Match");
        !tags.empty() && matches_etag(tags, known->etag)) {
        response.status = 304;
        response.announced_bytes = known->bytes;
        return response;
    }
    response.fields.emplace_back("Content-Type", content_type(*file));
    if (request.method == "HEAD")
        response.announced_bytes = known->bytes;
    else
        response.file = FileSlice{folder_ / *file, 0, known->bytes};
    return response;
}

}  // namespace villageboard::county
