/// What may happen to an item next: the one rule that the publisher applies before it signs and a
/// reader before it believes. Pure functions over a small state, which readers may keep in a
/// database; ItemHistory keeps it in memory.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/feed/entry.h"

namespace villageboard::feed {

enum class ItemPhase { live, withdrawn, retired, erased };

struct ItemState {
    std::uint32_t revision = 0;
    ItemPhase phase = ItemPhase::live;
    Kind kind = Kind::notice;
    std::uint64_t last_index = 0;  ///< of its newest entry
};

/// verified, or revision_gap: publish only where there is nothing, everything else at current + 1;
/// an erased item takes nothing more, a retired one only withdraw and erase, a withdrawn one only
/// correct (which brings it back), retire and erase. bad_entry: the kind changed.
/// A dictionary is always allowed here.
Verdict check_operation(const Envelope& envelope, const std::optional<ItemState>& current);
/// The state after an operation that was checked.
ItemState state_after(const Envelope& envelope, std::uint64_t index);

/// A dictionary that an entry named.
struct NamedDictionary {
    std::uint64_t index = 0;  ///< of the entry; usable by frames above it only
    DictionaryRef ref;
};

/// The history of one feed, fed in order from index 0.
class ItemHistory {
  public:
    /// Checks and remembers; unchanged unless verified. `index` goes up by one at each call.
    Verdict apply(const Envelope& envelope, std::uint64_t index);

    std::optional<ItemState> find(const std::string& id) const;
    /// The dictionary with that zstd id named below `index`; the newest where an id came twice.
    std::optional<NamedDictionary> dictionary(std::uint32_t id, std::uint64_t index) const;
    const std::vector<NamedDictionary>& dictionaries() const { return dictionaries_; }

    /// Whether the body frames of the entry at `index` may be zeros, judged by all entries so
    /// far: the item was erased; or a dictionary was named after it and the item was published
    /// again, as a newer revision, after that (the dictionary it was packed with had to go).
    bool may_be_erased(const std::string& id, std::uint64_t index) const;

  private:
    std::map<std::string, ItemState> items_;
    std::vector<NamedDictionary> dictionaries_;
};

}  // namespace villageboard::feed
