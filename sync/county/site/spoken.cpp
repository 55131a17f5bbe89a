#include "sync/county/site/spoken.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace villageboard::county::site {
namespace {

constexpr std::array<std::string_view, 10> kFigures{"零", "一", "二", "三", "四",
                                                    "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 4> kPlaces{"", "十", "百", "千"};
constexpr std::array<std::string_view, 4> kGroups{"", "万", "亿", "万亿"};
constexpr std::array<std::string_view, 9> kHotlines{"110",   "119",   "120",   "122",  "12345",
                                                    "12316", "12333", "95598", "12393"};
constexpr std::size_t kMostDigits = 16;
constexpr std::size_t kPhoneDigits = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

enum class One { plain, phone };

std::string figures(std::string_view digits, One one) {
    std::string out;
    for (const char c : digits)
        if (is_digit(c))
            out +=
                one == One::phone && c == '1' ? "幺" : kFigures[static_cast<std::size_t>(c - '0')];
    return out;
}

/// 1 to 9999.
std::string group_aloud(std::uint64_t value) {
    std::string out;
    bool gap = false;
    std::uint64_t unit = 1000;
    for (std::size_t place = 4; place-- > 0; unit /= 10) {
        const std::uint64_t figure = value / unit % 10;
        if (figure == 0) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += kFigures[0];
        gap = false;
        out += std::string(kFigures[figure]) + std::string(kPlaces[place]);
    }
    return out;
}

std::uint64_t value_of(std::string_view digits) {
    std::uint64_t value = 0;
    for (const char c : digits)
        if (is_digit(c)) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    return value;
}

/// A run of figures with what joins them: "1,105.50", "2026-11-20", "14:30", "0886-3620001".
std::string_view run_at(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        if (is_digit(text[end])) {
            ++end;
            continue;
        }
        const bool joins =
            text[end] == ',' || text[end] == '.' || text[end] == '-' || text[end] == ':';
        if (!joins || end + 1 >= text.size() || !is_digit(text[end + 1])) break;
        ++end;
    }
    return text.substr(0, end);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(mark);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

std::optional<std::string> as_day(std::string_view run) {
    const auto parts = split(run, '-');
    if (parts.size() != 3 || parts[0].size() != 4 || !std::ranges::all_of(parts, all_digits))
        return std::nullopt;
    return figures(parts[0], One::plain) + "年" + integer_aloud(value_of(parts[1])) + "月" +
           integer_aloud(value_of(parts[2])) + "日";
}

std::optional<std::string> as_time(std::string_view run) {
    const auto parts = split(run, ':');
    if (parts.size() != 2 || parts[0].empty() || parts[0].size() > 2 || parts[1].size() != 2 ||
        !std::ranges::all_of(parts, all_digits))
        return std::nullopt;
    const std::string hours = integer_aloud(value_of(parts[0])) + "点";
    const std::uint64_t minutes = value_of(parts[1]);
    if (minutes == 0) return hours;
    return hours + (minutes < 10 ? "零" : "") + integer_aloud(minutes) + "分";
}

std::optional<std::string> as_phone(std::string_view run) {
    const bool hotline = std::ranges::find(kHotlines, run) != kHotlines.end();
    const bool parts_are_digits = std::ranges::all_of(split(run, '-'), all_digits);
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(run, is_digit));
    const bool begins_like_one =
        run.front() == '0' || run.front() == '1' || run.find('-') != std::string_view::npos;
    if (!hotline && (!parts_are_digits || digits < kPhoneDigits || !begins_like_one))
        return std::nullopt;
    return figures(run, One::phone);
}

/// Whole part and what follows the point, without commas; nothing for what is no number.
std::optional<std::pair<std::string, std::string>> as_number(std::string_view run) {
    const auto parts = split(run, '.');
    if (parts.size() > 2 || run.find_first_of("-:") != std::string_view::npos) return std::nullopt;
    std::string whole;
    for (const char c : parts[0])
        if (is_digit(c)) whole += c;
    if (whole.empty() || whole.size() > kMostDigits) return std::nullopt;
    if (parts.size() == 2 && !all_digits(parts[1])) return std::nullopt;
    return std::pair{whole, parts.size() == 2 ? std::string(parts[1]) : std::string()};
}

std::string number_aloud(const std::string& whole, const std::string& fraction) {
    std::string out = whole.size() > 1 && whole.front() == '0' ? figures(whole, One::plain)
                                                               : integer_aloud(value_of(whole));
    if (!fraction.empty()) out += "点" + figures(fraction, One::plain);
    return out;
}

/// After "元".
std::string cents_aloud(const std::string& fraction) {
    std::string out;
    if (fraction.size() > 2) return out;
    const std::uint64_t tenths = fraction.empty() ? 0 : value_of(fraction.substr(0, 1));
    const std::uint64_t cents = fraction.size() < 2 ? 0 : value_of(fraction.substr(1, 1));
    if (tenths > 0) out += std::string(kFigures[tenths]) + "角";
    if (tenths == 0 && cents > 0) out += "零";
    if (cents > 0) out += std::string(kFigures[cents]) + "分";
    return out;
}

/// Reads one run aloud and takes it, with the unit that is part of it, off `text`.
std::string take_run(std::string_view& text) {
    constexpr std::string_view kYuan = "元";
    constexpr std::string_view kYear = "年";
    const std::string_view run = run_at(text);
    text.remove_prefix(run.size());
    if (run.size() == 4 && all_digits(run) && text.starts_with(kYear))
        return figures(run, One::plain);
    for (const auto& form : {as_day(run), as_time(run), as_phone(run)})
        if (form) return *form;
    const auto number = as_number(run);
    if (!number) return figures(run, One::plain);
    const auto& [whole, fraction] = *number;
    if (text.starts_with('%')) {
        text.remove_prefix(1);
        return "百分之" + number_aloud(whole, fraction);
    }
    const std::string_view after = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    if (after.starts_with(kYuan) && fraction.size() <= 2) {
        text = after.substr(kYuan.size());
        return number_aloud(whole, {}) + std::string(kYuan) + cents_aloud(fraction);
    }
    return number_aloud(whole, fraction);
}

}  // namespace

std::string integer_aloud(std::uint64_t number) {
    if (number == 0) return std::string(kFigures[0]);
    std::vector<std::uint64_t> groups;
    for (; number > 0; number /= 10000) groups.push_back(number % 10000);
    std::string out;
    bool gap = false;
    for (std::size_t i = groups.size(); i-- > 0;) {
        if (groups[i] == 0) {
            gap = true;
            continue;
        }
        if (!out.empty() && (gap || groups[i] < 1000)) out += kFigures[0];
        gap = false;
        out += group_aloud(groups[i]) + std::string(kGroups[i]);
    }
    // 10 is 十, but 110 一百一十
    constexpr std::string_view kOneTen = "一十";
    if (out.starts_with(kOneTen)) out.erase(0, kFigures[1].size());
    return out;
}

std::string read_aloud(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (is_digit(text.front())) {
            out += take_run(text);
            continue;
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

}  // namespace villageboard::county::site
