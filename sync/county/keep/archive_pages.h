/// The pages of an archive: plain HTML that stands alone, each with its style inside, without
/// scripts, links only within the folder; made to be printed as much as read. Everything that comes
/// from a body is escaped. Pure; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/keep/archive_form.h"

namespace villageboard::county {

/// A line of the list with what its words gave.
struct ListedLine {
    ArchiveLine line;
    std::string title;        ///< empty where it has no words
    std::string page_sha256;  ///< hex, likewise
};

/// The words of one entry. `body`: its signed public bytes; those that this program can't read are
/// said to be so, and linked.
std::string archive_page(const ArchiveFacts& facts, const ArchivedArea& area,
                         const ArchiveLine& line, std::string_view body);
std::string archive_area_page(const ArchiveFacts& facts, const ArchivedArea& area,
                              const std::vector<ListedLine>& lines);
/// `fingerprint`: of the newest root, feed::root_fingerprint().
std::string archive_index(const ArchiveFacts& facts, const std::string& fingerprint);

}  // namespace villageboard::county
