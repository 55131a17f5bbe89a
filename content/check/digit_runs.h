/// Groups of digits in running text, as a person reads them: full-width digits folded, O and l
/// taken for 0 and 1 inside a number, spaces, dashes and line breaks seen as joints. Used by the
/// privacy gate. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::check {

/// Digits that stand together without a joint; an X as the last of 15 or 18 characters belongs to
/// it. `text` is ASCII.
struct DigitGroup {
    std::size_t begin;  ///< code point in the text
    std::size_t end;    ///< one past the last
    std::string text;
};

/// Groups with at most three joint characters between two of them.
using DigitRun = std::vector<DigitGroup>;

/// `folded` is the result of fold().
std::vector<DigitRun> find_digit_runs(std::u32string_view folded);

/// A number of which part is hidden: digits and mask characters (* × ● ○ ■ □ • x), at least two
/// mask characters in a row.
struct HiddenNumber {
    std::size_t begin;
    std::size_t end;
    std::size_t digits;          ///< how many are shown
    std::size_t leading_digits;  ///< before the first mask character
    std::size_t trailing_digits;
    char first_digit;  ///< '0' when it begins with a mask
};
std::vector<HiddenNumber> find_hidden_numbers(std::u32string_view folded);

}  // namespace villageboard::check
