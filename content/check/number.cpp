#include "content/check/number.h"

#include <algorithm>

#include "content/check/text.h"

namespace villageboard::check {
namespace {

constexpr std::size_t kMostDigits = 18;

Number::Units power_of_ten(unsigned exponent) {
    Number::Units power = 1;
    for (unsigned i = 0; i < exponent; ++i) power *= 10;
    return power;
}

// Commas only every three digits, counted from the point.
bool commas_in_order(std::u32string_view whole) {
    const auto first = whole.find(U',');
    if (first == whole.npos) return true;
    if (first == 0 || first > 3) return false;
    for (std::size_t i = first; i < whole.size(); ++i)
        if ((whole[i] == U',') != ((i - first) % 4 == 0)) return false;
    return (whole.size() - first) % 4 == 0;
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
    const std::u32string folded = trim(std::u32string_view(fold(decode_utf8(text))));
    std::u32string_view rest = folded;
    const bool negative = rest.starts_with(U'-');
    if (negative || rest.starts_with(U'+')) rest.remove_prefix(1);
    const auto point = rest.find(U'.');
    const auto whole = rest.substr(0, point);
    const auto fraction = point == rest.npos ? std::u32string_view{} : rest.substr(point + 1);
    if (whole.empty() || !commas_in_order(whole) || (point != rest.npos && fraction.empty()))
        return std::nullopt;
    Units units = 0;
    std::size_t count = 0;
    for (const auto part : {whole, fraction})
        for (const char32_t c : part) {
            if (c == U',' && part.data() == whole.data()) continue;
            if (!is_digit(c) || ++count > kMostDigits) return std::nullopt;
            units = units * 10 + (c - U'0');
        }
    return make(negative ? -units : units, static_cast<unsigned>(fraction.size()));
}

Number Number::make(Units units, unsigned scale) {
    Number number;
    number.units_ = units;
    number.scale_ = scale;
    return number;
}

Number Number::at_scale(unsigned scale) const {
    return make(units_ * power_of_ten(scale - scale_), scale);
}

Number Number::operator-() const { return make(-units_, scale_); }

Number Number::operator+(const Number& other) const {
    const unsigned scale = std::max(scale_, other.scale_);
    return make(at_scale(scale).units_ + other.at_scale(scale).units_, scale);
}

Number Number::operator-(const Number& other) const { return *this + -other; }

std::optional<Number> Number::times(const Number& other) const {
    Units product = 0;
    if (__builtin_mul_overflow(units_, other.units_, &product)) return std::nullopt;
    if (product > power_of_ten(36) || product < -power_of_ten(36)) return std::nullopt;
    return make(product, scale_ + other.scale_);
}

Number Number::shifted_down(unsigned places) const { return make(units_, scale_ + places); }

Number Number::rounded(unsigned scale) const {
    if (scale >= scale_) return at_scale(scale);
    const Units divisor = power_of_ten(scale_ - scale);
    const Units magnitude = units_ < 0 ? -units_ : units_;
    const Units half_up = (magnitude + divisor / 2) / divisor;
    return make(units_ < 0 ? -half_up : half_up, scale);
}

std::strong_ordering Number::operator<=>(const Number& other) const {
    const unsigned scale = std::max(scale_, other.scale_);
    const Units left = at_scale(scale).units_;
    const Units right = other.at_scale(scale).units_;
    if (left == right) return std::strong_ordering::equal;
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

std::string Number::digits() const {
    Units magnitude = units_ < 0 ? -units_ : units_;
    std::string text;
    while (magnitude > 0 || text.size() <= scale_) {
        text.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10)));
        magnitude /= 10;
    }
    std::reverse(text.begin(), text.end());
    return text;
}

Number Number::with_digits(std::string_view digits) const {
    Units units = 0;
    for (const char c : digits) units = units * 10 + (c - '0');
    return make(units_ < 0 ? -units : units, scale_);
}

std::string Number::text() const {
    std::string text = digits();
    if (scale_ > 0) text.insert(text.size() - scale_, ".");
    return units_ < 0 ? "-" + text : text;
}

Number absolute(const Number& number) { return number.is_negative() ? -number : number; }

}  // namespace villageboard::check
