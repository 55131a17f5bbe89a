#include "fonts/shape/lone_glyphs.h"

#include <hb-ot.h>
#include <hb.h>

#include "fonts/shape/chinese.h"

namespace villageboard::fonts {

void LoneGlyphs::DeleteSet::operator()(hb_set_t* set) const { hb_set_destroy(set); }

LoneGlyphs::LoneGlyphs(hb_font_t* font)
    : font_(font),
      em_(1.0f / static_cast<float>(hb_face_get_upem(hb_font_get_face(font)))),
      pages_(kPages) {}

LoneGlyphs::~LoneGlyphs() = default;

const LoneGlyphs::Entry& LoneGlyphs::entry(char32_t code_point) {
    const std::size_t page = code_point / kPage;
    if (page >= kPages) return outside_;
    if (!pages_[page]) pages_[page] = std::make_unique<Page>();
    Entry& found = (*pages_[page])[code_point % kPage];
    if (found.state == State::unknown) found = look_up(code_point);
    return found;
}

LoneGlyphs::Entry LoneGlyphs::look_up(char32_t code_point) {
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(font_, code_point, &glyph)) return {{}, State::absent};
    if (hb_set_has(&ruled_glyphs(), glyph)) return shape_alone(code_point);
    const hb_position_t advance = hb_font_get_glyph_h_advance(font_, glyph);
    return {{static_cast<std::uint16_t>(glyph), static_cast<float>(advance) * em_, false},
            State::simple};
}

LoneGlyphs::Entry LoneGlyphs::shape_alone(char32_t code_point) const {
    const Buffer buffer = chinese_buffer();
    hb_buffer_add(buffer.get(), code_point, 0);
    hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), HB_SCRIPT_HAN);
    hb_shape(font_, buffer.get(), nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
    if (count != 1 || position->x_offset != 0 || position->y_offset != 0) {
        return {{}, State::other};
    }
    return {{static_cast<std::uint16_t>(info->codepoint),
             static_cast<float>(position->x_advance) * em_, true},
            State::simple};
}

const hb_set_t& LoneGlyphs::ruled_glyphs() {
    if (ruled_) return *ruled_;
    ruled_.reset(hb_set_create());
    hb_face_t* face = hb_font_get_face(font_);
    hb_segment_properties_t properties = HB_SEGMENT_PROPERTIES_DEFAULT;
    properties.direction = HB_DIRECTION_LTR;
    properties.script = HB_SCRIPT_HAN;
    properties.language = chinese_language();
    hb_shape_plan_t* plan =
        hb_shape_plan_create_cached(face, &properties, &kTabularFigures, 1, nullptr);
    hb_set_t* lookups = hb_set_create();
    for (const hb_tag_t table : {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS}) {
        hb_set_clear(lookups);
        hb_ot_shape_plan_collect_lookups(plan, table, lookups);
        hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
        while (hb_set_next(lookups, &lookup)) {
            hb_ot_layout_lookup_collect_glyphs(face, table, lookup, ruled_.get(), ruled_.get(),
                                               ruled_.get(), nullptr);
        }
    }
    hb_set_destroy(lookups);
    hb_shape_plan_destroy(plan);
    return *ruled_;
}

}  // namespace villageboard::fonts
