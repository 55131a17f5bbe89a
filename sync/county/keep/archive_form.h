/// The form of an archive's folder, the same for whoever makes and whoever checks it:
///
///     index.html             the way in, by area
///     list.csv               every line of all areas
///     AREA/index.html        the area's lines
///     AREA/INDEX.html        the words of one entry as a page
///     bodies/SHA256.json     the signed bytes that the page shows
///     files/SHA256.EXT       public attachments
///     proof/                 root policies, checkpoints, entries and hash tiles (FORMAT.md,
///     beside) archive.json           what is in it, and the words that the list uses SHA256SUMS of
///     all of these, as sha256sum -c reads it SHA256SUMS.note        the county's signature over
///     SHA256SUMS
///
/// Pure; any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/keep/archive_list.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

inline constexpr const char* kArchiveFacts = "archive.json";
inline constexpr const char* kArchiveList = "list.csv";
inline constexpr const char* kArchiveSums = "SHA256SUMS";
inline constexpr const char* kArchiveNote = "SHA256SUMS.note";

std::string archive_page_path(const AreaCode& area, std::uint64_t index);
std::string archive_body_path(const feed::Hash& digest);
std::string archive_file_path(const feed::Hash& digest, std::string_view mime);
/// "proof/" before a path of a feed folder.
std::string archive_proof_path(const std::string& path);

struct ArchivedArea {
    AreaCode area = *AreaCode::parse("000000");
    std::string name;
    std::uint64_t size = 0;   ///< of the feed
    std::uint64_t lines = 0;  ///< of the year
};

/// archive.json. Words and periods stand in it, so that a later program checks the list against
/// those of its time.
struct ArchiveFacts {
    std::string origin;  ///< the county's
    int year = 0;
    Instant made{};
    std::vector<ArchivedArea> areas;
    std::vector<std::string> columns;            ///< the list's header
    std::map<std::string, std::string> kinds;    ///< words by code
    std::map<std::string, std::string> states;   ///< words by code
    std::map<std::string, std::string> periods;  ///< how long to keep, by catalogue code
};
/// Columns, kinds and states as the public pages say them now.
ArchiveFacts facts_in_words();
std::string format_facts(const ArchiveFacts& facts);
/// Nothing for bytes that are no archive.json, or one of a newer form.
std::optional<ArchiveFacts> parse_facts(std::string_view bytes);

/// The cells of one line of the list. `title` and `page_sha256` are empty where it has no words.
std::vector<std::string> list_row(const ArchiveFacts& facts, const ArchivedArea& area,
                                  const ArchiveLine& line, const std::string& title,
                                  const std::string& page_sha256);
/// The title in a body's signed bytes, or the reason in those of a withdrawal.
std::string title_in(std::string_view body);

/// Path and hexadecimal digest of each file.
using Sums = std::map<std::string, std::string>;
std::string format_sums(const Sums& sums);
/// Nothing where a line is none of "DIGEST  PATH", or names a path twice or outside of the folder.
std::optional<Sums> parse_sums(std::string_view text);

/// What the county signs: a line that no other signed note of a county can be.
std::string sums_statement(int year, std::string_view sums);

}  // namespace villageboard::county
