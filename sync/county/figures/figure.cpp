#include "sync/county/figures/figure.h"

#include <algorithm>

namespace villageboard::county {

Figure counted(int number, std::vector<FigureRow> rows) {
    Figure figure{.number = number};
    figure.numerator = std::ranges::count(rows, true, &FigureRow::met);
    figure.denominator = static_cast<std::int64_t>(rows.size());
    figure.rows = std::move(rows);
    return figure;
}

Figure unavailable(int number, std::string why) {
    return {.number = number, .available = false, .why = std::move(why)};
}

std::int64_t median(std::vector<std::int64_t> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace villageboard::county
