#include "fonts/layout/layout.h"

#include <algorithm>

#include "fonts/layout/builder.h"

namespace villageboard::fonts {

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

std::size_t TextLayout::memory_bytes() const {
    return sizeof(*this) + text_.capacity() + glyphs_.capacity() * sizeof(PlacedGlyph) +
           clusters_.capacity() * sizeof(PlacedCluster) + lines_.capacity() * sizeof(Line);
}

}  // namespace villageboard::fonts
