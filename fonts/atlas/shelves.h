/// Where masks lie in the atlas: shelves over the whole width, each of one height, filled from the
/// left. A shelf is given up as a whole; its rows then serve for other heights. Knows no pixels.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace villageboard::fonts {

using ShelfId = std::uint32_t;

struct Place {
    ShelfId shelf;
    int x;
    int y;
    int shelf_height;
};

class Shelves {
  public:
    Shelves(int width, int max_height) : width_(width), max_height_(max_height) {}

    /// A place on a shelf of about this height, or on a new one. Nothing if there is no room.
    std::optional<Place> place(int width, int height, std::uint64_t frame);
    /// A place on any shelf that is high enough, however wasteful. Opens none.
    std::optional<Place> squeeze_in(int width, int height, std::uint64_t frame);

    /// Notes that something on the shelf is used in this frame.
    void touch(ShelfId shelf, std::uint64_t frame) { shelves_[shelf].used = frame; }

    /// Gives up the shelf that was not used for longest, never one used in `frame` or a pinned one.
    /// Nothing if there is none.
    std::optional<ShelfId> evict(std::uint64_t frame);

    /// The shelf is never given up.
    void pin(ShelfId shelf) { shelves_[shelf].pinned = true; }

    int used_height() const { return bottom_; }  ///< rows below this one were never used

  private:
    struct Shelf {
        int y = 0;
        int height = 0;
        int filled = 0;
        std::uint64_t used = 0;
        bool pinned = false;
        bool live = false;
    };
    struct Gap {
        int y;
        int height;
    };
    std::optional<ShelfId> lowest_fitting(int width, int height, int max_height) const;
    Place put(ShelfId id, int width, std::uint64_t frame);
    std::optional<ShelfId> open(int height);
    std::optional<int> take_rows(int height);
    void free_rows(int y, int height);

    int width_;
    int max_height_;
    int bottom_ = 0;
    std::vector<Shelf> shelves_;
    std::vector<ShelfId> spare_;  ///< ids of dead shelves, used again
    std::vector<Gap> gaps_;       ///< free rows above bottom_, by y, never adjacent
};

}  // namespace villageboard::fonts
