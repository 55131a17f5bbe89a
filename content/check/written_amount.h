/// Numbers with their units as a sentence or a cell writes them: "160118.88亩", "91.07元/亩",
/// "1,458.32万元". Pure functions over folded text.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "content/check/number.h"

namespace villageboard::check {

struct FoundNumber {
    std::size_t begin;  ///< code point
    std::size_t end;    ///< one past the last digit
    Number number;
};

/// Every number in a text, signs left aside; digits inside a longer token of letters are none.
std::vector<FoundNumber> find_numbers(std::u32string_view folded);

/// What stands after the number, spaces skipped.
std::u32string_view after(std::u32string_view folded, const FoundNumber& number);
/// What stands before it, spaces at the end left out.
std::u32string_view before(std::u32string_view folded, const FoundNumber& number);

/// A cell that is wholly one number ("1,234.50", "−211.04", "+3", "(12.00)" is no number).
std::optional<Number> number_in_cell(std::u32string_view cell);

}  // namespace villageboard::check
