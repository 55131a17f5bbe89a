#include "content/model/money.h"

#include <array>
#include <cstdlib>
#include <utility>

namespace villageboard {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 53;

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Reads the whole yuan of an amount; a comma only between groups of three digits.
std::optional<std::int64_t> take_whole_yuan(std::string_view& text) {
    std::int64_t value = 0;
    int digits = 0;
    int since_comma = 0;
    bool grouped = false;
    while (!text.empty()) {
        if (text.front() >= '0' && text.front() <= '9') {
            value = value * 10 + (text.front() - '0');
            if (value > kLargest / 100) return std::nullopt;
            text.remove_prefix(1);
            ++digits;
            ++since_comma;
        } else if (take(text, ",") || take(text, "，")) {
            if (grouped ? since_comma != 3 : (digits == 0 || digits > 3)) return std::nullopt;
            grouped = true;
            since_comma = 0;
        } else {
            break;
        }
    }
    if (digits == 0 || (grouped && since_comma != 3)) return std::nullopt;
    return value;
}

constexpr std::array<std::pair<std::string_view, int>, 24> kDigits{
    {{"零", 0}, {"〇", 0}, {"壹", 1}, {"一", 1}, {"贰", 2}, {"二", 2}, {"叁", 3}, {"三", 3},
     {"肆", 4}, {"四", 4}, {"伍", 5}, {"五", 5}, {"陆", 6}, {"六", 6}, {"柒", 7}, {"七", 7},
     {"捌", 8}, {"八", 8}, {"玖", 9}, {"九", 9}, {"貳", 2}, {"叄", 3}, {"陸", 6}, {"参", 3}}};
constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kUnits{
    {{"拾", 10}, {"十", 10}, {"佰", 100}, {"百", 100}, {"仟", 1000}, {"千", 1000}}};
constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> kSections{
    {{"亿", 100000000}, {"万", 10000}, {"萬", 10000}}};

template <typename T, std::size_t n>
std::optional<T> take_one(std::string_view& text,
                          const std::array<std::pair<std::string_view, T>, n>& table) {
    for (const auto& [word, value] : table)
        if (take(text, word)) return value;
    return std::nullopt;
}

/// Up to four capital digits with their units, "壹仟零贰拾叁"; nothing when there is none or the
/// units don't fall.
std::optional<std::int64_t> take_section(std::string_view& text) {
    std::int64_t value = 0;
    std::int64_t last_unit = 10000;
    bool any = false;
    while (!text.empty()) {
        std::string_view rest = text;
        const auto digit = take_one(rest, kDigits);
        const bool bare_ten = !digit && !any && (rest.starts_with("拾") || rest.starts_with("十"));
        if (!digit && !bare_ten) break;
        if (digit && *digit == 0) {
            text = rest;
            continue;
        }
        std::string_view after = rest;
        const auto unit = take_one(after, kUnits).value_or(1);
        if (unit == 1 && (after.starts_with("角") || after.starts_with("分"))) break;
        if (unit >= last_unit) return std::nullopt;
        value += digit.value_or(1) * unit;
        last_unit = unit;
        any = true;
        text = after;
    }
    if (!any) return std::nullopt;
    return value;
}

/// The whole yuan: sections of four digits with 亿 and 万 between them.
std::optional<std::int64_t> take_capital_yuan(std::string_view& text) {
    std::int64_t total = 0;
    std::int64_t last_section = kLargest;
    while (!text.empty()) {
        const auto section = take_section(text);
        if (!section) return std::nullopt;
        const auto scale = take_one(text, kSections).value_or(1);
        if (scale >= last_section) return std::nullopt;
        last_section = scale;
        total += *section * scale;
        if (scale == 1) return total;
        std::string_view rest = text;
        while (take(rest, "零")) continue;
        if (rest.starts_with("元") || rest.starts_with("圆")) return total;
    }
    return std::nullopt;
}

/// "陆角柒分", "零伍分", "整": nothing when something else is left.
std::optional<std::int64_t> take_capital_fen(std::string_view text) {
    std::int64_t fen = 0;
    int last = 100;
    while (!text.empty() && text != "整" && text != "正") {
        if (take(text, "零")) continue;
        const auto digit = take_one(text, kDigits);
        const int unit = take(text, "角") ? 10 : take(text, "分") ? 1 : 0;
        if (!digit || unit == 0 || unit >= last) return std::nullopt;
        fen += *digit * unit;
        last = unit;
    }
    return fen;
}

}  // namespace

std::string format_yuan(Fen amount) {
    const std::int64_t size = std::llabs(amount.value);
    std::string whole = std::to_string(size / 100);
    for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, 1, ',');
    const std::string fen = std::to_string(size % 100);
    return (amount.value < 0 ? "-" : "") + whole + (fen.size() < 2 ? ".0" : ".") + fen;
}

std::optional<Fen> parse_yuan(std::string_view text) {
    const bool negative = take(text, "-") || take(text, "−") || take(text, "－");
    if (!negative && !take(text, "+")) take(text, "＋");
    const auto yuan = take_whole_yuan(text);
    if (!yuan) return std::nullopt;
    std::int64_t fen = 0;
    if (take(text, ".") || take(text, "．")) {
        if (text.empty() || text.size() > 2) return std::nullopt;
        for (const char c : text) {
            if (c < '0' || c > '9') return std::nullopt;
            fen = fen * 10 + (c - '0');
        }
        if (text.size() == 1) fen *= 10;
        text = {};
    }
    const std::int64_t value = *yuan * 100 + fen;
    if (!text.empty() || value > kLargest) return std::nullopt;
    return Fen{negative ? -value : value};
}

std::optional<Fen> parse_capital_amount(std::string_view text) {
    take(text, "人民币");
    const bool negative = take(text, "负");
    std::int64_t yuan = 0;
    std::string_view rest = text;
    const bool small = text.find("元") == text.npos && text.find("圆") == text.npos;
    if (!small && !(take(rest, "零元") || take(rest, "零圆"))) {
        const auto whole = take_capital_yuan(rest);
        if (!whole) return std::nullopt;
        while (take(rest, "零")) continue;
        if (!take(rest, "元") && !take(rest, "圆")) return std::nullopt;
        yuan = *whole;
    }
    if (small && (rest.empty() || rest == "整" || rest == "正")) return std::nullopt;
    const auto fen = take_capital_fen(rest);
    if (!fen || yuan > kLargest / 100 - 1) return std::nullopt;
    const std::int64_t value = yuan * 100 + *fen;
    return Fen{negative ? -value : value};
}

}  // namespace villageboard
