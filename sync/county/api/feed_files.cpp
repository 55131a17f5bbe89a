#include "sync/county/api/feed_files.h"

#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <span>
#include <vector>

#include "content/model/area.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kHashedBytes = 1024 * 1024;
constexpr std::size_t kRememberedFiles = 20'000;
constexpr std::size_t kMaxPathBytes = 200;
/// Hex digits of a digest that make a tag: 64 bits.
constexpr std::size_t kTagDigits = 16;

using Segments = std::vector<std::string_view>;

Segments split(std::string_view text, char separator) {
    Segments parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool all_lower_hex(std::string_view text, std::size_t length) {
    return text.size() == length && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool is_number(std::string_view text, int largest) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return all_digits(text) && error == std::errc() && end == text.data() + text.size() &&
           value <= largest && (text.size() == 1 || text.front() != '0');
}

/// <N>[.p/<W>] of C2SP tlog-tiles: groups of three digits, all but the last with 'x'.
bool is_tile_number(std::span<const std::string_view> parts, bool may_be_partial) {
    if (parts.empty()) return false;
    if (parts.size() >= 2 && parts[parts.size() - 2].ends_with(".p")) {
        if (!may_be_partial || !is_number(parts.back(), 255) || parts.back() == "0") return false;
        const auto stem = parts[parts.size() - 2].substr(0, parts[parts.size() - 2].size() - 2);
        std::vector<std::string_view> whole(parts.begin(), parts.end() - 2);
        whole.push_back(stem);
        return is_tile_number(whole, false);
    }
    for (const auto part : parts.first(parts.size() - 1))
        if (part.size() != 4 || part.front() != 'x' || !all_digits(part.substr(1))) return false;
    return parts.back().size() == 3 && all_digits(parts.back());
}

std::optional<FeedFileKind> classify_area_path(std::span<const std::string_view> parts) {
    const auto rest = parts.subspan(1);
    if (parts[0] == "checkpoint")
        return rest.empty() ? std::optional(FeedFileKind::checkpoint) : std::nullopt;
    if (parts[0] == "pack" && is_tile_number(rest, true)) return FeedFileKind::pack;
    if (rest.empty()) return std::nullopt;
    if (parts[0] == "tile" && (rest[0] == "entries" || is_number(rest[0], 63)) &&
        is_tile_number(rest.subspan(1), true))
        return FeedFileKind::tile;
    if (parts[0] == "run" && is_number(rest[0], 3) && is_tile_number(rest.subspan(1), false))
        return FeedFileKind::run;
    return std::nullopt;
}

bool is_device_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
    });
}

std::string_view content_type(FeedFileKind kind) {
    switch (kind) {
        case FeedFileKind::checkpoint:
        case FeedFileKind::root:
        case FeedFileKind::device_keys:
            return "text/plain; charset=utf-8";
        default:
            return "application/octet-stream";
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!all_digits(text) || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

}  // namespace

std::string file_tag(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    std::string hex(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.resize(kTagDigits);
    return hex;
}

std::optional<FeedFileKind> classify_feed_path(std::string_view path) {
    if (path.size() > kMaxPathBytes || !path.starts_with('/')) return std::nullopt;
    const Segments parts = split(path.substr(1), '/');
    if (parts.size() < 2) return std::nullopt;
    if (const auto area = AreaCode::parse(parts[0]); area && area->digits() == parts[0])
        return classify_area_path(std::span(parts).subspan(1));
    if (parts[0] == "blob" && parts.size() == 3 && all_lower_hex(parts[1], 2) &&
        all_lower_hex(parts[2], 62))
        return FeedFileKind::blob;
    if (parts[0] == "root" && parts.size() == 2 && is_number(parts[1], 1'000'000))
        return FeedFileKind::root;
    if (parts[0] == "keys" && parts.size() == 2 && is_device_id(parts[1]))
        return FeedFileKind::device_keys;
    return std::nullopt;
}

ByteRange parse_range(std::string_view field, std::uint64_t file_bytes) {
    constexpr std::string_view kUnit = "bytes=";
    const ByteRange whole{ByteRange::Kind::whole, 0, file_bytes};
    if (!field.starts_with(kUnit) || field.find(',') != std::string_view::npos) return whole;
    const auto spec = trimmed(field.substr(kUnit.size()));
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos) return whole;
    const auto last = parse_size(spec.substr(dash + 1));
    if (dash == 0) {
        if (!last) return whole;
        const std::uint64_t length = std::min(*last, file_bytes);
        if (length == 0) return {ByteRange::Kind::unsatisfiable, 0, 0};
        return {ByteRange::Kind::part, file_bytes - length, length};
    }
    const auto first = parse_size(spec.substr(0, dash));
    const bool open_end = dash + 1 == spec.size();
    if (!first || (!last && !open_end) || (last && *last < *first)) return whole;
    if (*first >= file_bytes) return {ByteRange::Kind::unsatisfiable, 0, 0};
    const std::uint64_t end = last ? std::min(*last, file_bytes - 1) : file_bytes - 1;
    return {ByteRange::Kind::part, *first, end - *first + 1};
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    for (auto tag : split(if_none_match, ',')) {
        tag = trimmed(tag);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == etag || tag == "*") return true;
    }
    return false;
}

