#include "content/speech/numbers.h"

#include <algorithm>

namespace villageboard::speech {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::u32string_view kPhoneDigits = U"零幺二三四五六七八九";
constexpr std::size_t kLongestNumber = 12;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::uint64_t value_of(std::u32string_view digits) {
    std::uint64_t value = 0;
    for (const char32_t digit : digits)
        if (is_digit(digit)) value = value * 10 + (digit - U'0');
    return value;
}

// 1 to 9,999. `leading`: nothing was said before it, so that 12 is 十二, not 一十二.
std::u32string below_ten_thousand(std::uint64_t number, bool leading) {
    constexpr std::uint64_t places[] = {1000, 100, 10, 1};
    constexpr std::u32string_view names[] = {U"千", U"百", U"十", U""};
    std::u32string words;
    bool gap = false;
    for (int i = 0; i < 4; ++i) {
        const std::uint64_t digit = number / places[i] % 10;
        if (digit == 0) {
            gap = true;
            continue;
        }
        if (gap && !words.empty()) words += U'零';
        gap = false;
        const bool bare_ten = places[i] == 10 && digit == 1 && words.empty() && leading;
        if (digit == 2 && places[i] == 1000)
            words += U'两';
        else if (!bare_ten)
            words += kDigits[digit];
        words += names[i];
    }
    return words;
}

}  // namespace

std::u32string digit_words(std::u32string_view digits, Figures figures) {
    std::u32string words;
    for (const char32_t digit : digits)
        if (is_digit(digit))
            words += (figures == Figures::phone ? kPhoneDigits : kDigits)[digit - U'0'];
    return words;
}

std::u32string integer_words(std::uint64_t number) {
    if (number == 0) return U"零";
    constexpr std::uint64_t places[] = {1'000'000'000'000, 100'000'000, 10'000, 1};
    constexpr std::u32string_view names[] = {U"万亿", U"亿", U"万", U""};
    std::u32string words;
    bool gap = false;
    for (int i = 0; i < 4; ++i) {
        const std::uint64_t part = number / places[i] % 10'000;
        if (part == 0) {
            gap = true;
            continue;
        }
        const bool leading = words.empty();
        if (!leading && (gap || part < 1000)) words += U'零';
        gap = false;
        words +=
            part == 2 && places[i] > 1 ? std::u32string(U"两") : below_ten_thousand(part, leading);
        words += names[i];
    }
    return words;
}

std::u32string money_words(std::uint64_t fen) {
    const std::uint64_t yuan = fen / 100;
    const std::uint64_t jiao = fen / 10 % 10;
    const std::uint64_t rest = fen % 10;
    std::u32string words;
    if (yuan > 0 || fen == 0) words += (yuan == 2 ? U"两" : integer_words(yuan)) + U"块";
    if (jiao > 0)
        words += std::u32string(jiao == 2 && yuan == 0 ? U"两" : kDigits.substr(jiao, 1)) + U"毛";
    if (rest > 0) {
        if (jiao == 0 && yuan > 0) words += U'零';
        words += std::u32string(kDigits.substr(rest, 1)) + U"分";
    }
    return words;
}

std::u32string number_words(std::u32string_view number) {
    const std::size_t point = number.find(U'.');
    const std::u32string_view whole = number.substr(0, point);
    const auto count =
        static_cast<std::size_t>(std::count_if(whole.begin(), whole.end(), is_digit));
    const bool padded = count > 1 && whole.front() == U'0';
    if (padded || count > kLongestNumber) return digit_words(number, Figures::plain);
    std::u32string words = integer_words(value_of(whole));
    if (point != std::u32string_view::npos)
        words += U"点" + digit_words(number.substr(point + 1), Figures::plain);
    return words;
}

}  // namespace villageboard::speech
