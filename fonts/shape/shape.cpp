#include "fonts/shape/shape.h"

#include <hb.h>

#include <algorithm>

#include "fonts/shape/chinese.h"

namespace villageboard::fonts {
namespace {

Buffer make_buffer(std::u32string_view text, const Run& run) {
    static_assert(sizeof(char32_t) == sizeof(std::uint32_t));
    Buffer buffer = chinese_buffer();
    hb_buffer_add_codepoints(buffer.get(), reinterpret_cast<const hb_codepoint_t*>(text.data()),
                             static_cast<int>(text.size()), run.begin,
                             static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer.get(), run.level % 2 == 0 ? HB_DIRECTION_LTR : HB_DIRECTION_RTL);
    hb_buffer_set_script(buffer.get(), static_cast<hb_script_t>(run.script));
    return buffer;
}

bool is_figure(char32_t c) { return c >= '0' && c <= '9'; }

/// The widest of the ten figures, in em.
float figure_width(hb_font_t* font, float em) {
    hb_position_t widest = 0;
    for (char32_t figure = '0'; figure <= '9'; ++figure) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(font, figure, &glyph)) {
            widest = std::max(widest, hb_font_get_glyph_h_advance(font, glyph));
        }
    }
    return static_cast<float>(widest) * em;
}

/// For faces without the feature `tnum` (the serif one): each figure centred in the same width.
void make_tabular(hb_font_t* font, float em, std::u32string_view text,
                  std::vector<ShapedGlyph>& glyphs) {
    const float width = figure_width(font, em);
    for (ShapedGlyph& glyph : glyphs) {
        if (!is_figure(text[glyph.cluster]) || glyph.advance <= 0) continue;
        glyph.offset_x += (width - glyph.advance) / 2;
        glyph.advance = width;
    }
}

}  // namespace

std::vector<ShapedGlyph> shape_run(const FaceSet& faces, FaceId face, std::u32string_view text,
                                   const Run& run, Figures figures, Marks marks) {
    const Buffer buffer = make_buffer(text, run);
    hb_feature_t features[2];
    unsigned wanted = 0;
    if (figures == Figures::tabular) features[wanted++] = kTabularFigures;
    if (marks == Marks::proportional) features[wanted++] = kProportionalMarks;
    hb_shape(faces.shaper(face), buffer.get(), features, wanted);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const float em = 1.0f / static_cast<float>(faces.units_per_em(face));
    std::vector<ShapedGlyph> glyphs(count);
    for (unsigned i = 0; i < count; ++i) {
        glyphs[i] = {infos[i].cluster, static_cast<std::uint16_t>(infos[i].codepoint),
                     static_cast<float>(positions[i].x_advance) * em,
                     static_cast<float>(positions[i].x_offset) * em,
                     static_cast<float>(positions[i].y_offset) * em};
    }
    if (figures == Figures::tabular) make_tabular(faces.shaper(face), em, text, glyphs);
    return glyphs;
}

}  // namespace villageboard::fonts
