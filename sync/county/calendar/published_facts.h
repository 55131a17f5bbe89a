/// Keeps the facts about published items in step with the feeds: each entry's in the transaction
/// that appends it, and those of entries from before the facts were kept whenever they are met.
#pragma once
#include <cstdint>

#include "content/model/body.h"
#include "sync/county/store/published_rows.h"
#include "sync/county/tools.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

class PublishedFacts {
  public:
    explicit PublishedFacts(const Tools& tools) : tools_(tools), rows_(tools.repository) {}

    /// The entry at `index` of its feed, just appended by the caller, who holds the feed's lock.
    /// `body` is the fullest rendition, null where it has none.
    void record(Transaction& transaction, std::uint64_t index, const feed::Envelope& envelope,
                const Body* body);
    /// Reads what the database holds of entries that the facts don't know yet, a feed after
    /// another. Their time of receipt isn't known any more: the time they give themselves stands
    /// for it. Returns how many entries were read. May be cut off anywhere.
    std::uint64_t catch_up();

  private:
    bool behind(const std::string& area);
    std::uint64_t catch_up(Transaction& transaction, const AreaCode& area, std::uint64_t end);
    void read(Transaction& transaction, const AreaCode& area, const EntryRow& row);

    Tools tools_;
    PublishedRows rows_;
};

}  // namespace villageboard::county
