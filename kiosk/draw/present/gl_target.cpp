#include "kiosk/draw/present/gl_target.h"

namespace villageboard::draw {

GlTarget::GlTarget(const GlApi& gl, Size size) : gl_(gl), size_(size) {
    gl_.gen_textures(1, &texture_);
    gl_.bind_texture(GL_TEXTURE_2D, texture_);
    gl_.tex_image(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                  nullptr);
    gl_.gen_framebuffers(1, &framebuffer_);
    gl_.bind_framebuffer(GL_FRAMEBUFFER, framebuffer_);
    gl_.framebuffer_texture(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
}

GlTarget::~GlTarget() {
    gl_.bind_framebuffer(GL_FRAMEBUFFER, 0);
    gl_.delete_framebuffers(1, &framebuffer_);
    gl_.delete_textures(1, &texture_);
}

std::vector<std::uint32_t> GlTarget::pixels() const {
    std::vector<std::uint8_t> bytes(std::size_t{4} * size_.width * size_.height);
    gl_.pixel_store(GL_PACK_ALIGNMENT, 4);
    gl_.read_pixels(0, 0, size_.width, size_.height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    std::vector<std::uint32_t> pixels;
    pixels.reserve(bytes.size() / 4);
    for (int y = size_.height - 1; y >= 0; --y) {
        const std::uint8_t* row = bytes.data() + std::size_t{4} * y * size_.width;
        for (int x = 0; x < size_.width; ++x, row += 4) {
            pixels.push_back(std::uint32_t{row[0]} << 16 | std::uint32_t{row[1]} << 8 | row[2]);
        }
    }
    return pixels;
}

}  // namespace villageboard::draw
