/// Brings pixels to the panel. The rasteriser draws into canvas(); present() shows what changed.
/// UI thread only.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/draw/canvas.h"

struct SDL_Window;

namespace villageboard::draw {

class Presenter {
  public:
    virtual ~Presenter() = default;
    /// Memory of the panel's present size, valid until the next call of canvas().
    virtual Canvas canvas() = 0;
    /// Shows these rectangles of the canvas; none shows nothing.
    virtual void present(std::span<const Rect> damage) = 0;
};

/// Keeps the picture in memory, for tests and scripts: no display, no SDL.
class OffscreenPresenter final : public Presenter {
  public:
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

enum class WindowMode : std::uint8_t {
    panel,    ///< without border, over the whole display
    windowed  ///< an ordinary window of the given size
};

struct WindowOptions {
    std::string title;
    WindowMode mode = WindowMode::panel;
    Size size;  ///< windowed, or panel where the display's size is not wanted; zero: the display's
};

/// An SDL window drawn by the processor (x11 and dummy drivers). Starts SDL's video if it is not
/// running, and stops it again.
class WindowPresenter final : public Presenter {
  public:
    /// Throws Error (retry) when no window can be made, with SDL's reason.
    explicit WindowPresenter(const WindowOptions& options);
    ~WindowPresenter() override;
    WindowPresenter(const WindowPresenter&) = delete;
    WindowPresenter& operator=(const WindowPresenter&) = delete;

    Canvas canvas() override;
    void present(std::span<const Rect> damage) override;

    /// For the event loop: never null, owned by the presenter.
    SDL_Window* window() const;
    /// After SDL_WINDOWEVENT_EXPOSED: shows the whole canvas again.
    void show_again();

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
    std::uint32_t epoch_ = 1;
};

}  // namespace villageboard::draw
