/// What one font says of each code point, looked up once: whether it has a glyph, which one stands
/// for it in Chinese text, and whether any GSUB or GPOS rule takes part in that. Inner part of
/// faces.h. UI thread only.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "fonts/shape/faces.h"

struct hb_set_t;

namespace villageboard::fonts {

class LoneGlyphs {
  public:
    /// `font` must outlive this.
    explicit LoneGlyphs(hb_font_t* font);
    ~LoneGlyphs();
    LoneGlyphs(const LoneGlyphs&) = delete;
    LoneGlyphs& operator=(const LoneGlyphs&) = delete;

    bool has(char32_t code_point) { return entry(code_point).state != State::absent; }
    /// As FaceSet::lone_glyph().
    const LoneGlyph* find(char32_t code_point) {
        const Entry& found = entry(code_point);
        return found.state == State::simple ? &found.glyph : nullptr;
    }

  private:
    enum class State : std::uint8_t { unknown, absent, other, simple };
    struct Entry {
        LoneGlyph glyph{};
        State state = State::unknown;
    };
    static constexpr std::size_t kPage = 256;
    static constexpr std::size_t kPages = 0x110000 / kPage;
    using Page = std::array<Entry, kPage>;
    struct DeleteSet {
        void operator()(hb_set_t* set) const;
    };

    const Entry& entry(char32_t code_point);
    Entry look_up(char32_t code_point);
    Entry shape_alone(char32_t code_point) const;
    /// Glyphs that a rule matches, changes or looks at.
    const hb_set_t& ruled_glyphs();

    hb_font_t* font_;
    float em_;
    std::vector<std::unique_ptr<Page>> pages_;
    std::unique_ptr<hb_set_t, DeleteSet> ruled_;
    const Entry outside_{{}, State::absent};
};

}  // namespace villageboard::fonts
