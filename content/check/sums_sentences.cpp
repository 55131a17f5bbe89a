#include <algorithm>
#include <optional>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"
#include "content/check/written_amount.h"

namespace villageboard::check {
namespace {

struct Text {
    std::string place;
    std::u32string folded;
};

std::vector<Text> texts_of(const BodyCommon& body, const std::string& pointer) {
    std::vector<Text> texts{{pointer + "/title", fold(decode_utf8(body.title))},
                            {pointer + "/summary", fold(decode_utf8(body.summary))}};
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        const std::string at = pointer + "/blocks/" + std::to_string(i);
        if (const auto* paragraph = std::get_if<Paragraph>(&body.blocks[i]))
            texts.push_back({at + "/text", fold(decode_utf8(paragraph->text))});
        if (const auto* list = std::get_if<ListBlock>(&body.blocks[i]))
            for (std::size_t k = 0; k < list->items.size(); ++k)
                texts.push_back(
                    {at + "/items/" + std::to_string(k), fold(decode_utf8(list->items[k]))});
    }
    return texts;
}

bool is_area(std::u32string_view text, const FoundNumber& number) {
    const auto rest = after(text, number);
    return rest.starts_with(U"亩") || rest.starts_with(U"万亩");
}

bool is_standard(std::u32string_view text, const FoundNumber& number) {
    const auto rest = after(text, number);
    return rest.starts_with(U"元/亩") || rest.starts_with(U"元每亩") ||
           (rest.starts_with(U"元") && before(text, number).ends_with(U"每亩"));
}

bool is_total(std::u32string_view text, const FoundNumber& number) {
    const auto rest = after(text, number);
    return !is_standard(text, number) && (rest.starts_with(U"元") || rest.starts_with(U"万元"));
}

std::optional<FoundNumber> only_one(std::u32string_view text,
                                    bool (*wanted)(std::u32string_view, const FoundNumber&)) {
    std::optional<FoundNumber> found;
    for (const FoundNumber& number : find_numbers(text)) {
        if (!wanted(text, number)) continue;
        if (found) return std::nullopt;
        found = number;
    }
    return found;
}

Number in_units(std::u32string_view text, const FoundNumber& number) {
    const Number ten_thousand(10'000, 0);
    return after(text, number).starts_with(U"万") ? *number.number.times(ten_thousand)
                                                  : number.number;
}

// VA2 in a sentence: "11931.002亩, 每亩131.42元, 共156.8万元". Only where each of the three stands
// once: with more of them the sentence says several things.
void check_product(const Text& text, Findings& findings) {
    const auto area = only_one(text.folded, is_area);
    const auto standard = only_one(text.folded, is_standard);
    const auto total = only_one(text.folded, is_total);
    if (!area || !standard || !total) return;
    const bool ten_thousand = after(text.folded, *total).starts_with(U"万");
    const auto product = in_units(text.folded, *area).times(standard->number);
    if (!product) return;
    const Number shown =
        (ten_thousand ? product->shifted_down(4) : *product).rounded(total->number.scale());
    if (shown == total->number) return;
    const std::string unit = ten_thousand ? " 万元" : " 元";
    findings.push_back(make_warning(
        "VA2", text.place,
        area->number.text() + " 亩 × " + standard->number.text() + " 元 = " + shown.text() + unit +
            "，文中写的是 " + total->number.text() + unit + "，差 " +
            (total->number - shown).text() + unit + "。",
        "Area times standard is " + shown.text() + ", the text says " + total->number.text() +
            ", a difference of " + (total->number - shown).text() + "."));
}

bool is_capital(char32_t c) {
    constexpr std::u32string_view kCapitals = U"零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正";
    return kCapitals.find(c) != kCapitals.npos;
}

struct CapitalAmount {
    std::size_t begin;
    std::u32string_view words;
};

// From one of the capital digits on: "万元" alone is no capital amount.
std::vector<CapitalAmount> find_capitals(std::u32string_view text) {
    constexpr std::u32string_view kDigits = U"壹贰叁肆伍陆柒捌玖拾";
    std::vector<CapitalAmount> amounts;
    for (std::size_t at = 0; at < text.size();) {
        if (kDigits.find(text[at]) == kDigits.npos) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_capital(text[end])) ++end;
        const auto words = text.substr(at, end - at);
        if (contains_any(words, {U"元", U"圆", U"角", U"分"})) amounts.push_back({at, words});
        at = end;
    }
    return amounts;
}

std::optional<Number> amount_in_yuan(std::u32string_view text, const FoundNumber& number) {
    const auto rest = after(text, number);
    const auto head = before(text, number);
    if (rest.starts_with(U"元") || rest.starts_with(U"万元")) return in_units(text, number);
    return head.ends_with(U"¥") || head.ends_with(U"￥") ? std::optional(number.number)
                                                         : std::nullopt;
}

void add_capital_finding(Findings& findings, const std::string& place, Fen capital,
                         const Number& digits) {
    findings.push_back(make_error(
        "VA5", place,
        "大写金额是 " + yuan(capital) + "，数字写的是 " + digits.text() + " 元，两个对不上。",
        "The capital amount is " + format_yuan(capital) + ", the digits say " + digits.text() +
            "."));
}

/// The value of a capital amount; a finding and nothing when it can't be read.
std::optional<Fen> read_capital(const CapitalAmount& capital, const std::string& place,
                                Findings& findings) {
    const auto value = parse_capital_amount(encode_utf8(capital.words));
    if (!value)
        findings.push_back(
            make_error("VA5", place, "大写金额“" + encode_utf8(capital.words) + "”读不通，请核对。",
                       "The amount in capital numerals can't be read."));
    return value;
}

// VA5: the capital amount against the nearest amount in digits of the same text.
void check_capitals(const Text& text, Findings& findings) {
    for (const CapitalAmount& capital : find_capitals(text.folded)) {
        const auto value = read_capital(capital, text.place, findings);
        std::optional<Number> nearest;
        std::size_t distance = text.folded.size() + 1;
        for (const FoundNumber& number : find_numbers(text.folded)) {
            const auto amount = amount_in_yuan(text.folded, number);
            const std::size_t away = number.begin < capital.begin ? capital.begin - number.end
                                                                  : number.begin - capital.begin;
            if (!amount || away >= distance) continue;
            nearest = amount;
            distance = away;
        }
        if (value && nearest && *nearest != Number(*value))
            add_capital_finding(findings, text.place, *value, *nearest);
    }
}

// VA5 in a row: one of its cells must hold the same amount in digits.
void check_capital_cells(const TableBlock& table, const std::string& at, Findings& findings) {
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
            const std::u32string cell = fold(decode_utf8(table.rows[row][column]));
            const std::string place =
                at + ":" + std::to_string(row + 1) + ":" + std::to_string(column + 1);
            for (const CapitalAmount& capital : find_capitals(cell)) {
                const auto value = read_capital(capital, place, findings);
                std::optional<Number> other;
                bool same = !find_numbers(cell).empty();
                for (const std::string& neighbour : table.rows[row])
                    if (const auto number = Number::parse(neighbour)) {
                        other = number;
                        same = same || (value && *number == Number(*value));
                    }
                if (value && other && !same) add_capital_finding(findings, place, *value, *other);
            }
            if (!find_numbers(cell).empty()) check_capitals({place, cell}, findings);
        }
}

}  // namespace

Findings check_sentences(const BodyCommon& body, const std::string& pointer) {
    Findings findings;
    for (const Text& text : texts_of(body, pointer)) {
        check_product(text, findings);
        check_capitals(text, findings);
    }
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (const auto* table = std::get_if<TableBlock>(&body.blocks[i]))
            check_capital_cells(*table, pointer + "/blocks/" + std::to_string(i), findings);
    return findings;
}

}  // namespace villageboard::check
