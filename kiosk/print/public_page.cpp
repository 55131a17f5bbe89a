#include "kiosk/print/public_page.h"

#include <algorithm>

namespace villageboard::print {
namespace {

constexpr std::string_view kId = "{id}";
constexpr std::string_view kSchemes[] = {"https://", "http://"};
constexpr std::size_t kMostCharacters = 200;
constexpr std::size_t kNumberDigits = 12;
constexpr std::size_t kGroup = 4;

// What may stand in an address as it is (RFC 3986, section 2).
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c > ' ' && c < 0x7f && c != '{' && c != '}'; });
}

}  // namespace

std::optional<PublicPages> PublicPages::parse(std::string_view pattern) {
    const auto at = pattern.find(kId);
    if (at == std::string_view::npos || pattern.size() > kMostCharacters) return std::nullopt;
    const std::string_view before = pattern.substr(0, at);
    const std::string_view after = pattern.substr(at + kId.size());
    const bool good = is_plain(before) && is_plain(after);
    for (const std::string_view scheme : kSchemes)
        if (good && before.starts_with(scheme) && before.find('/', scheme.size()) > scheme.size() &&
            before.size() > scheme.size())
            return PublicPages(std::string(before), std::string(after));
    return std::nullopt;
}

std::string PublicPages::address(std::string_view item_id) const {
    return before_ + std::string(item_id) + after_;
}

std::string PublicPages::host() const {
    const auto begin = before_.find("://") + 3;
    return before_.substr(begin, before_.find('/', begin) - begin);
}

std::string item_number(std::string_view item_id) {
    const auto digits = item_id.substr(item_id.size() - std::min(item_id.size(), kNumberDigits));
    std::string number;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % kGroup == 0) number += ' ';
        number += digits[i];
    }
    return number;
}

}  // namespace villageboard::print
