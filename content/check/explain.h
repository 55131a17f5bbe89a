/// What may explain a total that doesn't hold: one row left out, counted twice or with the wrong
/// sign, or two neighbouring digits swapped in one row or in the total. Pure functions.
#pragma once
#include <string>
#include <vector>

#include "content/check/number.h"

namespace villageboard::check {

struct Explanation {
    std::string zh;  ///< "，相差的正好是第 3 行的数"; empty when nothing explains it
    std::string en;
};

/// `parts` are the rows in order, counted from 1 in the answer; `printed` the total as it stands.
/// Up to three that fit are named; with more of them nothing is explained.
Explanation explain_difference(const std::vector<Number>& parts, const Number& printed);

}  // namespace villageboard::check
