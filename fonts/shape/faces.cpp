#include "fonts/shape/faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include <algorithm>

#include "fonts/error.h"
#include "fonts/shape/lone_glyphs.h"

namespace villageboard::fonts {
namespace {

struct DeleteBlob {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
struct DeleteFont {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct DeleteFace {
    void operator()(FT_FaceRec_* face) const { FT_Done_Face(face); }
};
struct DeleteLibrary {
    void operator()(FT_LibraryRec_* library) const { FT_Done_FreeType(library); }
};

}  // namespace

struct FaceSet::Library {
    std::unique_ptr<FT_LibraryRec_, DeleteLibrary> handle;
};

/// One font file; its two handles share the mapped bytes.
class FaceSet::Face final : public Coverage {
  public:
    Face(FT_Library library, FontFile file, bool cjk)
        : library_(library), file_(std::move(file)), cjk_(cjk) {}

    bool has(char32_t code_point) const override { return lone_glyphs().has(code_point); }

    const LoneGlyph* lone_glyph(char32_t code_point) const {
        return lone_glyphs().find(code_point);
    }

    hb_font_t* shaper() const {
        if (!shaper_) open_shaper();
        return shaper_.get();
    }

    FT_FaceRec_* rasteriser() const {
        if (!rasteriser_) open_rasteriser();
        return rasteriser_.get();
    }

    const FontFile& file() const { return file_; }
    bool is_cjk() const { return cjk_; }

  private:
    LoneGlyphs& lone_glyphs() const {
        if (!lone_glyphs_) lone_glyphs_ = std::make_unique<LoneGlyphs>(shaper());
        return *lone_glyphs_;
    }

    void open_shaper() const {
        blob_.reset(hb_blob_create_from_file_or_fail(file_.path.c_str()));
        if (!blob_) fail();
        hb_face_t* face = hb_face_create(blob_.get(), file_.index);
        shaper_.reset(hb_font_create(face));
        const bool usable = hb_face_get_glyph_count(face) > 0;
        hb_face_destroy(face);
        if (!usable) fail();
    }

    void open_rasteriser() const {
        shaper();
        unsigned length = 0;
        const char* bytes = hb_blob_get_data(blob_.get(), &length);
        FT_Face face = nullptr;
        if (FT_New_Memory_Face(library_, reinterpret_cast<const FT_Byte*>(bytes), length,
                               static_cast<FT_Long>(file_.index), &face) != 0) {
            fail();
        }
        rasteriser_.reset(face);
    }

    [[noreturn]] void fail() const {
        shaper_.reset();
        throw FontError("cannot read the font file " + file_.path.string() +
                        ": install its package again");
    }

    FT_Library library_;
    FontFile file_;
    bool cjk_;
    mutable std::unique_ptr<hb_blob_t, DeleteBlob> blob_;
    mutable std::unique_ptr<hb_font_t, DeleteFont> shaper_;
    mutable std::unique_ptr<FT_FaceRec_, DeleteFace> rasteriser_;
    mutable std::unique_ptr<LoneGlyphs> lone_glyphs_;
};

FaceSet::FaceSet(const std::filesystem::path& root) : library_(std::make_unique<Library>()) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) throw FontError("FreeType could not be started");
    library_->handle.reset(library);
    for (const Family family : {Family::sans, Family::serif}) {
        for (const Weight weight : {Weight::regular, Weight::bold}) {
            List& list = lists_[static_cast<int>(family)][static_cast<int>(weight)];
            for (const FontFile& file : installed_fonts(family, weight, root)) {
                list.ids.push_back(add(file));
                list.coverages.push_back(faces_[list.ids.back()].get());
            }
        }
    }
}

FaceSet::~FaceSet() = default;

FaceId FaceSet::add(const FontFile& file) {
    const auto known = std::find_if(faces_.begin(), faces_.end(),
                                    [&](const auto& face) { return face->file() == file; });
    if (known != faces_.end()) return static_cast<FaceId>(known - faces_.begin());
    const bool cjk = file.path.extension() == ".ttc";
    faces_.push_back(std::make_unique<Face>(library_->handle.get(), file, cjk));
    return static_cast<FaceId>(faces_.size() - 1);
}

std::span<const FaceId> FaceSet::faces(Family family, Weight weight) const {
    return lists_[static_cast<int>(family)][static_cast<int>(weight)].ids;
}

std::span<const Coverage* const> FaceSet::coverages(Family family, Weight weight) const {
    return lists_[static_cast<int>(family)][static_cast<int>(weight)].coverages;
}

bool FaceSet::is_cjk(FaceId face) const { return faces_[face]->is_cjk(); }

hb_font_t* FaceSet::shaper(FaceId face) const { return faces_[face]->shaper(); }

FT_FaceRec_* FaceSet::rasteriser(FaceId face) const { return faces_[face]->rasteriser(); }

const LoneGlyph* FaceSet::lone_glyph(FaceId face, char32_t code_point) const {
    return faces_[face]->lone_glyph(code_point);
}

unsigned FaceSet::units_per_em(FaceId face) const {
    return hb_face_get_upem(hb_font_get_face(shaper(face)));
}

}  // namespace villageboard::fonts
