#include "content/demo/quarter.h"

#include <array>

namespace villageboard::demo {

namespace {

constexpr std::array<const char*, 4> kNames{"第一季度", "第二季度", "第三季度", "第四季度"};

std::chrono::year_month_day civil(Day day) { return std::chrono::year_month_day{day}; }

}  // namespace

Day Quarter::from() const { return day_of(year, number * 3 - 2, 1); }

Day Quarter::to() const { return plus(1).from() - std::chrono::days{1}; }

Quarter Quarter::plus(int count) const {
    const int index = year * 4 + (number - 1) + count;
    return {index / 4, index % 4 + 1};
}

std::string Quarter::label() const {
    return std::to_string(year) + "年" + kNames.at(static_cast<std::size_t>(number - 1));
}

Quarter quarter_of(Day day) { return {year_of(day), (month_of(day) + 2) / 3}; }

Quarter last_ended_quarter(Day today) { return quarter_of(today).plus(-1); }

int year_of(Day day) { return static_cast<int>(civil(day).year()); }

int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(civil(day).month())); }

Day day_of(int year, int month, int day) { return Day{std::chrono::year{year} / month / day}; }

}  // namespace villageboard::demo
