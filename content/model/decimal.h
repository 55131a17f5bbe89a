/// Decimal quantities (mu of land, persons per thousand, statistics) as they were written: "12.35"
/// stays "12.35" and "12.350" stays "12.350". On the wire they are strings. Never floating point.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/money.h"

namespace villageboard {

/// units / 10^places; |units| at most 2^53, places 0 to 6.
struct Decimal {
    std::int64_t units = 0;
    int places = 0;

    /// Same digits, same places: 1.5 and 1.50 differ here; compare() says which is larger.
    friend constexpr bool operator==(Decimal, Decimal) = default;
};

/// "-12.350": sign, digits, a point where places > 0. No grouping.
std::string format_decimal(Decimal value);
/// Exactly the form that format_decimal writes (no leading zeros but "0.5", no "+", no comma).
std::optional<Decimal> parse_decimal(std::string_view text);

/// Below, equal or above zero as a is below, equal or above b, whatever their places.
int compare(Decimal a, Decimal b);
/// The sum, with the larger number of places. Nothing where it leaves the range.
std::optional<Decimal> add(Decimal a, Decimal b);
/// quantity * standard, rounded half away from zero to whole fen. Nothing beyond 2^53 fen.
std::optional<Fen> times(Decimal quantity, Fen standard);

}  // namespace villageboard
