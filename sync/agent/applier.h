/// Turns verified entries of one feed into rows of the cache, inside one transaction. It judges
/// what an entry says: the feed it was made for, signature and scope of its publisher, the
/// operation's place in the item's life, every body against its signed digest. The tree above is
/// for feed::StretchVerifier. One object per feed and round; what it added counts only once the
/// caller commits.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "content/cache/writer.h"
#include "content/model/area.h"
#include "sync/agent/records.h"
#include "sync/feed/entry.h"
#include "sync/feed/frame.h"
#include "sync/feed/verdict.h"

namespace villageboard::agent {

struct FeedPolicy {
    AreaCode area = *AreaCode::parse("000000");
    std::string origin;  ///< of the feed
    std::vector<feed::PublisherKey> publishers;
    feed::VillageKeys keys;  ///< of this area, as far as they are held
    Instant now{};
};

class Applier {
  public:
    Applier(const FeedPolicy& policy, cache::CacheWriter& cache, cache::Transaction& transaction,
            DictionaryShelf& shelf);

    /// The next entry, whose place in the tree the caller verifies.
    feed::Verdict add(std::uint64_t index, std::string_view entry,
                      const std::vector<ReceivedBody>& bodies);
    /// After the last entry: whether every zeroed frame is explained by a signed entry. Stores the
    /// dictionaries and lets time pass.
    feed::Verdict finish();

    std::size_t entries() const { return entries_; }

  private:
    struct Zeroed {
        std::string id;
        std::uint64_t index;
    };
    feed::Verdict check_place(const feed::Envelope& envelope);
    feed::Verdict take_body(std::uint64_t index, const feed::Envelope& envelope,
                            const feed::BodyRef& ref, const ReceivedBody& received,
                            cache::NewBody& body);
    feed::Verdict open_frame(std::uint64_t index, const feed::Envelope& envelope,
                             const feed::BodyRef& ref, const std::string& frame,
                             cache::NewBody& body);
    bool explained(const Zeroed& zeroed);

    const FeedPolicy& policy_;
    cache::CacheWriter& cache_;
    cache::Transaction& transaction_;
    DictionaryShelf& shelf_;
    std::vector<Zeroed> zeroed_;
    std::size_t entries_ = 0;
};

}  // namespace villageboard::agent
