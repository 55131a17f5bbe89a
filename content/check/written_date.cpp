#include "content/check/written_date.h"

#include <array>

#include "content/check/text.h"

namespace villageboard::check {
namespace {

/// Reads forward through a folded text; a failed read leaves `ok` false and the rest unread.
struct Reader {
    std::u32string_view text;
    std::size_t at = 0;
    bool ok = true;

    char32_t peek() const { return at < text.size() ? text[at] : U'\0'; }
    void skip_spaces() {
        while (is_space(peek())) ++at;
    }
    bool take(char32_t c) {
        if (peek() != c) return false;
        ++at;
        return true;
    }
    int number(std::size_t least, std::size_t most) {
        int value = 0;
        std::size_t count = 0;
        for (; count < most && is_digit(peek()); ++count, ++at)
            value = value * 10 + static_cast<int>(peek() - U'0');
        ok = ok && count >= least;
        return value;
    }
};

std::optional<Day> day_of(int year, int month, int day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (year < 1000 || !ymd.ok()) return std::nullopt;
    return Day{ymd};
}

// 2021-9-30, 2021/09/30, 2021.9.30, 2021年9月30日
std::optional<Day> read_day(Reader& reader) {
    const int year = reader.number(4, 4);
    reader.skip_spaces();
    const char32_t mark = reader.peek();
    if (mark != U'-' && mark != U'/' && mark != U'.' && mark != U'年') return std::nullopt;
    ++reader.at;
    reader.skip_spaces();
    const int month = reader.number(1, 2);
    reader.skip_spaces();
    if (!reader.take(mark == U'年' ? U'月' : mark)) return std::nullopt;
    reader.skip_spaces();
    const int day = reader.number(1, 2);
    if (mark == U'年') {
        reader.skip_spaces();
        if (!reader.take(U'日') && !reader.take(U'号')) return std::nullopt;
    }
    return reader.ok && !is_digit(reader.peek()) ? day_of(year, month, day) : std::nullopt;
}

// 20210930
std::optional<Day> read_compact_day(Reader& reader) {
    const int year = reader.number(4, 4);
    const int month = reader.number(2, 2);
    const int day = reader.number(2, 2);
    return reader.ok && !is_digit(reader.peek()) ? day_of(year, month, day) : std::nullopt;
}

int numeral_number(std::u32string_view text) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
    int value = 0;
    for (const char32_t c : text) {
        const auto digit = kDigits.find(c == U'零' || c == U'○' || c == U'O' ? U'〇' : c);
        if (digit == kDigits.npos) return 0;
        value = value * 10 + static_cast<int>(digit);
    }
    return value;
}

// 二〇二一年九月三十日
std::optional<Day> read_numeral_day(Reader& reader) {
    constexpr std::size_t kLongest = 12;  // "二〇二一年十二月二十五日"
    const auto rest = reader.text.substr(reader.at, kLongest);
    const auto year_mark = rest.find(U'年');
    const auto month_mark = rest.find(U'月');
    const auto day_mark = rest.find(U'日');
    if (year_mark != 4 || month_mark == rest.npos || day_mark == rest.npos ||
        month_mark > year_mark + 3 || day_mark < month_mark || day_mark > month_mark + 4)
        return std::nullopt;
    const int year = numeral_number(rest.substr(0, 4));
    const int month = chinese_number(rest.substr(5, month_mark - 5));
    const int day = chinese_number(rest.substr(month_mark + 1, day_mark - month_mark - 1));
    const auto found = year > 0 ? day_of(year, month, day) : std::nullopt;
    if (found) reader.at += day_mark + 1;
    return found;
}

std::optional<Day> read_any_day(Reader& reader) {
    for (const auto read : {read_day, read_numeral_day}) {
        Reader attempt = reader;
        if (const auto day = read(attempt)) {
            reader = attempt;
            return day;
        }
    }
    return std::nullopt;
}

// 22:50, 22:50:00, 22时50分
std::optional<std::chrono::seconds> read_time(Reader& reader) {
    const int hour = reader.number(1, 2);
    if (!reader.take(U':') && !reader.take(U'时') && !reader.take(U'点')) return std::nullopt;
    const int minute = is_digit(reader.peek()) ? reader.number(1, 2) : 0;
    reader.take(U'分');
    const int second = reader.take(U':') ? reader.number(1, 2) : 0;
    if (!reader.ok || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

}  // namespace

std::optional<WrittenTime> parse_written_time(std::string_view text) {
    const std::u32string folded = trim(std::u32string_view(fold(decode_utf8(text))));
    Reader reader{folded};
    auto day = read_any_day(reader);
    if (!day) {
        reader = Reader{folded};
        day = read_compact_day(reader);
    }
    if (!day) return std::nullopt;
    reader.take(U'T');
    reader.skip_spaces();
    WrittenTime written{*day, std::nullopt};
    if (reader.at < folded.size()) {
        written.time = read_time(reader);
        reader.skip_spaces();
        if (!written.time || reader.at < folded.size()) return std::nullopt;
    }
    return written;
}

Instant moment_of(const WrittenTime& written) {
    return start_of(written.day) + written.time.value_or(std::chrono::seconds{0});
}

std::vector<FoundDay> find_days(std::u32string_view text) {
    const std::u32string folded = fold(text);
    std::vector<FoundDay> days;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        const bool inside = at > 0 && is_digit(folded[at]) && is_digit(folded[at - 1]);
        if (inside || !(is_digit(folded[at]) || is_han(folded[at]))) continue;
        Reader reader{folded, at};
        if (const auto day = read_any_day(reader)) {
            days.push_back({at, reader.at - at, *day});
            at = reader.at - 1;
        }
    }
    return days;
}

}  // namespace villageboard::check
