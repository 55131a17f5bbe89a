#include "kiosk/print/public_page.h"

#include <algorithm>

namespace villageboard::print {
namespace {

constexpr std::string_view kId = "{id}";
constexpr std::string_view kArea = "{area}";
constexpr std::string_view kSchemes[] = {"https://", "http://"};
constexpr std::size_t kMostCharacters = 200;
constexpr std::size_t kNumberDigits = 12;
constexpr std::size_t kGroup = 4;

// What may stand in an address as it is (RFC 3986, section 2).
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c > ' ' && c < 0x7f && c != '{' && c != '}'; });
}

// `text` with the first `sign` replaced; unchanged where there is none.
std::string filled(std::string text, std::string_view sign, std::string_view value) {
    if (const auto at = text.find(sign); at != std::string::npos)
        text.replace(at, sign.size(), value);
    return text;
}

}  // namespace

std::optional<PublicPages> PublicPages::parse(std::string_view pattern) {
    const auto at = std::min(pattern.find(kId), pattern.find(kArea));
    const bool good = pattern.size() <= kMostCharacters && pattern.find(kId) != pattern.npos &&
                      is_plain(filled(filled(std::string(pattern), kId, ""), kArea, ""));
    const std::string_view before = pattern.substr(0, std::min(at, pattern.size()));
    for (const std::string_view scheme : kSchemes)
        if (good && before.starts_with(scheme) && before.find('/', scheme.size()) > scheme.size() &&
            before.size() > scheme.size())
            return PublicPages(pattern);
    return std::nullopt;
}

std::string PublicPages::address(std::string_view area, std::string_view item_id) const {
    return filled(filled(pattern_, kId, item_id), kArea, area);
}

std::string PublicPages::host() const {
    const auto begin = pattern_.find("://") + 3;
    return pattern_.substr(begin, pattern_.find('/', begin) - begin);
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
