/// The metadata block of a Markdown file: lines `key: value` between two lines `---`, first in the
/// file. A value may stand in double or single quotes; a list is `a, b` or `[a, b]`. '#' begins a
/// comment line. A key we don't know, or twice, is an error: a typing error must not vanish.
///
/// Keys, all optional but title (or a heading of level 1):
///   the item    title, plain_title, summary, kind (notice | policy), item (catalogue code), area,
///               office (code), office_name, priority, group, reviewers*, basis*,
///               operation (publish | correct), id
///   days        formed, notice_from, notice_to, repealed_on            2026-11-20, 2026年11月20日
///   moments     published, expires, embargo, event_at, event_until     2026-11-20 09:00 in
///               Asia/Shanghai, or 2026-11-20T01:00:00Z; a day alone is its first moment, of
///               `expires` and `event_until` the moment it is over
///   notice      event_place, audience_groups*
///   policy      validity (in_force | amended | repealed | expired), audience (people | business),
///               benefits*, who, how, when, where, phone, programme, standard_amount (yuan),
///               standard_unit, standard_per
///   contact     contact_post, contact_name, contact_phone, contact_hours, contact_place
///   correction  change_what, change_why, change_who
///   page fields index_no, issuer, directory, subject, genre, doc_no, issued, effective, repealed,
///               registration_no, disclosure, source, meta_formed, meta_validity: verbatim into
///               `meta`; their Chinese labels (索引号 ...) are taken as well
///   (* a list)
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::import_ {

struct FrontValue {
    std::string text;
    int line = 0;  ///< from 1, in the file
};

struct FrontMatter {
    std::map<std::string, FrontValue> values;
    std::size_t end = 0;  ///< the byte at which the document goes on; 0 without front matter
    int lines = 0;        ///< lines it takes, both `---` included
};

/// Reads the front matter of `text`; empty when the first line isn't `---`. Throws Error invalid
/// for an unknown or repeated key, a line without a colon, a missing closing `---`; the place is
/// `file_name:line`.
FrontMatter read_front_matter(std::string_view text, std::string_view file_name);

/// "a, b", "[a, b]", "a、b" -> {"a", "b"}.
std::vector<std::string> list_of(std::string_view value);

}  // namespace villageboard::import_
