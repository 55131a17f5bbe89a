/// The picture in ordinary memory, laid out as people see it, and for each buffer of the panel what
/// it lacks of that picture. Carries the damage of frames over to buffers that sat them out, and
/// turns the picture on the way. A buffer is written to, never read: such memory is often slow to
/// read. Knows no window system. UI thread only.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "kiosk/draw/present/turn.h"

namespace villageboard::draw {

class Backing {
  public:
    /// `bits` are set in every pixel of a buffer.
    Backing(Turn turn, std::size_t buffers, std::uint32_t bits = 0)
        : turn_(turn), bits_(bits), lacks_(buffers) {}

    /// Makes the picture fit a panel of this size. Another size than before loses the pixels and
    /// begins a new epoch.
    void fit(Size panel);
    Turn turn() const { return turn_; }
    /// Memory to draw the laid-out picture into; empty before fit().
    Canvas canvas();

    /// These rectangles of the picture have changed.
    void add(std::span<const Rect> damage);
    /// The buffer's pixels are lost.
    void forget(std::size_t buffer);
    bool lacks_nothing(std::size_t buffer) const { return lacks_[buffer].empty(); }

    /// Brings a buffer up to the picture. `to` has the panel's size. Gives the rectangles of the
    /// panel that were written: all that changed since this buffer was last brought; valid until
    /// the next call.
    std::span<const Rect> bring(std::size_t buffer, const Canvas& to);

  private:
    Rect whole() const { return {0, 0, size_.width, size_.height}; }

    Turn turn_;
    std::uint32_t bits_;
    Size size_;  ///< laid out
    std::vector<std::uint32_t> pixels_;
    std::uint32_t epoch_ = 0;
    std::vector<std::vector<Rect>> lacks_;  ///< by buffer, laid out
    std::vector<Rect> written_;
};

}  // namespace villageboard::draw
