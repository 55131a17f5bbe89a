#include "content/check/privacy.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/check/privacy_rules.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

using nlohmann::json;

const std::set<std::string, std::less<>> kOfficePhones{"phone", "objection_phone",
                                                       "complaint_phone"};
const std::set<std::string, std::less<>> kCodes{
    "index_no", "code",     "identifier", "references",  "registration_no", "voucher_no",
    "line",     "category", "sender",     "sender_code", "period_no"};
// What programs made: digests, salts, ids of items and lines, keys.
const std::set<std::string, std::less<>> kMachineMade{"salt", "sha256", "id", "policy_id",
                                                      "public_key"};

TextUse use_of(std::string_view member) {
    if (kOfficePhones.contains(member)) return TextUse::office_phone;
    return kCodes.contains(member) ? TextUse::code : TextUse::running;
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

void append(Findings& all, Findings more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

Findings check_folded(std::u32string_view folded, TextUse use, const PlaceOf& place) {
    Findings findings = find_personal_numbers(folded, use, place);
    if (use == TextUse::running) append(findings, find_sensitive_facts(folded, place));
    return findings;
}

std::string escaped(std::string_view member) {
    std::string token;
    for (const char c : member) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return token;
}

std::u32string folded_string(const json& value) {
    return value.is_string() ? fold(decode_utf8(value.get_ref<const std::string&>()))
                             : std::u32string{};
}

/// Goes through a JSON document; `findings_` grows.
class Walk {
  public:
    void visit(const json& value, const std::string& pointer, std::string_view member) {
        if (value.is_string()) {
            visit_string(value.get_ref<const std::string&>(), pointer, member);
        } else if (value.is_object()) {
            visit_object(value, pointer);
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i)
                visit(value[i], pointer + "/" + std::to_string(i), member);
            if (member == "blocks") visit_blocks(value, pointer);
            if (member == "lines") visit_lines(value, pointer);
        }
    }

    Findings take() { return std::move(findings_); }

  private:
    void visit_string(const std::string& text, const std::string& pointer,
                      std::string_view member) {
        if (kMachineMade.contains(member) || is_digest(text)) return;
        append(findings_, check_folded(fold(decode_utf8(text)), use_of(member),
                                       [&](std::size_t) { return pointer; }));
    }

    void visit_object(const json& object, const std::string& pointer) {
        for (const auto& [member, value] : object.items())
            visit(value, pointer + "/" + escaped(member), member);
        if (object.contains("header") && object.contains("rows")) visit_table(object, pointer);
    }

    void visit_table(const json& object, const std::string& pointer) {
        TextTable table;
        for (const json& cell : object["header"]) table.header.push_back(folded_string(cell));
        for (const json& row : object["rows"]) {
            table.rows.emplace_back();
            for (const json& cell : row) table.rows.back().push_back(folded_string(cell));
            table.rows.back().resize(table.header.size());
        }
        append(findings_, find_in_table(table, [&](std::size_t row, std::size_t column) {
                   return pointer + ":" + std::to_string(row) + ":" + std::to_string(column);
               }));
    }

    // A number broken where one paragraph ends and the next begins.
    void visit_blocks(const json& blocks, const std::string& pointer) {
        constexpr std::size_t kReach = 24;
        for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
            const auto text_of = [](const json& block) {
                return block.is_object() ? folded_string(block.value("text", json{}))
                                         : std::u32string{};
            };
            const std::u32string above = text_of(blocks[i]);
            const std::u32string below = text_of(blocks[i + 1]);
            if (above.empty() || below.empty() || !is_digit(above.back())) continue;
            const std::u32string seam =
                above.substr(above.size() - std::min(kReach, above.size())) + U"\n" +
                below.substr(0, kReach);
            append(findings_, find_split_numbers(seam, [&](std::size_t) {
                       return pointer + "/" + std::to_string(i) + "/text";
                   }));
        }
    }

    // Lines of a roll: an object each, with the name of a person.
    void visit_lines(const json& lines, const std::string& pointer) {
        std::vector<std::u32string> names;
        std::vector<std::vector<std::u32string>> others;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!lines[i].is_object() || !lines[i].contains("name")) return;
            names.push_back(folded_string(lines[i]["name"]));
            others.emplace_back();
            for (const auto& [member, value] : lines[i].items()) {
                if (member == "name" || member == "group" || !value.is_string()) continue;
                others.back().push_back(folded_string(value));
                visit_fact(others.back().back(), pointer + "/" + std::to_string(i) + "/" + member);
            }
        }
        append(findings_, find_mask_faults(names, others, [&](std::size_t row) {
                   return pointer + "/" + std::to_string(row) + "/name";
               }));
    }

    void visit_fact(std::u32string_view text, const std::string& pointer) {
        if (has_sensitive_word(text))
            findings_.push_back({"VE3", Severity::error, pointer,
                                 "名单里写着疾病、残疾、婚姻或家庭遭遇，公开前必须删掉。",
                                 "The roll tells of an illness, a disability or a family matter; "
                                 "remove it."});
        if (names_home(text))
            findings_.push_back({"VE1", Severity::error, pointer,
                                 "名单里写着住址或门牌号，请删掉，只留村民小组。",
                                 "The roll gives a home address; remove it and keep the village "
                                 "group only."});
    }

    static bool names_home(std::u32string_view text) {
        if (contains_any(text, {U"门牌", U"家住", U"住址"})) return true;
        for (const std::u32string_view unit : {U"号院", U"号楼", U"单元", U"幢", U"栋"})
            if (const auto at = text.find(unit);
                at != text.npos && at > 0 && is_digit(text[at - 1]))
                return true;
        return false;
    }

    Findings findings_;
};

}  // namespace

Findings check_text_privacy(std::string_view utf8, const std::string& place, Field field) {
    const std::u32string folded = fold(decode_utf8(utf8));
    const TextUse use = field == Field::office_phone ? TextUse::office_phone : TextUse::running;
    Findings findings = check_folded(folded, use, [&](std::size_t position) {
        return place.empty() ? place_in_text(folded, position) : place;
    });
    tidy(findings);
    return findings;
}

Findings check_json_privacy(const json& value, const std::string& pointer) {
    Walk walk;
    const auto slash = pointer.rfind('/');
    const std::string member = slash == pointer.npos ? std::string{} : pointer.substr(slash + 1);
    walk.visit(value, pointer, member);
    Findings findings = walk.take();
    tidy(findings);
    return findings;
}

}  // namespace villageboard::check
