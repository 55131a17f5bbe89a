#include "content/check/digit_runs.h"

#include <algorithm>

#include "content/check/text.h"

namespace villageboard::check {
namespace {

constexpr std::size_t kMostJoints = 3;

// What a person types or a scan reads in place of a digit; 0 for none.
char digit_like(char32_t c) {
    if (is_digit(c)) return static_cast<char>(c);
    if (c == U'O' || c == U'o') return '0';
    if (c == U'l' || c == U'I') return '1';
    return 0;
}

bool is_joint(char32_t c) {
    return c == U' ' || c == U'\n' || c == U'-' || c == U'_' || c == U'·' || c == 0xAD ||
           (c >= 0x200C && c <= 0x200F) || c == 0x2060;
}

bool is_x(char32_t c) { return c == U'X' || c == U'x' || c == U'×' || c == U'Х' || c == U'х'; }

bool is_mask(char32_t c) {
    constexpr std::u32string_view kMasks = U"*×●○■□•";
    return kMasks.find(c) != kMasks.npos;
}

// A letter counts as a digit only when a digit stands on either side of it: "No 1" has none.
bool inside_number(std::u32string_view text, std::size_t at) {
    return (at > 0 && is_digit(text[at - 1])) || (at + 1 < text.size() && is_digit(text[at + 1]));
}

std::size_t end_of_group(std::u32string_view text, std::size_t at) {
    while (at < text.size() &&
           (is_digit(text[at]) || (digit_like(text[at]) != 0 && inside_number(text, at))))
        ++at;
    return at;
}

DigitGroup group_at(std::u32string_view text, std::size_t begin) {
    DigitGroup group{begin, end_of_group(text, begin), {}};
    for (std::size_t i = begin; i < group.end; ++i) group.text.push_back(digit_like(text[i]));
    const bool more = group.end + 1 < text.size() &&
                      (is_ascii_letter(text[group.end + 1]) || is_digit(text[group.end + 1]) ||
                       is_mask(text[group.end + 1]) || is_x(text[group.end + 1]));
    if (group.end < text.size() && is_x(text[group.end]) && !more) {
        group.text.push_back('X');
        ++group.end;
    }
    return group;
}

bool begins_group(std::u32string_view text, std::size_t at) {
    return is_digit(text[at]) ||
           (digit_like(text[at]) != 0 && at + 1 < text.size() && is_digit(text[at + 1]) &&
            (at == 0 || !is_ascii_letter(text[at - 1])));
}

std::size_t joints_from(std::u32string_view text, std::size_t at) {
    std::size_t count = 0;
    while (at + count < text.size() && is_joint(text[at + count])) ++count;
    return count;
}

HiddenNumber describe(std::u32string_view text, std::size_t begin, std::size_t end) {
    HiddenNumber number{begin, end, 0, 0, 0, '0'};
    for (std::size_t i = begin; i < end; ++i) number.digits += is_digit(text[i]) ? 1 : 0;
    while (begin + number.leading_digits < end && is_digit(text[begin + number.leading_digits]))
        ++number.leading_digits;
    while (number.trailing_digits < end - begin &&
           (is_digit(text[end - 1 - number.trailing_digits]) ||
            (number.trailing_digits == 0 && is_x(text[end - 1]))))
        ++number.trailing_digits;
    if (number.leading_digits > 0) number.first_digit = static_cast<char>(text[begin]);
    return number;
}

bool has_mask_run(std::u32string_view part) {
    for (std::size_t i = 0; i + 1 < part.size(); ++i)
        if (!is_digit(part[i]) && !is_digit(part[i + 1])) return true;
    return false;
}

}  // namespace

std::vector<DigitRun> find_digit_runs(std::u32string_view folded) {
    std::vector<DigitRun> runs;
    for (std::size_t at = 0; at < folded.size();) {
        if (!begins_group(folded, at)) {
            ++at;
            continue;
        }
        DigitGroup group = group_at(folded, at);
        at = group.end;
        const bool joined = !runs.empty() && [&] {
            const std::size_t from = runs.back().back().end;
            const std::size_t joints = joints_from(folded, from);
            return joints <= kMostJoints && from + joints == group.begin;
        }();
        if (!joined) runs.emplace_back();
        runs.back().push_back(std::move(group));
    }
    return runs;
}

std::vector<HiddenNumber> find_hidden_numbers(std::u32string_view folded) {
    std::vector<HiddenNumber> numbers;
    const auto belongs = [](char32_t c) { return is_digit(c) || is_mask(c) || is_x(c); };
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && belongs(folded[end])) ++end;
        if (end > at && has_mask_run(folded.substr(at, end - at)))
            numbers.push_back(describe(folded, at, end));
        at = std::max(end, at + 1);
    }
    return numbers;
}

}  // namespace villageboard::check
