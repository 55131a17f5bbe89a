#include "content/model/area.h"

#include <algorithm>

namespace villageboard {

std::optional<AreaCode> AreaCode::parse(std::string_view text) {
    if (text.size() != 6 && text.size() != 9 && text.size() != 12) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    while (text.size() > 6 && text.ends_with("000")) text.remove_suffix(3);
    return AreaCode{std::string(text)};
}

AreaLevel AreaCode::level() const {
    if (digits_.size() == 6) return AreaLevel::county;
    return digits_.size() == 9 ? AreaLevel::town : AreaLevel::village;
}

std::optional<AreaCode> AreaCode::parent() const {
    if (level() == AreaLevel::county) return std::nullopt;
    return AreaCode{digits_.substr(0, digits_.size() - 3)};
}

std::vector<AreaCode> AreaCode::path() const {
    std::vector<AreaCode> areas;
    for (std::size_t length = 6; length <= digits_.size(); length += 3)
        areas.push_back(AreaCode{digits_.substr(0, length)});
    return areas;
}

}  // namespace villageboard
