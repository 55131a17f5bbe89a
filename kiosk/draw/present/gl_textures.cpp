#include "kiosk/draw/present/gl_textures.h"

#include <algorithm>

namespace villageboard::draw {
namespace {

GLuint make_texture(const GlApi& gl) {
    GLuint texture = 0;
    gl.gen_textures(1, &texture);
    gl.bind_texture(GL_TEXTURE_2D, texture);
    gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    gl.tex_parameter(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return texture;
}

}  // namespace

std::vector<RowRange> changed_rows(std::span<const std::uint8_t> before,
                                   std::span<const std::uint8_t> now, int width) {
    std::vector<RowRange> ranges;
    const auto row_bytes = static_cast<std::size_t>(width);
    for (std::size_t at = 0; at + row_bytes <= now.size(); at += row_bytes) {
        const bool same =
            at + row_bytes <= before.size() &&
            std::ranges::equal(now.subspan(at, row_bytes), before.subspan(at, row_bytes));
        if (same) continue;
        const int row = static_cast<int>(at / row_bytes);
        if (ranges.empty() || ranges.back().last != row) ranges.push_back({row, row});
        ranges.back().last = row + 1;
    }
    return ranges;
}

AtlasTexture::AtlasTexture(const GlApi& gl) : gl_(gl), texture_(make_texture(gl)) {}

AtlasTexture::~AtlasTexture() { gl_.delete_textures(1, &texture_); }

void AtlasTexture::update(const fonts::Atlas& atlas) {
    gl_.bind_texture(GL_TEXTURE_2D, texture_);
    const int width = atlas.width();
    if (height_ == atlas.height() && rendered_ == atlas.rendered()) return;
    gl_.pixel_store(GL_UNPACK_ALIGNMENT, 1);
    if (height_ != atlas.height()) {
        height_ = atlas.height();
        gl_.tex_image(GL_TEXTURE_2D, 0, GL_R8, width, height_, 0, GL_RED, GL_UNSIGNED_BYTE,
                      nullptr);
        sent_.clear();
    }
    rendered_ = atlas.rendered();
    const std::span now(atlas.pixels(), static_cast<std::size_t>(width) * height_);
    for (const RowRange& rows : changed_rows(sent_, now, width)) {
        gl_.tex_sub_image(GL_TEXTURE_2D, 0, 0, rows.first, width, rows.last - rows.first, GL_RED,
                          GL_UNSIGNED_BYTE,
                          now.data() + static_cast<std::size_t>(rows.first) * width);
        rows_sent_ += static_cast<std::size_t>(rows.last - rows.first);
    }
    sent_.assign(now.begin(), now.end());
}

PictureTextures::~PictureTextures() {
    for (const auto& [digest, entry] : entries_) gl_.delete_textures(1, &entry.texture);
}

bool PictureTextures::bind(const Picture& picture) {
    if (std::max(picture.size.width, picture.size.height) > gl_.most_texels) return false;
    const auto [entry, is_new] = entries_.try_emplace(picture.digest);
    entry->second.frame = frame_;
    if (!is_new) {
        gl_.bind_texture(GL_TEXTURE_2D, entry->second.texture);
        return true;
    }
    entry->second.texture = make_texture(gl_);
    gl_.pixel_store(GL_UNPACK_ALIGNMENT, 4);
    // The bytes are B, G, R, A; OpenGL ES has no such order, so the shaders put them right.
    gl_.tex_image(GL_TEXTURE_2D, 0, GL_RGBA8, picture.size.width, picture.size.height, 0, GL_RGBA,
                  GL_UNSIGNED_BYTE, picture.pixels.data());
    return true;
}

void PictureTextures::end_frame() {
    std::erase_if(entries_, [&](const auto& each) {
        const bool unused = each.second.frame != frame_;
        if (unused) gl_.delete_textures(1, &each.second.texture);
        return unused;
    });
}

}  // namespace villageboard::draw
