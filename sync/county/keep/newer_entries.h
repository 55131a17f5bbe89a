/// What was published after a backup, brought back from where it was copied to: a mirror, a stick,
/// the feed folder of the lost machine. A feed's files hold every entry with its bodies, so a
/// restored database can be completed up to the newest signed checkpoint; without that its next
/// publication would be a fork to every terminal that has seen more.
/// Everything is verified as a terminal would: checkpoint, root, publishers, order of operations.
/// What the files don't hold is lost: drafts, enrolments and village keys made since. A body
/// sealed with a lost key stays closed here; the terminals have it.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sync/county/opened_county.h"
#include "sync/feed/verifier.h"

namespace villageboard::county {

struct ContinuedFeed {
    std::string area;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t erased = 0;          ///< items whose erasure was done again
    std::set<std::string> items = {};  ///< whose entries were brought back
    std::uint64_t missing_blobs = 0;   ///< attachments that the source doesn't have
};

/// Completes every feed of the database, and every feed of its areas that the source has and the
/// database doesn't. Feeds that are no larger there are left alone. Throws Error(rejected) where a
/// feed there is not a continuation of ours, with nothing of that feed changed.
std::vector<ContinuedFeed> continue_feeds(OpenedCounty& county, feed::ByteSource& source);

}  // namespace villageboard::county
