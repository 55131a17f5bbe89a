#include "kiosk/screens/find_excerpt.h"

#include <algorithm>

#include "fonts/itemize/clusters.h"

namespace villageboard::kiosk {
namespace {

constexpr std::string_view kEllipsis = "…";

}  // namespace

Excerpt excerpt_of(std::string_view text, std::size_t begin, std::size_t end,
                   std::size_t characters) {
    end = std::min(end, text.size());
    begin = std::min(begin, end);
    const auto starts = fonts::cluster_offsets(text);
    const auto index_of = [&](std::size_t offset) {
        return static_cast<std::size_t>(std::lower_bound(starts.begin(), starts.end(), offset) -
                                        starts.begin());
    };
    const std::size_t first = index_of(begin);
    const std::size_t last = index_of(end);
    const std::size_t from = starts[first > characters ? first - characters : 0];
    const std::size_t to = starts[std::min(last + characters, starts.size() - 1)];
    Excerpt excerpt;
    if (from > 0) excerpt.text = kEllipsis;
    excerpt.begin = excerpt.text.size() + begin - from;
    excerpt.end = excerpt.text.size() + end - from;
    excerpt.text += text.substr(from, to - from);
    if (to < text.size()) excerpt.text += kEllipsis;
    return excerpt;
}

}  // namespace villageboard::kiosk