FeedFiles::FeedFiles(std::filesystem::path feed_folder) : folder_(std::move(feed_folder)) {}

const FeedFiles::Known* FeedFiles::look_up(FeedFileKind kind, const std::string& path) {
    struct stat status {};
    if (::stat((folder_ / path).c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return nullptr;
    if (known_.size() > kRememberedFiles) known_.clear();
    Known& known = known_[path];
    const std::int64_t modified_ns =
        static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    if (!known.etag.empty() && known.inode == status.st_ino && known.modified_ns == modified_ns &&
        known.bytes == bytes)
        return &known;
    known = {status.st_ino, modified_ns, bytes, {}};
    if (kind == FeedFileKind::blob)
        known.etag = '"' + path.substr(5, 2) + path.substr(8, kTagDigits - 2) + '"';
    else if (bytes <= kHashedBytes)
        known.etag = '"' + file_tag(folder_ / path) + '"';
    else
        known.etag = '"' + std::to_string(status.st_ino) + '-' + std::to_string(modified_ns) + '-' +
                     std::to_string(bytes) + '"';
    return &known;
}

std::optional<HttpResponse> FeedFiles::answer(const HttpRequest& request) {
    const auto kind = classify_feed_path(request.path());
    if (!kind) return std::nullopt;
    if (request.method != "GET" && request.method != "HEAD") {
        HttpResponse refused = plain_response(405, "Files of a feed can only be read.");
        refused.fields.emplace_back("Allow", "GET, HEAD");
        return refused;
    }
    const std::string path(request.path().substr(1));
    const Known* known = look_up(*kind, path);
    if (known == nullptr) return plain_response(404, "There is no such file in this feed.");
    HttpResponse response;
    response.fields = {
        {"Cache-Control",
         *kind == FeedFileKind::tile ? "public, max-age=31536000, immutable" : "no-cache"},
        {"ETag", known->etag}};
    // A poll with nothing new is what terminals do all day: its answer carries nothing more.
    if (const auto tags = request.field("If-None-Match");
        !tags.empty() && matches_etag(tags, known->etag)) {
        response.status = 304;
        response.announced_bytes = known->bytes;
        return response;
    }
    // Packs and runs are for terminals alone, which pay for every byte.
    if (*kind != FeedFileKind::pack && *kind != FeedFileKind::run)
        response.fields.emplace_back("Content-Type", content_type(*kind));
    if (*kind == FeedFileKind::blob)
        response.fields.emplace_back("X-Content-Type-Options", "nosniff");
    ByteRange range{ByteRange::Kind::whole, 0, known->bytes};
    const auto if_range = request.field("If-Range");
    if (request.method == "GET" && (if_range.empty() || if_range == known->etag))
        range = parse_range(request.field("Range"), known->bytes);
    if (range.kind == ByteRange::Kind::unsatisfiable) {
        response.status = 416;
        response.fields.emplace_back("Content-Range", "bytes */" + std::to_string(known->bytes));
        return response;
    }
    if (range.kind == ByteRange::Kind::part) {
        response.status = 206;
        response.fields.emplace_back("Content-Range",
                                     "bytes " + std::to_string(range.offset) + "-" +
                                         std::to_string(range.offset + range.length - 1) + "/" +
                                         std::to_string(known->bytes));
    }
    if (response.status == 200) response.fields.emplace_back("Accept-Ranges", "bytes");
    if (request.method == "HEAD")
        response.announced_bytes = range.length;
    else
        response.file = FileSlice{folder_ / path, range.offset, range.length};
    return response;
}

}  // namespace villageboard::county
