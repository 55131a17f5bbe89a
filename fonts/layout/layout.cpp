#include "fonts/layout/layout.h"

#include <algorithm>
#include <cstring>

#include "fonts/layout/builder.h"

namespace villageboard::fonts {

void TextLayout::wipe() {
    ::explicit_bzero(text_.data(), text_.size());
    ::explicit_bzero(glyphs_.data(), glyphs_.size() * sizeof(PlacedGlyph));
    *this = TextLayout();
}

TextLayout lay_out(const FaceSet& faces, const Paragraph& paragraph) {
    return LayoutBuilder(faces, paragraph).build();
}

const PlacedCluster* TextLayout::hit(float x, float y) const {
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), y,
                                       [](float at, const Line& l) { return at < l.bottom; });
    if (line == lines_.end() || y < line->top) return nullptr;
    for (const auto& cluster : clusters().subspan(line->first_cluster, line->cluster_count)) {
        if (x >= cluster.x0 && x < cluster.x1) return &cluster;
    }
    return nullptr;
}

std::uint32_t TextLayout::nearest_offset(float x, float y) const {
    auto line = std::upper_bound(lines_.begin(), lines_.end(), y,
                                 [](float at, const Line& l) { return at < l.bottom; });
    if (line == lines_.end()) --line;
    std::uint32_t nearest = line->begin;
    float distance = kUnlimited;
    for (const auto& cluster : clusters().subspan(line->first_cluster, line->cluster_count)) {
        const bool line_end = text_[cluster.begin] == '\n';
        const float begin_x = cluster.right_to_left ? cluster.x1 : cluster.x0;
        const float end_x = cluster.right_to_left ? cluster.x0 : cluster.x1;
        if (std::abs(x - begin_x) < distance) {
            distance = std::abs(x - begin_x);
            nearest = cluster.begin;
        }
        if (!line_end && std::abs(x - end_x) < distance) {
            distance = std::abs(x - end_x);
            nearest = cluster.end;
        }
    }
    return nearest;
}

Caret TextLayout::caret(std::uint32_t offset) const {
    const auto after =
        std::upper_bound(lines_.begin(), lines_.end(), offset,
                         [](std::uint32_t at, const Line& line) { return at < line.begin; });
    const Line& line = after == lines_.begin() ? lines_.front() : *(after - 1);
    Caret caret{line.x, line.top, line.bottom};
    for (const auto& cluster : clusters().subspan(line.first_cluster, line.cluster_count)) {
        const bool inside = offset >= cluster.begin && offset < cluster.end;
        caret.x = inside != cluster.right_to_left ? cluster.x0 : cluster.x1;
        if (inside) break;
    }
    return caret;
}

std::vector<Stretch> TextLayout::selection(std::uint32_t begin, std::uint32_t end) const {
    constexpr float kTouching = 0.5f;
    std::vector<Stretch> stretches;
    std::vector<Stretch> here;
    for (const Line& line : lines_) {
        here.clear();
        for (const auto& cluster : clusters().subspan(line.first_cluster, line.cluster_count)) {
            if (cluster.end <= begin || cluster.begin >= end || cluster.x0 >= cluster.x1) continue;
            here.push_back({cluster.x0, cluster.x1, line.top, line.bottom});
        }
        std::sort(here.begin(), here.end(),
                  [](const Stretch& a, const Stretch& b) { return a.x0 < b.x0; });
        for (const Stretch& part : here) {
            const bool goes_on = !stretches.empty() && stretches.back().top == part.top &&
                                 part.x0 <= stretches.back().x1 + kTouching;
            if (goes_on) {
                stretches.back().x1 = std::max(stretches.back().x1, part.x1);
            } else {
                stretches.push_back(part);
            }
        }
    }
    return stretches;
}

std::optional<float> TextLayout::point_x() const {
    const auto is_figure = [&](std::uint32_t at) {
        return at < text_.size() && text_[at] >= '0' && text_[at] <= '9';
    };
    std::optional<float> point;
    if (lines_.empty()) return point;
    for (const auto& cluster : clusters().first(lines_.front().cluster_count)) {
        if (text_[cluster.begin] == '.' && point && is_figure(cluster.end)) return cluster.x0;
        const bool goes_on =
            is_figure(cluster.begin) || (text_[cluster.begin] == ',' && is_figure(cluster.end));
        if (point && !goes_on) break;
        if (is_figure(cluster.begin)) point = cluster.x1;
    }
    return point;
}

std::size_t TextLayout::memory_bytes() const {
    return sizeof(*this) + text_.capacity() + glyphs_.capacity() * sizeof(PlacedGlyph) +
           clusters_.capacity() * sizeof(PlacedCluster) + lines_.capacity() * sizeof(Line);
}

}  // namespace villageboard::fonts
