/// Exact decimal numbers of publications: areas, standards, totals in yuan or ten thousand yuan.
/// Integer arithmetic in 128 bits, never floating point; an operation that would not fit yields
/// nothing. Pure values.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/decimal.h"
#include "content/model/money.h"

namespace villageboard::check {

/// units / 10^scale.
class Number {
  public:
    __extension__ using Units = __int128;

    Number() = default;
    Number(std::int64_t units, unsigned scale) : units_(units), scale_(scale) {}
    explicit Number(Fen amount) : units_(amount.value), scale_(2) {}
    explicit Number(Decimal quantity)
        : units_(quantity.units), scale_(static_cast<unsigned>(quantity.places)) {}

    /// Optional sign (ASCII or U+2212), digits with optional commas every three digits, optional
    /// fraction; at most 18 digits. Nothing when `text`, spaces at its ends aside, is not wholly
    /// one.
    static std::optional<Number> parse(std::string_view text);

    /// Decimals as printed.
    unsigned scale() const { return scale_; }
    bool is_zero() const { return units_ == 0; }
    bool is_negative() const { return units_ < 0; }

    Number operator-() const;
    /// Undefined beyond 10^27 units: parsed numbers and sums of a million of them stay far below.
    Number operator+(const Number& other) const;
    Number operator-(const Number& other) const;
    /// Nothing beyond 10^36 units.
    std::optional<Number> times(const Number& other) const;
    /// Moves the point: times 10^-places.
    Number shifted_down(unsigned places) const;
    /// Rounded half away from zero to `scale` decimals.
    Number rounded(unsigned scale) const;

    /// Compare as numbers: 1.50 equals 1.5.
    std::strong_ordering operator<=>(const Number& other) const;
    bool operator==(const Number& other) const { return (*this <=> other) == 0; }

    /// "-1234.50", with the decimals of scale().
    std::string text() const;
    /// The digits without sign and point, at least one before the point: "123450".
    std::string digits() const;
    /// A number of the same sign and scale from such digits.
    Number with_digits(std::string_view digits) const;

  private:
    static Number make(Units units, unsigned scale);
    Number at_scale(unsigned scale) const;

    Units units_ = 0;
    unsigned scale_ = 0;
};

Number absolute(const Number& number);

}  // namespace villageboard::check
