/// The public pages' feeds: Atom (RFC 4287, in pages by RFC 5005 section 4) and JSON Feed 1.1.
/// Titles and sentences only; what was withdrawn or erased is named so, so that a reader that holds
/// its words learns of it. Pure; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/store/site_rows.h"

namespace villageboard::county::site {

/// Entries in one document.
inline constexpr std::uint64_t kFeedEntries = 50;

struct FeedDocument {
    std::string title;
    std::string id;            ///< "tag:..." or "urn:...": never changes
    std::string author;        ///< for entries that name no office
    std::string home;          ///< relative path to the HTML page of the same
    std::string folder;        ///< relative path to the folder of areas: "../" or ""
    std::string self;          ///< name of this file without its extension: "atom", "atom-3"
    std::string older;         ///< name of the next older one, likewise; empty: none
    std::int64_t updated = 0;  ///< Unix seconds, where there are no entries
    bool archive = false;      ///< not the one that readers subscribe to
    std::vector<SiteItemRow> rows;
};

std::string atom(const FeedDocument& document);
std::string json_feed(const FeedDocument& document);

}  // namespace villageboard::county::site
