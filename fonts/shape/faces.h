/// The faces that text is shaped and rastered with; the only owner of FreeType and HarfBuzz
/// handles. Files are opened when first needed. UI thread only.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "fonts/itemize/coverage.h"
#include "fonts/itemize/installed.h"

struct FT_FaceRec_;
struct hb_font_t;

namespace villageboard::fonts {

using FaceId = std::uint16_t;

/// What shaping gives for one code point of Chinese text where no rule of its font can give
/// anything else: the same glyph, moving the pen as far, whatever stands beside it.
struct LoneGlyph {
    std::uint16_t glyph;
    float advance;  ///< em
    /// Rules of the font know the glyph, so this holds only if both neighbours in the run are
    /// glyphs that none knows.
    bool ruled;
};

class FaceSet {
  public:
    /// Looks for the fonts below `root`. Throws FontError when the CJK font is missing.
    explicit FaceSet(const std::filesystem::path& root = kFontRoot);
    ~FaceSet();
    FaceSet(const FaceSet&) = delete;
    FaceSet& operator=(const FaceSet&) = delete;

    /// The ordered list to fall back along; ids are unique over all families and stay valid.
    std::span<const FaceId> faces(Family family, Weight weight) const;
    /// The coverages of that list, in the same order.
    std::span<const Coverage* const> coverages(Family family, Weight weight) const;

    /// Whether the face is one of the CJK fonts, whose full-width glyphs stand on whole pixels.
    bool is_cjk(FaceId face) const;

    /// In units of 1/units_per_em(); opened if need be. Owned by the set. Throws FontError.
    hb_font_t* shaper(FaceId face) const;
    FT_FaceRec_* rasteriser(FaceId face) const;
    unsigned units_per_em(FaceId face) const;

    /// The code point's glyph in a left-to-right run of Han script, so that most of a Chinese text
    /// needs no shaping; null where it has none or is shaped to something other than one glyph on
    /// the baseline. Owned by the set; valid as long as it.
    const LoneGlyph* lone_glyph(FaceId face, char32_t code_point) const;

  private:
    class Face;
    struct List {
        std::vector<FaceId> ids;
        std::vector<const Coverage*> coverages;
    };
    struct Library;
    FaceId add(const FontFile& file);

    std::unique_ptr<Library> library_;
    std::vector<std::unique_ptr<Face>> faces_;
    List lists_[2][2];
};

}  // namespace villageboard::fonts
