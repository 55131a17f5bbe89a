/// Builds the hash tiles of a growing tree leaf by leaf, from nothing or from the tiles of an
/// earlier size. Pure; one object per thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/feed/merkle.h"
#include "sync/feed/tile.h"

namespace villageboard::feed {

class HashTiles {
  public:
    HashTiles() = default;
    /// Goes on from the last whole tile of a tree of `size` leaves, whose tiles `read` gives.
    /// Nothing when one of them is missing or has another length.
    static std::optional<HashTiles> resume(
        std::uint64_t size, const std::function<std::optional<std::string>(const Tile&)>& read);

    void append(const Hash& leaf);
    std::uint64_t size() const { return size_; }
    Hash root() const;
    /// The tiles filled since the start, and the partial ones of the present size.
    std::vector<std::pair<Tile, std::string>> tiles() const;

  private:
    void add(unsigned level, const Hash& hash);

    std::uint64_t size_ = 0;
    std::vector<std::vector<Hash>> open_;  ///< hashes of the unfilled tile at each level
    std::vector<std::pair<Tile, std::string>> filled_;
};

}  // namespace villageboard::feed
