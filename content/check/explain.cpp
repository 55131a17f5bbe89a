#include "content/check/explain.h"

#include <algorithm>
#include <optional>

namespace villageboard::check {
namespace {

/// `number` with two neighbouring digits swapped so that it becomes `wanted`.
bool swap_gives(const Number& number, const Number& wanted) {
    std::string digits = number.digits();
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        std::swap(digits[i], digits[i + 1]);
        if (number.with_digits(digits) == wanted) return true;
        std::swap(digits[i], digits[i + 1]);
    }
    return false;
}

Explanation for_row(std::size_t row, const std::string& zh, const std::string& en) {
    const std::string number = std::to_string(row + 1);
    return {"第 " + number + " 行" + zh, "row " + number + " " + en};
}

std::vector<Explanation> for_rows(const std::vector<Number>& parts, const Number& missing) {
    std::vector<Explanation> fitting;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Number& part = parts[i];
        if (part.is_zero()) continue;
        if (missing == -part)
            fitting.push_back(for_row(i, "没有算进合计", "may be left out of the total"));
        if (missing == part) fitting.push_back(for_row(i, "算了两遍", "may be counted twice"));
        if (missing == -(part + part))
            fitting.push_back(for_row(i, "的正负号弄反了", "may have the wrong sign"));
        if (swap_gives(part, part + missing))
            fitting.push_back(for_row(i, "有两位数字写颠倒了", "may have two digits swapped"));
    }
    return fitting;
}

}  // namespace

Explanation explain_difference(const std::vector<Number>& parts, const Number& printed) {
    constexpr std::size_t kMostNamed = 3;
    Number sum;
    for (const Number& part : parts) sum = sum + part;
    const Number missing = printed - sum;
    if (missing.is_zero()) return {};
    std::vector<Explanation> fitting = for_rows(parts, missing);
    if (swap_gives(printed, sum))
        fitting.push_back({"合计里有两位数字写颠倒了", "two digits of the total may be swapped"});
    if (fitting.empty() || fitting.size() > kMostNamed) return {};
    Explanation all{"，可能是", "; "};
    for (std::size_t i = 0; i < fitting.size(); ++i) {
        all.zh += (i > 0 ? "，或者" : "") + fitting[i].zh;
        all.en += (i > 0 ? ", or " : "") + fitting[i].en;
    }
    return all;
}

}  // namespace villageboard::check
