/// All masks of the screen in one growing picture of one byte a pixel: glyphs, corners, shadows,
/// icons. Filled on demand while a frame is built; when the budget is full, what was not used for
/// longest goes, never what the present frame has asked for. UI thread only.
///
/// Texture coordinates are texels / kTexelRange, so that growth never moves what is already in a
/// draw list. Contents of a place can change between frames: stamp() tells.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "fonts/atlas/shelves.h"
#include "fonts/raster/bitmap.h"
#include "fonts/raster/glyph.h"
#include "fonts/raster/outline.h"
#include "fonts/shape/faces.h"

namespace villageboard::fonts {

inline constexpr int kTexelRange = 4096;  ///< a power of two: coordinates are exact

struct AtlasLimits {
    int width = 2048;       ///< at most kTexelRange
    int max_height = 4096;  ///< at most kTexelRange; width * max_height bytes is the budget
};

/// A mask's place, and where it lies from the origin it was rendered at (y downwards). Width 0:
/// blank.
struct Tile {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
};

class Atlas {
  public:
    /// `faces` must outlive the atlas.
    explicit Atlas(const FaceSet& faces, AtlasLimits limits = {});

    /// Call before the first draw of each frame: tiles of earlier frames may go from now on.
    void begin_frame() {
        ++frame_;
        unfinished_ = false;
    }

    /// From now on at most about so long is spent on rendering glyphs and drawings, and at least
    /// one of them; what comes after is left for the next frame. Without this call, no limit.
    void limit_rendering(std::chrono::microseconds most) {
        time_left_ = most;
        limited_ = true;
        first_ = true;
    }
    /// Whether the present frame asked for something that is left for the next one.
    bool unfinished() const { return unfinished_; }

    /// Each gives the tile, rendered now if it is not there. Nothing when it is left for the next
    /// frame, or when the atlas is full of what this frame uses, or the mask is larger than the
    /// atlas: leave it out, it is counted.
    std::optional<Tile> glyph(FaceId face, std::uint16_t glyph, std::uint16_t size_px,
                              std::uint8_t quarters, Tone tone = Tone::dark);
    std::optional<Tile> corner(float radius_px);
    std::optional<Tile> border_corner(float radius_px, float thickness_px);
    std::optional<Tile> shadow(float radius_px, float blur_px);
    std::optional<Tile> drawing(const Drawing& drawing, int width_px, int height_px);

    /// A pixel of full coverage that is always there.
    Tile white() const { return white_; }

    const FaceSet& faces() const { return faces_; }
    const std::uint8_t* pixels() const { return pixels_.data(); }
    int width() const { return limits_.width; }
    int height() const { return height_; }  ///< grows; rows below are not there yet
    /// Changes when rows at `y` have been given to other masks.
    std::uint32_t stamp(int y) const;

    std::size_t rendered() const { return rendered_; }  ///< masks rendered since the start
    std::size_t evicted() const { return evicted_; }    ///< masks given up since the start
    std::size_t left_out() const { return left_out_; }  ///< requests that found no room

  private:
    struct Entry {
        Tile tile;
        ShelfId shelf = 0;
        bool blank = false;
    };
    enum class Haste : std::uint8_t { now, when_there_is_time };
    template <typename Render>
    std::optional<Tile> find_or_render(std::uint64_t key, Haste haste, Render render);
    std::optional<Tile> store(std::uint64_t key, const Bitmap& bitmap);
    std::optional<Place> make_room(int width, int height);
    void give_up(ShelfId shelf);
    void copy_in(const Bitmap& bitmap, const Place& place);

    const FaceSet& faces_;
    AtlasLimits limits_;
    Shelves shelves_;
    std::vector<std::uint8_t> pixels_;
    int height_ = 0;
    std::uint64_t frame_ = 1;
    Tile white_;
    std::unordered_map<std::uint64_t, Entry> entries_;
    std::vector<std::vector<std::uint64_t>> keys_of_shelf_;
    std::vector<std::uint32_t> stamps_;
    std::size_t rendered_ = 0;
    std::size_t evicted_ = 0;
    std::size_t left_out_ = 0;
    std::chrono::nanoseconds time_left_{0};
    bool limited_ = false;
    bool first_ = false;  ///< nothing was rendered since the limit was set
    bool unfinished_ = false;
};

}  // namespace villageboard::fonts
