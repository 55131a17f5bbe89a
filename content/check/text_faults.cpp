#include <algorithm>
#include <array>
#include <optional>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

struct Text {
    std::string place;
    std::u32string words;  ///< not folded: 《 and ( are told apart below
};

std::vector<Text> texts_of(const BodyCommon& body, const std::string& pointer) {
    std::vector<Text> texts{{pointer + "/title", decode_utf8(body.title)}};
    const auto add = [&](const std::string& place, const std::string& text) {
        texts.push_back({place, decode_utf8(text)});
    };
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        const std::string at = pointer + "/blocks/" + std::to_string(i);
        if (const auto* heading = std::get_if<Heading>(&body.blocks[i]))
            add(at + "/text", heading->text);
        if (const auto* paragraph = std::get_if<Paragraph>(&body.blocks[i]))
            add(at + "/text", paragraph->text);
        if (const auto* quote = std::get_if<Quote>(&body.blocks[i])) add(at + "/text", quote->text);
        if (const auto* list = std::get_if<ListBlock>(&body.blocks[i]))
            for (std::size_t k = 0; k < list->items.size(); ++k)
                add(at + "/items/" + std::to_string(k), list->items[k]);
    }
    return texts;
}

struct Pair {
    std::u32string_view open;  ///< half and full width count as one
    std::u32string_view close;
    const char* name;
};

constexpr std::array<Pair, 6> kPairs{{{U"(（", U")）", "圆括号"},
                                      {U"《", U"》", "书名号"},
                                      {U"“", U"”", "引号"},
                                      {U"‘", U"’", "单引号"},
                                      {U"【", U"】", "方头括号"},
                                      {U"〔", U"〕", "六角括号"}}};

// "1)" and "a)" at the head of an item is a number, not a bracket.
bool is_item_mark(std::u32string_view text, std::size_t at) {
    return at > 0 && at <= 2 &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                       [](char32_t c) { return is_digit(c) || is_ascii_letter(c); });
}

struct Balance {
    std::size_t opened = 0;
    std::size_t closed = 0;
    std::optional<std::string> first;  ///< the first text that doesn't balance in itself
};

Balance balance_of(const std::vector<Text>& texts, const Pair& pair) {
    Balance balance;
    for (const Text& text : texts) {
        std::size_t depth = 0;
        bool closed_early = false;
        for (std::size_t i = 0; i < text.words.size(); ++i) {
            if (pair.open.find(text.words[i]) != pair.open.npos) {
                ++balance.opened;
                ++depth;
            } else if (pair.close.find(text.words[i]) != pair.close.npos &&
                       !is_item_mark(text.words, i)) {
                ++balance.closed;
                closed_early = closed_early || depth == 0;
                depth -= depth > 0 ? 1 : 0;
            }
        }
        if ((closed_early || depth > 0) && !balance.first) balance.first = text.place;
    }
    return balance;
}

void check_brackets(const std::vector<Text>& texts, Findings& findings) {
    for (const Pair& pair : kPairs) {
        const Balance balance = balance_of(texts, pair);
        if (balance.opened == balance.closed || !balance.first) continue;
        findings.push_back(make_warning(
            "VF5", *balance.first,
            std::string(pair.name) + "不成对：左边 " + std::to_string(balance.opened) +
                " 个，右边 " + std::to_string(balance.closed) + " 个，可能掉了字。",
            "Brackets or quotation marks don't match: " + std::to_string(balance.opened) +
                " open, " + std::to_string(balance.closed) + " close; words may be lost."));
    }
}

void check_doubled_marks(const std::vector<Text>& texts, Findings& findings) {
    for (const Text& text : texts)
        for (const std::u32string_view mark :
             {U"。。", U"，，", U"、、", U"；；", U"，。", U"。，"})
            if (contains(text.words, mark) && !contains(text.words, U"。。。"))
                findings.push_back(make_warning("VF5", text.place,
                                                "标点连用：“" + encode_utf8(mark) + "”。",
                                                "A punctuation mark is doubled."));
}

/// Words that official texts never begin with: the character before them is lost ("市直有关部门").
struct Tail {
    std::u32string_view words;
    std::u32string_view heads;  ///< characters that may stand before them
};
constexpr std::array<Tail, 6> kTails{{{U"直有关部门", U"市县州省区镇中央"},
                                      {U"直各部门", U"市县州省区镇中央"},
                                      {U"直部门", U"市县州省区镇中央"},
                                      {U"级各部门", U"市县州省区镇乡村各上下本同两三四"},
                                      {U"级有关部门", U"市县州省区镇乡村各上下本同两三四"},
                                      {U"级其他", U"市县州省区镇乡村各上下本同两三四"}}};

struct LostHeads {
    std::size_t count = 0;
    std::string first_place;
    std::u32string example;
};

void count_lost_heads(const Text& text, const Tail& tail, LostHeads& lost) {
    for (auto at = text.words.find(tail.words); at != text.words.npos;
         at = text.words.find(tail.words, at + 1)) {
        if (at > 0 && tail.heads.find(text.words[at - 1]) != tail.heads.npos) continue;
        if (lost.count++ > 0) continue;
        lost.first_place = text.place;
        lost.example = tail.words;
    }
}

void check_lost_heads(const std::vector<Text>& texts, Findings& findings) {
    LostHeads lost;
    for (const Text& text : texts)
        for (const Tail& tail : kTails) count_lost_heads(text, tail, lost);
    if (lost.count == 0) return;
    findings.push_back(make_warning("VF5", lost.first_place,
                                    "有 " + std::to_string(lost.count) +
                                        " 处像是掉了前面的字，例如“" + encode_utf8(lost.example) +
                                        "”前面少了“市”或“县”。",
                                    "In " + std::to_string(lost.count) +
                                        " places the first character of a phrase seems to be "
                                        "lost."));
}

}  // namespace

Findings check_text_faults(const BodyCommon& body, const std::string& pointer) {
    Findings findings;
    const std::vector<Text> texts = texts_of(body, pointer);
    check_brackets(texts, findings);
    check_doubled_marks(texts, findings);
    check_lost_heads(texts, findings);
    if (body.meta && body.meta->source && trim(std::string_view(*body.meta->source)).empty())
        findings.push_back(make_warning("VF5", pointer + "/meta/source", "来源一栏是空的。",
                                        "The field for the source is empty."));
    return findings;
}

}  // namespace villageboard::check
