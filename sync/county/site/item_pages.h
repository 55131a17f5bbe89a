/// One item as its public pages: what it was when, how it stands now, and the files that follow.
/// Only public bodies come in here, so nothing that is for the village can go out. Pure; any
/// thread.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/body.h"
#include "sync/feed/item_history.h"

namespace villageboard::county::site {

struct PublicRevision {
    feed::Envelope envelope;   ///< of an operation `publish` or `correct`
    std::optional<Body> body;  ///< the public one; nothing: there is none, or it was erased
};

struct PublicItem {
    AreaCode area;
    std::string id;
    std::vector<PublicRevision> revisions = {};  ///< oldest first, at least one
    feed::ItemPhase phase = feed::ItemPhase::live;
    Instant updated{};        ///< when its newest entry was published
    std::string reason = {};  ///< of its withdrawal
};

/// How an item stands towards the world.
enum class Standing {
    hidden,  ///< before its embargo, or without anything public: it has no page
    live,
    retired,
    expired,
    withdrawn,
    erased,
    kept_out,    ///< past its keep-until: only that it was there
    unreadable,  ///< made by a newer program
};
std::string_view to_string(Standing standing);

struct Shown {
    Standing standing = Standing::hidden;
    const PublicRevision* revision = nullptr;  ///< whose words are shown; null: none are
    std::uint32_t newest = 0;                  ///< the newest revision that is not under embargo
};
/// What of an item may be shown at `now`.
Shown shown_of(const PublicItem& item, Instant now);
/// When that changes by time alone; nothing: never.
std::optional<Instant> changes_at(const PublicItem& item, Instant now);

struct ItemPages {
    Shown shown;
    std::string title;    ///< for lists: a plain word where the title is not shown
    std::string summary;  ///< empty where the words are not shown
    std::string office;
    std::map<std::string, std::string> files;  ///< by name in the item's folder
};

/// The folder's files: index.html, page-2.html and so on where it is long, r1.html and so on for
/// the revisions before, table-1.csv and so on. `area_name`: in words.
ItemPages pages_of(const PublicItem& item, const std::string& area_name, Instant now);

}  // namespace villageboard::county::site
