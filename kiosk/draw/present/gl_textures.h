/// The atlas and the pictures as textures. The atlas is sent by rows, and only those that changed;
/// a picture is sent when it is first drawn and forgotten when a frame goes by without it.
/// UI thread, with the context current.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "fonts/atlas/atlas.h"
#include "kiosk/draw/picture.h"
#include "kiosk/draw/present/gl_api.h"

namespace villageboard::draw {

/// Rows first <= y < last.
struct RowRange {
    int first = 0;
    int last = 0;
    friend bool operator==(const RowRange&, const RowRange&) = default;
};

/// The runs of rows in which `now` differs from `before`; both hold whole rows of `width` bytes.
/// Rows that only `now` has differ. Pure.
std::vector<RowRange> changed_rows(std::span<const std::uint8_t> before,
                                   std::span<const std::uint8_t> now, int width);

class AtlasTexture {
  public:
    explicit AtlasTexture(const GlApi& gl);
    ~AtlasTexture();
    AtlasTexture(const AtlasTexture&) = delete;
    AtlasTexture& operator=(const AtlasTexture&) = delete;

    /// Brings the texture up to the atlas and leaves it bound to the active unit.
    void update(const fonts::Atlas& atlas);
    std::size_t rows_sent() const { return rows_sent_; }  ///< since the start

  private:
    const GlApi& gl_;
    GLuint texture_ = 0;
    std::vector<std::uint8_t> sent_;  ///< what the texture holds
    std::size_t rendered_ = 0;        ///< the atlas's count at the last update
    int height_ = 0;                  ///< of the texture
    std::size_t rows_sent_ = 0;
};

class PictureTextures {
  public:
    explicit PictureTextures(const GlApi& gl) : gl_(gl) {}
    ~PictureTextures();
    PictureTextures(const PictureTextures&) = delete;
    PictureTextures& operator=(const PictureTextures&) = delete;

    void begin_frame() { ++frame_; }
    /// Binds the picture to the active unit. False when it is larger than this OpenGL can hold.
    bool bind(const Picture& picture);
    /// Forgets what this frame did not bind.
    void end_frame();

  private:
    struct Entry {
        GLuint texture = 0;
        std::uint64_t frame = 0;
    };
    const GlApi& gl_;
    std::unordered_map<std::uint64_t, Entry> entries_;  ///< by the picture's digest
    std::uint64_t frame_ = 0;
};

}  // namespace villageboard::draw
