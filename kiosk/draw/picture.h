/// Pictures: PNG, JPEG and WebP to pixels of the size that is shown.
/// The header is read before anything is decoded; the rest is decoded a row at a time into the
/// small size where the format allows. Hostile or truncated bytes give a fault, never a throw. Any
/// thread; not the UI thread, since decoding takes milliseconds (see picture_loader.h).
#pragma once
#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

inline constexpr int kMaxPictureSide = 12'000;
inline constexpr std::int64_t kMaxPicturePixels = 40'000'000;
inline constexpr std::size_t kMaxPictureFileBytes = 64u << 20;

/// 0xAARRGGBB, not premultiplied; rows without padding. Immutable once shared.
struct Picture {
    Size size;
    std::vector<std::uint32_t> pixels;
    std::uint64_t digest = 0;  ///< of the pixels and the size: tells a changed picture
    bool opaque = true;        ///< no pixel has an alpha below 255

    std::size_t bytes() const { return pixels.size() * sizeof(std::uint32_t); }
};

enum class PictureFault : std::uint8_t {
    none,
    unreadable,    ///< no such file, or longer than kMaxPictureFileBytes
    unknown_type,  ///< neither PNG, JPEG nor WebP
    too_large,     ///< more pixels or longer sides than the bounds
    damaged,       ///< truncated or broken
};

struct PictureResult {
    std::shared_ptr<const Picture> picture;  ///< null exactly when there is a fault
    PictureFault fault = PictureFault::none;
    bool moves = false;  ///< the picture is the first frame of an animation (animation.h)
};

/// The size that the header declares, turned upright as the picture's Exif orientation says.
/// Zero size if the header is broken or of another format.
Size picture_size(std::span<const std::byte> file);

/// Decodes, turned upright, scaled down to fit into `box` by area (never scaled up; the ratio is
/// kept). A box of zero size keeps the picture's own size.
PictureResult decode_picture(std::span<const std::byte> file, Size box);

/// A picture of these pixels, e.g. drawn by the program itself; `pixels` has size.width *
/// size.height.
std::shared_ptr<const Picture> make_picture(Size size, std::vector<std::uint32_t> pixels);

/// The texture id for ImDrawList::AddImage and the like. The picture must live until it is painted.
ImTextureID picture_texture(const Picture& picture);

}  // namespace villageboard::draw
