#include "content/import/front_matter.h"

#include <array>
#include <set>

#include "content/check/text.h"
#include "content/import/page_fields.h"
#include "content/model/error.h"

namespace villageboard::import_ {
namespace {

using check::trim;

const std::set<std::string, std::less<>>& known_keys() {
    static const std::set<std::string, std::less<>> kKeys{
        "title",         "plain_title",   "summary",      "kind",         "item",
        "area",          "office",        "office_name",  "priority",     "group",
        "reviewers",     "basis",         "operation",    "id",           "formed",
        "notice_from",   "notice_to",     "repealed_on",  "published",    "expires",
        "embargo",       "event_at",      "event_until",  "event_place",  "audience_groups",
        "validity",      "audience",      "benefits",     "who",          "how",
        "when",          "where",         "phone",        "programme",    "standard_amount",
        "standard_unit", "standard_per",  "contact_post", "contact_name", "contact_phone",
        "contact_hours", "contact_place", "change_what",  "change_why",   "change_who",
        "index_no",      "issuer",        "directory",    "subject",      "genre",
        "doc_no",        "issued",        "effective",    "repealed",     "registration_no",
        "disclosure",    "source",        "meta_formed",  "meta_validity"};
    return kKeys;
}

[[noreturn]] void refuse(const std::string& what, std::string_view file_name, int line) {
    throw Error(ErrorKind::invalid, what, std::string(file_name) + ":" + std::to_string(line));
}

/// A Chinese label of a page field as the key it stands for.
std::string key_of_label(std::string_view label) {
    constexpr std::array<std::string_view, 14> kKeys{
        "index_no",      "issuer",          "directory",  "subject",   "genre",
        "doc_no",        "meta_formed",     "issued",     "effective", "repealed",
        "meta_validity", "registration_no", "disclosure", "source"};
    PageMeta meta;
    const std::array<std::optional<std::string>*, 14> fields{
        &meta.index_no, &meta.issuer,          &meta.directory,  &meta.subject,   &meta.genre,
        &meta.doc_no,   &meta.formed,          &meta.issued,     &meta.effective, &meta.repealed,
        &meta.validity, &meta.registration_no, &meta.disclosure, &meta.source};
    const auto* field = field_of(meta, label);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (field != nullptr && field == fields[i]) return std::string(kKeys[i]);
    return trim(label) == "标题" ? "title" : std::string{};
}

std::string unquoted(std::string_view value) {
    std::string text = trim(value);
    const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                        text.front() == text.back();
    return quoted ? text.substr(1, text.size() - 2) : text;
}

// The first colon, ASCII or full width.
struct Colon {
    std::size_t at;
    std::size_t length;
};
Colon colon_in(std::string_view line) {
    constexpr std::string_view kWide = "：";
    const auto narrow = line.find(':');
    const auto wide = line.find(kWide);
    return wide < narrow ? Colon{wide, kWide.size()} : Colon{narrow, 1};
}

void read_line(std::string_view line, int number, std::string_view file_name, FrontMatter& matter) {
    const std::string text = trim(line);
    if (text.empty() || text.starts_with('#')) return;
    const Colon colon = colon_in(text);
    if (colon.at == text.npos)
        refuse("Line " + std::to_string(number) +
                   " of the metadata block has no colon; write it as \"key: value\".",
               file_name, number);
    const std::string written = trim(std::string_view(text).substr(0, colon.at));
    const std::string key = known_keys().contains(written) ? written : key_of_label(written);
    if (key.empty())
        refuse("The metadata block has an unknown key \"" + written +
                   "\"; the keys are listed in content/import/front_matter.h.",
               file_name, number);
    const FrontValue value{unquoted(std::string_view(text).substr(colon.at + colon.length)),
                           number};
    if (!matter.values.emplace(key, value).second)
        refuse("The metadata block names \"" + written + "\" twice.", file_name, number);
}

}  // namespace

FrontMatter read_front_matter(std::string_view text, std::string_view file_name) {
    FrontMatter matter;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        ++number;
        at = std::min(end + 1, text.size());
        const bool fence = trim(line) == "---";
        if (number == 1 && !fence) return {};
        if (number > 1 && fence) {
            matter.end = at;
            matter.lines = number;
            return matter;
        }
        if (number > 1) read_line(line, number, file_name, matter);
    }
    if (number == 0) return {};
    refuse("The metadata block is not closed; put a line with --- after it.", file_name, number);
}

std::vector<std::string> list_of(std::string_view value) {
    std::string text = trim(value);
    if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
    std::vector<std::string> items;
    std::u32string item;
    const auto finish = [&] {
        const std::string done = unquoted(check::encode_utf8(item));
        if (!done.empty()) items.push_back(done);
        item.clear();
    };
    for (const char32_t c : check::decode_utf8(text)) {
        if (c == U',' || c == U'，' || c == U'、')
            finish();
        else
            item.push_back(c);
    }
    finish();
    return items;
}

}  // namespace villageboard::import_
