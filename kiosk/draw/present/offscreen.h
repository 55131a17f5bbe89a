/// Keeps the picture in memory, for tests and scripts: no display, no SDL.
#pragma once
#include <cstddef>
#include <vector>

#include "kiosk/draw/presenter.h"

namespace villageboard::draw {

class OffscreenPresenter final : public Presenter {
  public:
    /// Throws Error (invalid) for a size without pixels.
    explicit OffscreenPresenter(Size size);

    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;

    /// A new size loses the pixels.
    void resize(Size size);
    std::size_t frames() const { return frames_; }  ///< calls of present() with damage

  private:
    Size size_;
    std::vector<std::uint32_t> pixels_;
    std::uint32_t epoch_ = 1;
    std::size_t frames_ = 0;
};

}  // namespace villageboard::draw
