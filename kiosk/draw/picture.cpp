#include "kiosk/draw/picture.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "kiosk/draw/picture_formats.h"

namespace villageboard::draw {
namespace {

enum class Format { unknown, png, jpeg, webp };

bool has_at(std::span<const std::byte> file, std::size_t at, std::string_view what) {
    return file.size() >= at + what.size() &&
           std::memcmp(file.data() + at, what.data(), what.size()) == 0;
}

Format format_of(std::span<const std::byte> file) {
    if (has_at(file, 0, "\x89PNG\r\n\x1A\n")) return Format::png;
    if (has_at(file, 0, "\xFF\xD8\xFF")) return Format::jpeg;
    if (has_at(file, 0, "RIFF") && has_at(file, 8, "WEBP")) return Format::webp;
    return Format::unknown;
}

Header header_of(Format format, std::span<const std::byte> file) {
    switch (format) {
        case Format::png:
            return png_header(file);
        case Format::jpeg:
            return jpeg_header(file);
        case Format::webp:
            return webp_header(file);
        case Format::unknown:
            break;
    }
    return {};
}

Decoded decode(Format format, std::span<const std::byte> file, Size box) {
    switch (format) {
        case Format::png:
            return decode_png(file, box);
        case Format::jpeg:
            return decode_jpeg(file, box);
        case Format::webp:
            return decode_webp(file, box);
        case Format::unknown:
            break;
    }
    return {{}, {}, PictureFault::unknown_type};
}

/// Exif orientations 5 to 8 lie on their side.
bool lies_on_side(int orientation) { return orientation >= 5; }

Size turned(Size size, int orientation) {
    return lies_on_side(orientation) ? Size{size.height, size.width} : size;
}

/// Exif 2.32, 4.6.4 A, orientation: which corner of the file the upright picture begins with.
void turn_upright(Decoded& picture) {
    const int orientation = picture.orientation;
    if (orientation == 1) return;
    const Size from = picture.size;
    const Size to = turned(from, orientation);
    const bool from_right =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_bottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    std::vector<std::uint32_t> out(picture.pixels.size());
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            const int along = lies_on_side(orientation) ? y : x;
            const int down = lies_on_side(orientation) ? x : y;
            const int source_x = from_right ? from.width - 1 - along : along;
            const int source_y = from_bottom ? from.height - 1 - down : down;
            out[static_cast<std::size_t>(y) * to.width + x] =
                picture.pixels[static_cast<std::size_t>(source_y) * from.width + source_x];
        }
    }
    picture.pixels = std::move(out);
    picture.size = to;
}

std::uint64_t digest_of(Size size, const std::vector<std::uint32_t>& pixels) {
    std::uint64_t state =
        static_cast<std::uint64_t>(size.width) << 32 | static_cast<std::uint32_t>(size.height);
    for (const std::uint32_t pixel : pixels) {
        state = (state ^ pixel) * 0x9E3779B97F4A7C15u;
        state ^= state >> 32;
    }
    return state;
}

}  // namespace

bool is_bounded(Size size) {
    return size.width > 0 && size.height > 0 && size.width <= kMaxPictureSide &&
           size.height <= kMaxPictureSide &&
           std::int64_t{size.width} * size.height <= kMaxPicturePixels;
}

Size decoded_size(Size size, Size target) {
    while (std::int64_t{size.width} * size.height > kMaxWholePixels) {
        const Size half{(size.width + 1) / 2, (size.height + 1) / 2};
        if (half.width < target.width || half.height < target.height) break;
        size = half;
    }
    return size;
}

Size picture_size(std::span<const std::byte> file) {
    const Header header = header_of(format_of(file), file);
    return turned(header.size, header.orientation);
}

PictureResult decode_picture(std::span<const std::byte> file, Size box) {
    if (file.size() > kMaxPictureFileBytes) return {nullptr, PictureFault::unreadable};
    const Format format = format_of(file);
    if (format == Format::unknown) return {nullptr, PictureFault::unknown_type};
    const Header header = header_of(format, file);
    if (header.size == Size{}) return {nullptr, PictureFault::damaged};
    if (!is_bounded(header.size)) return {nullptr, PictureFault::too_large};
    Decoded decoded = decode(format, file, turned(box, header.orientation));
    if (decoded.fault != PictureFault::none) return {nullptr, decoded.fault};
    turn_upright(decoded);
    return {make_picture(decoded.size, std::move(decoded.pixels)), PictureFault::none,
            decoded.moves};
}

std::shared_ptr<const Picture> make_picture(Size size, std::vector<std::uint32_t> pixels) {
    auto picture = std::make_shared<Picture>();
    picture->size = size;
    picture->digest = digest_of(size, pixels);
    picture->opaque = std::all_of(pixels.begin(), pixels.end(),
                                  [](std::uint32_t pixel) { return pixel >> 24 == 255; });
    picture->pixels = std::move(pixels);
    return picture;
}

ImTextureID picture_texture(const Picture& picture) {
    return const_cast<Picture*>(&picture);  // an id only: nobody writes through it
}

}  // namespace villageboard::draw
