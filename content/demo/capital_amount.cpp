#include <array>
#include <vector>

#include "content/demo/finance.h"

namespace villageboard::demo {

namespace {

constexpr std::array<const char*, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                              "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<const char*, 4> kUnits{"", "拾", "佰", "仟"};

// four digits; a gap between two digits that are not zero is said once, as 零
std::string section(std::int64_t value) {
    std::string out;
    bool gap = false;
    std::int64_t weight = 1000;
    for (std::size_t place = 4; place-- > 0; weight /= 10) {
        const auto digit = static_cast<std::size_t>(value / weight % 10);
        if (digit == 0) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += kDigits[0];
        gap = false;
        out += std::string(kDigits.at(digit)) + kUnits.at(place);
    }
    return out;
}

std::string whole(std::int64_t yuan) {
    const std::int64_t high = yuan / 10000;
    const std::int64_t low = yuan % 10000;
    if (high == 0) return section(low);
    const std::string joint = low > 0 && low < 1000 ? kDigits[0] : "";
    return section(high) + "万" + joint + section(low);
}

}  // namespace

std::string capital_amount(Fen amount) {
    const std::int64_t yuan = amount.value / 100;
    const auto jiao = static_cast<std::size_t>(amount.value / 10 % 10);
    const auto fen = static_cast<std::size_t>(amount.value % 10);
    std::string out = yuan > 0 ? whole(yuan) + "元" : "";
    if (jiao == 0 && fen == 0) return (out.empty() ? "零元" : out) + "整";
    if (jiao > 0) out += std::string(kDigits.at(jiao)) + "角";
    if (jiao == 0 && yuan > 0) out += kDigits[0];
    if (fen == 0) return out + "整";
    return out + kDigits.at(fen) + "分";
}

}  // namespace villageboard::demo
