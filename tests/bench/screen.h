/// The picture on an X display as a camera before the panel would see it, and a finger on it (by
/// the XTest extension). Rows of pixels are read through shared memory, some 50 us each. Ends the
/// program with a sentence when the display or an extension is missing. One thread.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace villageboard::bench {

using Clock = std::chrono::steady_clock;

/// Pixels of some rows, 0x00RRGGBB, one row after the other.
using Pixels = std::vector<std::uint32_t>;

struct Spot {
    int x = 0;
    int y = 0;
};

class Screen {
  public:
    /// The display that $DISPLAY names.
    Screen();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    int width() const;
    int height() const;

    Pixels rows(const std::vector<int>& ys) const;
    /// All of it.
    Pixels all() const;

    /// Polls `rows` every `pause` until `done` of them is true; gives when that was, nothing after
    /// `patience`.
    std::optional<Clock::time_point> wait(const std::vector<int>& ys,
                                          const std::function<bool(const Pixels&)>& done,
                                          std::chrono::microseconds pause,
                                          std::chrono::milliseconds patience) const;
    /// Looks at the rows every `pause` for so long; gives when they changed last, nothing if never.
    std::optional<Clock::time_point> last_change(const std::vector<int>& ys,
                                                 std::chrono::microseconds pause,
                                                 std::chrono::milliseconds watch) const;
    /// Waits until the whole picture stood still for `calm`; gives it.
    Pixels settled(std::chrono::milliseconds calm) const;

    void move(Spot to) const;
    /// Press and release at once, where the pointer is. Button 1 touches, 4 and 5 turn the wheel.
    void click(unsigned button) const;

    void save(const std::filesystem::path& png, const Pixels& picture) const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

/// The `count` rows, spread over the height, in which the picture has most edges: what is drawn
/// last is somewhere in them.
std::vector<int> telling_rows(const Pixels& picture, int width, std::size_t count);
/// The `count` rows, spread over the height, in which two pictures differ most.
std::vector<int> differing_rows(const Pixels& a, const Pixels& b, int width, std::size_t count);
/// Those rows of a whole picture.
Pixels rows_of(const Pixels& picture, int width, const std::vector<int>& ys);

}  // namespace villageboard::bench
