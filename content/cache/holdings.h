/// What a cache holds of one feed, counted: for the terminal's report to its county. Read only.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "content/cache/database.h"

namespace villageboard::cache {

struct Holdings {
    std::uint64_t items = 0;    ///< that have a row, whatever their state
    std::uint64_t shown = 0;    ///< live, with their text
    std::uint64_t sealed = 0;   ///< live, but no key is held for their text
    std::uint64_t damaged = 0;  ///< live, but their text did not match its digest
};
Holdings holdings(Database& database, std::string_view area);

/// SHA-256 (hex) of one line "<item id> <newest revision>" for each item of a feed, by id: whether
/// the rows are those that the county has. Reads every revision of the feed.
std::string revisions_digest(Database& database, std::string_view area);

/// "<id> <revision>" of the newest live warning; empty when there is none.
std::string newest_alert(Database& database);

struct MissingFiles {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
};
MissingFiles missing_files(Database& database);

}  // namespace villageboard::cache
