#include "fonts/itemize/coverage.h"

#include <hb.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <set>

#include "fonts/error.h"
#include "fonts/itemize/clusters.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::fonts {
namespace {

bool needs_glyph(char32_t code_point) {
    const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
    const bool variation = (code_point >= 0xFE00 && code_point <= 0xFE0F) ||
                           (code_point >= 0xE0100 && code_point <= 0xE01EF);
    switch (property->category) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return false;
        default:
            return !property->ignorable && !variation;
    }
}

bool covers_each(const Coverage& face, std::u32string_view cluster) {
    return std::all_of(cluster.begin(), cluster.end(), [&](char32_t code_point) {
        return face.has(code_point) || !needs_glyph(code_point);
    });
}

std::u32string compose(std::u32string_view cluster) {
    std::vector<utf8proc_int32_t> buffer(cluster.begin(), cluster.end());
    const auto length = utf8proc_normalize_utf32(
        buffer.data(), static_cast<utf8proc_ssize_t>(buffer.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    if (length < 0) return std::u32string(cluster);
    return std::u32string(buffer.begin(), buffer.begin() + length);
}

bool is_space(char32_t code_point) {
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
    return category == UTF8PROC_CATEGORY_ZS;
}

}  // namespace

bool covers(const Coverage& face, std::u32string_view cluster) {
    if (covers_each(face, cluster)) return true;
    return cluster.size() > 1 && covers_each(face, compose(cluster));
}

std::optional<std::size_t> pick_face(std::span<const Coverage* const> faces,
                                     std::u32string_view cluster) {
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (covers(*faces[i], cluster)) return i;
    }
    return std::nullopt;
}

std::vector<std::string> missing_clusters(std::string_view utf8,
                                          std::span<const Coverage* const> faces) {
    const Decoded decoded = decode_utf8(utf8);
    const std::u32string_view text = decoded.code_points;
    const auto starts = cluster_starts(text);
    std::vector<std::string> missing;
    std::set<std::u32string_view> seen;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        const auto cluster = text.substr(starts[i], starts[i + 1] - starts[i]);
        if (!seen.insert(cluster).second) continue;
        const bool ill_formed = cluster[0] == 0xFFFD && utf8.substr(decoded.bytes[starts[i]], 3) !=
                                                            std::string_view("\xEF\xBF\xBD");
        const bool blank = std::all_of(cluster.begin(), cluster.end(), is_space);
        if (ill_formed || (!blank && !pick_face(faces, cluster))) {
            missing.push_back(encode_utf8(cluster));
        }
    }
    return missing;
}

struct FileCoverage::Font {
    struct Delete {
        void operator()(hb_font_t* font) const { hb_font_destroy(font); }
    };
    std::unique_ptr<hb_font_t, Delete> handle;
};

FileCoverage::FileCoverage(const std::filesystem::path& file, unsigned index)
    : font_(std::make_unique<Font>()) {
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(file.c_str());
    hb_face_t* face = blob != nullptr ? hb_face_create(blob, index) : hb_face_get_empty();
    hb_blob_destroy(blob);
    const bool usable = hb_face_get_glyph_count(face) > 0;
    font_->handle.reset(hb_font_create(face));
    hb_face_destroy(face);
    if (!usable) throw FontError("cannot read the font file " + file.string());
}

FileCoverage::~FileCoverage() = default;
FileCoverage::FileCoverage(FileCoverage&&) noexcept = default;

bool FileCoverage::has(char32_t code_point) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_->handle.get(), code_point, &glyph) != 0;
}

}  // namespace villageboard::fonts
