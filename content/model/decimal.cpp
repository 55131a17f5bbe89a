#include "content/model/decimal.h"

#include <cstdlib>

namespace villageboard {
namespace {

// 2^53 units times 2^53 fen, or times 10^6, still fits
__extension__ using Wide = __int128;

constexpr std::int64_t kLargest = std::int64_t{1} << 53;
constexpr int kMostPlaces = 6;

Wide power_of_ten(int exponent) {
    Wide power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

Wide at_places(Decimal value, int places) {
    return Wide{value.units} * power_of_ten(places - value.places);
}

}  // namespace

std::string format_decimal(Decimal value) {
    std::string digits = std::to_string(std::llabs(value.units));
    const auto places = static_cast<std::size_t>(value.places);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, 1, '.');
    return (value.units < 0 ? "-" : "") + digits;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view rest = point == text.npos ? "" : text.substr(point + 1);
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return std::nullopt;
    if ((point != text.npos && rest.empty()) || rest.size() > kMostPlaces) return std::nullopt;
    Decimal value{0, static_cast<int>(rest.size())};
    for (const std::string_view part : {whole, rest})
        for (const char c : part) {
            if (c < '0' || c > '9') return std::nullopt;
            value.units = value.units * 10 + (c - '0');
            if (value.units > kLargest) return std::nullopt;
        }
    if (negative && value.units == 0) return std::nullopt;
    if (negative) value.units = -value.units;
    return value;
}

int compare(Decimal a, Decimal b) {
    const int places = a.places > b.places ? a.places : b.places;
    const Wide left = at_places(a, places);
    const Wide right = at_places(b, places);
    return left < right ? -1 : left > right ? 1 : 0;
}

std::optional<Decimal> add(Decimal a, Decimal b) {
    const int places = a.places > b.places ? a.places : b.places;
    const Wide sum = at_places(a, places) + at_places(b, places);
    if (sum > kLargest || sum < -kLargest) return std::nullopt;
    return Decimal{static_cast<std::int64_t>(sum), places};
}

std::optional<Fen> times(Decimal quantity, Fen standard) {
    const Wide product = Wide{quantity.units} * standard.value;
    const Wide divisor = power_of_ten(quantity.places);
    const Wide size = product < 0 ? -product : product;
    const Wide rounded = (size + divisor / 2) / divisor;
    if (rounded > kLargest) return std::nullopt;
    const auto fen = static_cast<std::int64_t>(rounded);
    return Fen{product < 0 ? -fen : fen};
}

}  // namespace villageboard
