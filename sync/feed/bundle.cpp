#include "sync/feed/bundle.h"

#include "content/model/error.h"
#include "sync/feed/bytes.h"
#include "sync/feed/merkle.h"

namespace villageboard::feed {

void append_to_bundle(std::string& bundle, std::string_view entry) {
    if (entry.empty() || entry.size() > kMaxEntryBytes)
        throw Error(ErrorKind::invalid, "An entry is empty or has over 65,535 bytes.");
    append_u16(bundle, static_cast<std::uint16_t>(entry.size()));
    bundle += entry;
}

std::optional<std::string_view> BundleReader::next() {
    const std::string_view rest = bundle_.substr(offset_);
    if (rest.size() < 2) return std::nullopt;
    const std::size_t length = read_u16(rest);
    if (rest.size() - 2 < length) return std::nullopt;
    offset_ += 2 + length;
    return rest.substr(2, length);
}

std::optional<std::vector<Hash>> parse_hash_tile(std::string_view bytes, unsigned width) {
    constexpr std::size_t kHashBytes = 32;
    if (width == 0 || width > 256 || bytes.size() != width * kHashBytes) return std::nullopt;
    std::vector<Hash> hashes;
    for (std::size_t at = 0; at < bytes.size(); at += kHashBytes)
        hashes.push_back(*Hash::from_bytes(bytes.substr(at, kHashBytes)));
    return hashes;
}

std::string format_hash_tile(const std::vector<Hash>& hashes) {
    std::string out;
    for (const Hash& hash : hashes) out += hash.bytes();
    return out;
}

Hash tile_root(const std::vector<Hash>& hashes) {
    Frontier frontier;
    for (const Hash& hash : hashes) frontier.append(hash);
    return frontier.root();
}

}  // namespace villageboard::feed
