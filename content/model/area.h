/// Area codes of the statistical division code: county 6 digits, town 9, village 12.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard {

enum class AreaLevel { county, town, village };

/// The significant digits of a statistical division code. Always 6, 9 or 12 ASCII digits.
class AreaCode {
  public:
    /// Accepts 6, 9 or 12 digits, and 12 digits padded with zeros ("539921000000" is the county
    /// 539921, "539921102000" the town 539921102). Nothing otherwise.
    static std::optional<AreaCode> parse(std::string_view text);

    const std::string& digits() const { return digits_; }
    AreaLevel level() const;
    /// The area one level up; nothing for a county.
    std::optional<AreaCode> parent() const;
    /// County, town, village down to this one.
    std::vector<AreaCode> path() const;
    /// Whether `other` is this area or lies in it.
    bool contains(const AreaCode& other) const { return other.digits_.starts_with(digits_); }

    friend auto operator<=>(const AreaCode&, const AreaCode&) = default;

  private:
    explicit AreaCode(std::string digits) : digits_(std::move(digits)) {}
    std::string digits_;
};

}  // namespace villageboard
