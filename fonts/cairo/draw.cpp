#include "fonts/cairo/draw.h"

#include <cairo-ft.h>
#include <cairo.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/error.h"

namespace villageboard::fonts {
namespace {

/// As FreeType's FT_LOAD_NO_HINTING: paper needs no whole pixels.
constexpr int kNoHinting = 1 << 1;

/// Glyphs of one face and size, and which text they stand for: a font may give two characters one
/// glyph (一 and the radical U+2F00), so that the text can't be told from the glyphs.
struct GlyphRun {
    FaceId face;
    std::uint16_t size_px;
    std::vector<cairo_glyph_t> glyphs;
    std::string text;
    std::vector<cairo_text_cluster_t> clusters;
};

/// The clusters of one line from left to right.
class ClusterAt {
  public:
    ClusterAt(const TextLayout& layout, const Line& line) {
        const auto all = layout.clusters().subspan(line.first_cluster, line.cluster_count);
        clusters_.assign(all.begin(), all.end());
        std::stable_sort(
            clusters_.begin(), clusters_.end(),
            [](const PlacedCluster& a, const PlacedCluster& b) { return a.x0 < b.x0; });
    }

    /// The index of the one that a glyph with its origin at `x` belongs to.
    std::size_t operator()(float x) const {
        constexpr float kRounding = 0.5F;
        std::size_t index = 0;
        while (index + 1 < clusters_.size() && clusters_[index + 1].x0 <= x + kRounding) ++index;
        return index;
    }

    std::string_view text(const TextLayout& layout, std::size_t index) const {
        if (index >= clusters_.size()) return {};
        const PlacedCluster& cluster = clusters_[index];
        return std::string_view(layout.text()).substr(cluster.begin, cluster.end - cluster.begin);
    }

  private:
    std::vector<PlacedCluster> clusters_;
};

void show(cairo_t* context, cairo_font_face_t* face, const GlyphRun& run, double scale) {
    cairo_set_font_face(context, face);
    cairo_set_font_size(context, run.size_px * scale);
    cairo_show_text_glyphs(context, run.text.data(), static_cast<int>(run.text.size()),
                           run.glyphs.data(), static_cast<int>(run.glyphs.size()),
                           run.clusters.data(), static_cast<int>(run.clusters.size()),
                           cairo_text_cluster_flags_t{});
}

struct Origin {
    double x;
    double y;
};

std::vector<GlyphRun> runs_of(const TextLayout& layout, const Line& line, Origin origin,
                              double scale) {
    std::vector<GlyphRun> runs;
    const ClusterAt cluster_at(layout, line);
    std::optional<std::size_t> last;
    for (const PlacedGlyph& glyph : layout.glyphs().subspan(line.first_glyph, line.glyph_count)) {
        const bool goes_on =
            !runs.empty() && runs.back().face == glyph.face && runs.back().size_px == glyph.size_px;
        if (!goes_on) runs.push_back({glyph.face, glyph.size_px, {}, {}, {}});
        GlyphRun& run = runs.back();
        run.glyphs.push_back({glyph.glyph, origin.x + glyph.x * scale, origin.y + glyph.y * scale});
        const std::size_t cluster = cluster_at(glyph.x);
        if (goes_on && last == cluster) {
            ++run.clusters.back().num_glyphs;
            continue;
        }
        const auto text = last == cluster ? std::string_view{} : cluster_at.text(layout, cluster);
        run.text += text;
        run.clusters.push_back({static_cast<int>(text.size()), 1});
        last = cluster;
    }
    return runs;
}

}  // namespace

CairoFaces::~CairoFaces() {
    for (const auto& [id, face] : opened_) cairo_font_face_destroy(face);
    cairo_debug_reset_static_data();
}

_cairo_font_face* CairoFaces::face(FaceId id) {
    const auto found = opened_.find(id);
    if (found != opened_.end()) return found->second;
    cairo_font_face_t* made =
        cairo_ft_font_face_create_for_ft_face(faces_.rasteriser(id), kNoHinting);
    if (cairo_font_face_status(made) != CAIRO_STATUS_SUCCESS)
        throw FontError("a font can't be used for printing");
    opened_[id] = made;
    return made;
}

void CairoFaces::draw(_cairo* context, const TextLayout& layout, std::size_t first,
                      std::size_t count, double x, double y, double scale) {
    const auto lines = layout.lines();
    if (first >= lines.size()) return;
    const float top = lines[first].top;
    for (const Line& line : lines.subspan(first, std::min(count, lines.size() - first)))
        for (const GlyphRun& run : runs_of(layout, line, {x, y - top * scale}, scale))
            show(context, face(run.face), run, scale);
}

}  // namespace villageboard::fonts
