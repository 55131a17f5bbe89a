/// Entry bundles (C2SP tlog-tiles): (u16 big-endian length, entry) repeated, at most 256 of them.
/// And hash tiles: up to 256 hashes of 32 bytes. Pure; one reader per thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/hash.h"

namespace villageboard::feed {

inline constexpr std::size_t kMaxEntryBytes = 65535;
/// 256 entries of the largest size with their lengths.
inline constexpr std::size_t kMaxBundleBytes = 256 * (kMaxEntryBytes + 2);

/// Throws Error(invalid) for an entry that is empty or too long.
void append_to_bundle(std::string& bundle, std::string_view entry);

class BundleReader {
  public:
    /// `bundle` must outlive the reader.
    explicit BundleReader(std::string_view bundle) : bundle_(bundle) {}
    /// The next whole entry, or nothing at the end. A torn last entry counts as the end.
    std::optional<std::string_view> next();
    /// Length of the entries given so far; a range request goes on from there.
    std::uint64_t whole_bytes() const { return offset_; }
    /// Whether the end was reached with nothing torn behind it.
    bool at_end() const { return offset_ == bundle_.size(); }

  private:
    std::string_view bundle_;
    std::size_t offset_ = 0;
};

/// The hashes of a hash tile; nothing unless its length is exactly `width` hashes.
std::optional<std::vector<Hash>> parse_hash_tile(std::string_view bytes, unsigned width);
std::string format_hash_tile(const std::vector<Hash>& hashes);
/// The hash that a full tile contributes to the level above: the root of its 256 hashes.
Hash tile_root(const std::vector<Hash>& hashes);

}  // namespace villageboard::feed
