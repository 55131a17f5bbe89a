#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

using nlohmann::json;

enum class Role { text, person_name };

struct Shown {
    std::string place;
    std::string text;
    Role role;
};

/// What programs made or read: digests, salts, ids, file names.
const std::set<std::string, std::less<>> kNotShown{"salt", "sha256",     "id",   "policy_id",
                                                   "file", "public_key", "mime", "language"};

/// Gathers the strings of a draft that somebody will read.
class Walk {
  public:
    void visit(const json& value, const std::string& pointer, Role role) {
        if (value.is_string()) {
            shown_.push_back({pointer, value.get<std::string>(), role});
        } else if (value.is_object()) {
            visit_object(value, pointer, role);
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i)
                visit(value[i], pointer + "/" + std::to_string(i), role);
        }
    }

    std::vector<Shown> take() { return std::move(shown_); }

  private:
    void visit_object(const json& object, const std::string& pointer, Role role) {
        const bool table = object.contains("header") && object.contains("rows");
        if (table) visit_table(object, pointer);
        for (const auto& [member, value] : object.items()) {
            if (kNotShown.contains(member)) continue;
            if (table && (member == "header" || member == "rows")) continue;
            const bool name = role == Role::person_name && member == "name";
            const bool lines = member == "lines";
            visit(value, pointer + "/" + member, name || lines ? Role::person_name : Role::text);
        }
    }

    void visit_table(const json& table, const std::string& pointer) {
        visit_row(table["header"], pointer, 0);
        for (std::size_t row = 0; row < table["rows"].size(); ++row)
            visit_row(table["rows"][row], pointer, row + 1);
    }

    void visit_row(const json& cells, const std::string& pointer, std::size_t row) {
        for (std::size_t column = 0; column < cells.size(); ++column)
            visit(cells[column],
                  pointer + ":" + std::to_string(row) + ":" + std::to_string(column + 1),
                  Role::text);
    }

    std::vector<Shown> shown_;
};

/// "“Ä”（U+0103）"
std::string named(const std::string& cluster) {
    std::string codes;
    for (const char32_t c : decode_utf8(cluster)) {
        std::array<char, 16> code{};
        std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(c));
        codes += (codes.empty() ? "" : " ") + std::string(code.data());
    }
    return "“" + cluster + "”（" + codes + "）";
}

struct Words {
    std::string zh;
    std::string en;
};

/// The first few, and how many more there are.
Words list_of(const std::vector<std::string>& clusters) {
    constexpr std::size_t kMostNamed = 5;
    Words list;
    for (std::size_t i = 0; i < std::min(kMostNamed, clusters.size()); ++i) {
        list.zh += (i > 0 ? "、" : "") + named(clusters[i]);
        list.en += (i > 0 ? ", " : "") + named(clusters[i]);
    }
    if (clusters.size() > kMostNamed) {
        list.zh += "等 " + std::to_string(clusters.size()) + " 个字符";
        list.en += " and " + std::to_string(clusters.size() - kMostNamed) + " more";
    }
    return list;
}

/// Signs that stand where a character was lost on the way.
std::vector<std::string> stand_ins(const std::string& name) {
    std::vector<std::string> found;
    for (const char32_t c : std::set<char32_t>{U'?', U'？', U'□', 0xFFFD})
        if (decode_utf8(name).find(c) != std::u32string::npos)
            found.push_back(encode_utf8(std::u32string(1, c)));
    return found;
}

void check_name(const Shown& shown, std::vector<std::string> missing, Findings& findings) {
    for (std::string& sign : stand_ins(shown.text)) missing.push_back(std::move(sign));
    if (missing.empty()) return;
    const Words list = list_of(missing);
    findings.push_back(make_error("VB7", shown.place,
                                  "姓名里的" + list.zh + "不是能显示的字，请查清后改成正确的字。",
                                  "In this name " + list.en +
                                      " is no character that can be shown; find out the right "
                                      "one."));
}

void check_text(const Shown& shown, const std::vector<std::string>& missing, Findings& findings) {
    if (missing.empty()) return;
    const Words list = list_of(missing);
    findings.push_back(make_warning("VF6", shown.place,
                                    "终端显示不出" + list.zh + "，会变成空框，请换一个字或符号。",
                                    "The terminals can't draw " + list.en +
                                        ": an empty box would be shown; use another character."));
}

}  // namespace

Findings check_glyphs(const json& draft, const CheckContext& context) {
    Walk walk;
    walk.visit(draft, "", Role::text);
    Findings findings;
    for (const Shown& shown : walk.take()) {
        const auto missing = context.missing_clusters ? context.missing_clusters(shown.text)
                                                      : std::vector<std::string>{};
        if (shown.role == Role::person_name)
            check_name(shown, missing, findings);
        else
            check_text(shown, missing, findings);
    }
    return findings;
}

}  // namespace villageboard::check
