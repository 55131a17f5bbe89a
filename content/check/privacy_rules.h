/// The rules of the privacy gate over one folded text and over one table, below
/// content/check/privacy.h. Pure functions.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "content/check/finding.h"

namespace villageboard::check {

/// What kind of string it is: in a code (voucher number, index number) eleven digits are no
/// telephone and fifteen no personal number.
enum class TextUse { running, office_phone, code };

/// Turns a code point's position into the place of a finding.
using PlaceOf = std::function<std::string(std::size_t position)>;

/// VE1, VE2: personal numbers, cards, accounts, mobiles, whole or in part.
Findings find_personal_numbers(std::u32string_view folded, TextUse use, const PlaceOf& place);
/// Only what is whole and holds its check digit, over strings that were put side by side.
Findings find_split_numbers(std::u32string_view folded, const PlaceOf& place);
/// VE2 birth date beside a name, VE3 sensitive words and ages under 14 beside a name.
Findings find_sensitive_facts(std::u32string_view folded, const PlaceOf& place);

/// Whether the text names an illness, a disability grade, a cause of poverty or the like.
bool has_sensitive_word(std::u32string_view folded);

struct TextTable {
    std::vector<std::u32string> header;             ///< folded
    std::vector<std::vector<std::u32string>> rows;  ///< folded, as many cells as the header
};

/// VE1 to VE4 that only rows and columns show: columns of numbers, birth dates, addresses and
/// sensitive facts beside a column of names, a number parted over cells, mixed and reversible
/// masks. `place(row, column)`: row 0 is the header.
Findings find_in_table(const TextTable& table,
                       const std::function<std::string(std::size_t, std::size_t)>& place);

/// VE4 of a column of names; `others[i]` are the other texts of row i.
Findings find_mask_faults(const std::vector<std::u32string>& names,
                          const std::vector<std::vector<std::u32string>>& others,
                          const std::function<std::string(std::size_t row)>& place);

}  // namespace villageboard::check
