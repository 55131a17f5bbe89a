#include "tests/bench/raster.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <cstdio>
#include <cstdlib>

namespace villageboard::bench {
namespace {

constexpr int kColumns = 32;

FT_Int32 flags_of(Hinting hinting) {
    switch (hinting) {
        case Hinting::standard:
            return FT_LOAD_DEFAULT;
        case Hinting::light:
            return FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_AUTOHINT;
        case Hinting::none:
            break;
    }
    return FT_LOAD_NO_HINTING;
}

}  // namespace

struct PlainFreeType::Handles {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    fonts::FontFile file;
};

PlainFreeType::PlainFreeType(const fonts::FontFile& file) : handles_(std::make_unique<Handles>()) {
    handles_->file = file;
    if (FT_Init_FreeType(&handles_->library) != 0 ||
        FT_New_Face(handles_->library, file.path.c_str(), static_cast<FT_Long>(file.index),
                    &handles_->face) != 0) {
        std::fprintf(stderr, "can't open %s\n", file.path.c_str());
        std::exit(1);
    }
}

PlainFreeType::~PlainFreeType() {
    FT_Done_Face(handles_->face);
    FT_Done_FreeType(handles_->library);
}

std::size_t PlainFreeType::render(const std::vector<std::uint16_t>& glyphs, int size_px,
                                  Hinting hinting) const {
    std::size_t bytes = 0;
    FT_Set_Pixel_Sizes(handles_->face, 0, static_cast<FT_UInt>(size_px));
    for (const std::uint16_t glyph : glyphs) {
        if (FT_Load_Glyph(handles_->face, glyph,
                          flags_of(hinting) | FT_LOAD_RENDER | FT_LOAD_NO_BITMAP) != 0)
            continue;
        const FT_Bitmap& bitmap = handles_->face->glyph->bitmap;
        bytes += std::size_t{bitmap.width} * bitmap.rows;
    }
    return bytes;
}

void PlainFreeType::render_by_cairo(const std::vector<std::uint16_t>& glyphs, int size_px) const {
    const int rows = static_cast<int>(glyphs.size()) / kColumns + 1;
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, kColumns * size_px * 2,
                                                          (rows + 1) * size_px * 2);
    cairo_t* cairo = cairo_create(surface);
    FT_Face opened = nullptr;
    FT_New_Face(handles_->library, handles_->file.path.c_str(),
                static_cast<FT_Long>(handles_->file.index), &opened);
    cairo_font_face_t* face =
        cairo_ft_font_face_create_for_ft_face(opened, flags_of(Hinting::light));
    // cairo keeps fonts after their last use; the file is closed when it lets go.
    static const cairo_user_data_key_t key{};
    cairo_font_face_set_user_data(face, &key, opened,
                                  [](void* done) { FT_Done_Face(static_cast<FT_Face>(done)); });
    cairo_set_font_face(cairo, face);
    cairo_set_font_size(cairo, size_px);
    std::vector<cairo_glyph_t> placed;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const int column = static_cast<int>(i) % kColumns;
        const int row = static_cast<int>(i) / kColumns;
        placed.push_back({glyphs[i], 2.0 * size_px * column, 2.0 * size_px * (row + 1)});
    }
    cairo_show_glyphs(cairo, placed.data(), static_cast<int>(placed.size()));
    cairo_destroy(cairo);
    cairo_font_face_destroy(face);
    cairo_surface_destroy(surface);
}

}  // namespace villageboard::bench
