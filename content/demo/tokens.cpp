#include "content/demo/tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "content/demo/quarter.h"
#include "content/model/error.h"

namespace villageboard::demo {

namespace {

constexpr std::array<const char*, 7> kWeekdays{"星期日", "星期一", "星期二", "星期三",
                                               "星期四", "星期五", "星期六"};
constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};

using Parts = std::vector<std::string_view>;

Parts split(std::string_view token) {
    Parts parts;
    for (std::size_t at = 0; at <= token.size();) {
        const std::size_t end = std::min(token.find(':', at), token.size());
        parts.push_back(token.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

[[noreturn]] void refuse(std::string_view token) {
    throw Error(ErrorKind::invalid,
                "The text holds the token \"" + std::string(token) + "\", which is not known.",
                std::string(token));
}

int number(std::string_view text, std::string_view token) {
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) refuse(token);
    return value;
}

std::string english_day(Day day) {
    const std::chrono::year_month_day civil{day};
    return std::to_string(static_cast<unsigned>(civil.day())) + " " +
           kMonths.at(static_cast<unsigned>(civil.month()) - 1);
}

std::string weekday(Day day) { return kWeekdays.at(std::chrono::weekday{day}.c_encoding()); }

std::string month_label(Day today, int offset, std::string_view form) {
    const int index = year_of(today) * 12 + month_of(today) - 1 + offset;
    const Day first = day_of(index / 12, index % 12 + 1, 1);
    if (form == "from") return format_day(first);
    if (form == "cn") return std::to_string(index % 12 + 1) + "月";
    return std::to_string(index / 12) + "年" + std::to_string(index % 12 + 1) + "月";
}

std::string quarter_text(Quarter quarter, const Parts& parts, std::string_view token) {
    const std::string_view form = parts.at(2);
    if (form == "label") return quarter.label();
    if (form == "from") return format_day(quarter.from());
    if (form == "to") return format_day(quarter.to());
    if (form == "year") return std::to_string(quarter.year);
    if (form == "number") return std::to_string(quarter.number);
    refuse(token);
}

Instant moment(const Parts& parts, Day today, std::string_view token) {
    const Day day = today + std::chrono::days{number(parts.at(1), token)};
    return start_of(day) + std::chrono::hours{number(parts.at(2), token)} +
           std::chrono::minutes{number(parts.at(3), token)};
}

std::string day_text(const Parts& parts, Day day, std::string_view token) {
    const std::string_view name = parts.front();
    if (name == "day") return format_day(day);
    if (name == "cn") return chinese_short_day(day);
    if (name == "cny") return chinese_day(day);
    if (name == "weekday") return weekday(day);
    if (name == "en") return english_day(day);
    if (name == "dayyear") return std::to_string(year_of(day));
    refuse(token);
}

std::string token_text(std::string_view token, const DemoClock& clock) {
    const Parts parts = split(token);
    const std::string_view name = parts.front();
    if (parts.size() == 4 && name == "instant")
        return format_instant(moment(parts, clock.today, token));
    if (parts.size() == 4 && name == "past")
        return format_instant(std::min(moment(parts, clock.today, token), clock.now));
    if (parts.size() == 3 && name == "quarter")
        return quarter_text(quarter_of(clock.today).plus(number(parts[1], token)), parts, token);
    if (parts.size() == 3 && name == "month")
        return month_label(clock.today, number(parts[1], token), parts[2]);
    if (parts.size() != 2) refuse(token);
    const int count = number(parts[1], token);
    if (name == "year") return std::to_string(year_of(clock.today) + count);
    return day_text(parts, clock.today + std::chrono::days{count}, token);
}

}  // namespace

std::string resolve_tokens(std::string_view text, const DemoClock& clock) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find("{{", at);
        if (open == std::string_view::npos) return out.append(text.substr(at));
        const std::size_t close = text.find("}}", open);
        if (close == std::string_view::npos) refuse(text.substr(open, 20));
        out.append(text.substr(at, open - at));
        out.append(token_text(text.substr(open + 2, close - open - 2), clock));
        at = close + 2;
    }
    return out;
}

std::string chinese_day(Day day) {
    return std::to_string(year_of(day)) + "年" + chinese_short_day(day);
}

std::string chinese_short_day(Day day) {
    const std::chrono::year_month_day civil{day};
    return std::to_string(static_cast<unsigned>(civil.month())) + "月" +
           std::to_string(static_cast<unsigned>(civil.day())) + "日";
}

}  // namespace villageboard::demo
