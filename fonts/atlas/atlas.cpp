#include "fonts/atlas/atlas.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "fonts/raster/tiles.h"

namespace villageboard::fonts {
namespace {

constexpr int kGrowth = 256;   ///< rows added at a time
constexpr int kStampRows = 4;  ///< rows that share a stamp
constexpr int kWhiteSide = 4;
constexpr float kMaxRadius = 512;

/// Keys of different kinds never meet: the kind is in the top bits.
enum class Kind : std::uint64_t { glyph, corner, border, shadow, drawing };

std::uint64_t key_of(Kind kind, std::uint64_t a, std::uint64_t b = 0) {
    return static_cast<std::uint64_t>(kind) << 61 | (a & 0x1FFFFFFF) << 32 | (b & 0xFFFFFFFF);
}

/// Radii and widths count in sixteenths of a pixel.
std::uint64_t sixteenths(float value) {
    return static_cast<std::uint64_t>(std::lround(std::clamp(value, 0.0f, kMaxRadius) * 16.0f));
}

float from_sixteenths(std::uint64_t value) { return static_cast<float>(value) / 16.0f; }

std::uint64_t mix(std::uint64_t value) {
    value ^= value >> 31;
    value *= 0x9E3779B97F4A7C15u;
    return value ^ (value >> 29);
}

}  // namespace

Atlas::Atlas(const FaceSet& faces, AtlasLimits limits)
    : faces_(faces), limits_(limits), shelves_(limits.width, limits.max_height) {
    const Bitmap square{kWhiteSide, kWhiteSide, 0, 0,
                        std::vector<std::uint8_t>(kWhiteSide * kWhiteSide, 255)};
    const auto place = make_room(kWhiteSide, kWhiteSide);
    copy_in(square, *place);
    shelves_.pin(place->shelf);
    white_ = {place->x + kWhiteSide / 2, place->y + kWhiteSide / 2, 1, 1, 0, 0};
}

template <typename Render>
std::optional<Tile> Atlas::find_or_render(std::uint64_t key, Haste haste, Render render) {
    const auto known = entries_.find(key);
    if (known != entries_.end()) {
        if (!known->second.blank) shelves_.touch(known->second.shelf, frame_);
        return known->second.tile;
    }
    const bool timed = limited_ && haste == Haste::when_there_is_time;
    if (timed && time_left_.count() <= 0 && !first_) {
        unfinished_ = true;
        return std::nullopt;
    }
    ++rendered_;
    if (timed) first_ = false;
    if (!timed) return store(key, render());
    const auto begin = std::chrono::steady_clock::now();
    const auto tile = store(key, render());
    time_left_ -= std::chrono::steady_clock::now() - begin;
    return tile;
}

std::optional<Tile> Atlas::glyph(FaceId face, std::uint16_t glyph, std::uint16_t size_px,
                                 std::uint8_t quarters, Tone tone) {
    const std::uint64_t shape = std::uint64_t{face} << 16 | glyph;
    const std::uint64_t look =
        std::uint64_t{size_px} << 3 | (tone == Tone::light ? 4u : 0u) | (quarters & 3u);
    return find_or_render(key_of(Kind::glyph, look, shape), Haste::when_there_is_time, [&] {
        return render_glyph(faces_, face, glyph, size_px, quarters, tone);
    });
}

std::optional<Tile> Atlas::corner(float radius_px) {
    const std::uint64_t radius = sixteenths(radius_px);
    return find_or_render(key_of(Kind::corner, radius), Haste::now,
                          [&] { return corner_tile(from_sixteenths(radius)); });
}

std::optional<Tile> Atlas::border_corner(float radius_px, float thickness_px) {
    const std::uint64_t radius = sixteenths(radius_px);
    const std::uint64_t thickness = sixteenths(thickness_px);
    return find_or_render(key_of(Kind::border, radius, thickness), Haste::now, [&] {
        return border_corner_tile(from_sixteenths(radius), from_sixteenths(thickness));
    });
}

std::optional<Tile> Atlas::shadow(float radius_px, float blur_px) {
    const std::uint64_t radius = sixteenths(radius_px);
    const std::uint64_t blur = sixteenths(blur_px);
    return find_or_render(key_of(Kind::shadow, radius, blur), Haste::now, [&] {
        return shadow_tile(from_sixteenths(radius), from_sixteenths(blur));
    });
}

std::optional<Tile> Atlas::drawing(const Drawing& drawing, int width_px, int height_px) {
    const std::uint64_t size = std::uint64_t{static_cast<std::uint32_t>(width_px)} << 32 |
                               static_cast<std::uint32_t>(height_px);
    const std::uint64_t hash = mix(drawing.digest() ^ mix(size));
    return find_or_render(key_of(Kind::drawing, hash >> 32, hash), Haste::when_there_is_time,
                          [&] { return render(drawing, width_px, height_px); });
}

std::optional<Tile> Atlas::store(std::uint64_t key, const Bitmap& bitmap) {
    if (bitmap.coverage.empty()) {
        return entries_.insert_or_assign(key, Entry{{}, 0, true}).first->second.tile;
    }
    // One column and row of nothing between neighbours, so that stretched tiles don't bleed.
    const auto place = make_room(bitmap.width + 1, bitmap.height + 1);
    if (!place) {
        ++left_out_;
        return std::nullopt;
    }
    copy_in(bitmap, *place);
    if (keys_of_shelf_.size() <= place->shelf) keys_of_shelf_.resize(place->shelf + 1);
    keys_of_shelf_[place->shelf].push_back(key);
    const Tile tile{place->x, place->y, bitmap.width, bitmap.height, bitmap.left, bitmap.top};
    entries_[key] = {tile, place->shelf, false};
    return tile;
}

std::optional<Place> Atlas::make_room(int width, int height) {
    if (width > limits_.width || height > limits_.max_height) return std::nullopt;
    auto place = shelves_.place(width, height, frame_);
    while (!place) {
        const auto shelf = shelves_.evict(frame_);
        if (!shelf) return shelves_.squeeze_in(width, height, frame_);
        give_up(*shelf);
        place = shelves_.place(width, height, frame_);
    }
    return place;
}

void Atlas::give_up(ShelfId shelf) {
    if (shelf >= keys_of_shelf_.size()) return;
    evicted_ += keys_of_shelf_[shelf].size();
    for (const std::uint64_t key : keys_of_shelf_[shelf]) entries_.erase(key);
    keys_of_shelf_[shelf].clear();
}

void Atlas::copy_in(const Bitmap& bitmap, const Place& place) {
    const int bottom = shelves_.used_height();
    if (bottom > height_) {
        height_ = std::min((bottom + kGrowth - 1) / kGrowth * kGrowth, limits_.max_height);
        pixels_.resize(static_cast<std::size_t>(limits_.width) * height_, 0);
        stamps_.resize(static_cast<std::size_t>((height_ + kStampRows - 1) / kStampRows), 0);
    }
    const int rows = std::min(bitmap.height + 1, height_ - place.y);
    const int columns = std::min(bitmap.width + 1, limits_.width - place.x);
    for (int y = 0; y < rows; ++y) {
        auto* row = pixels_.data() + std::ptrdiff_t{place.y + y} * limits_.width + place.x;
        std::fill_n(row, columns, std::uint8_t{0});
        if (y == bitmap.height) break;
        std::copy_n(bitmap.coverage.data() + std::ptrdiff_t{y} * bitmap.width, bitmap.width, row);
    }
    // The first mask of a shelf: whatever stood in these rows before is gone.
    if (place.x != 0) return;
    for (int y = 0; y < place.shelf_height; y += kStampRows) {
        ++stamps_[static_cast<std::size_t>((place.y + y) / kStampRows)];
    }
}

std::uint32_t Atlas::stamp(int y) const {
    const auto at = static_cast<std::size_t>(std::max(y, 0) / kStampRows);
    return at < stamps_.size() ? stamps_[at] : 0;
}

}  // namespace villageboard::fonts
