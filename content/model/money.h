/// Money as integer fen (1/100 yuan). Never floating point.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace villageboard {

/// An amount of money in fen, at most 2^53 in size so that it survives JSON (RFC 8259 section 6).
struct Fen {
    std::int64_t value = 0;

    friend constexpr auto operator<=>(Fen, Fen) = default;
    friend constexpr Fen operator+(Fen a, Fen b) { return {a.value + b.value}; }
    friend constexpr Fen operator-(Fen a, Fen b) { return {a.value - b.value}; }
    friend constexpr Fen operator-(Fen a) { return {-a.value}; }
    constexpr Fen& operator+=(Fen b) {
        value += b.value;
        return *this;
    }
};

/// "12,345.60", "-12,345.60": two decimals, a comma every three digits, no currency sign.
std::string format_yuan(Fen amount);

/// Reads an amount in yuan: optional sign, optional ASCII or full-width commas, at most two
/// decimals. Nothing when the text is not wholly an amount or beyond 2^53 fen.
std::optional<Fen> parse_yuan(std::string_view text);

/// Reads a capital amount ("壹万贰仟叁佰肆拾伍元陆角整", GB/T 15835 forms, 零 and 整/正 optional).
/// Nothing when the text is not wholly one.
std::optional<Fen> parse_capital_amount(std::string_view text);

}  // namespace villageboard
