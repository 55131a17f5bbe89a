/// A Wayland compositor without a display as a child process, for tests: weston, headless, painting
/// with pixman, without any input device.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/draw/picture.h"

namespace villageboard::draw {

class Weston {
  public:
    /// Starts it and points WAYLAND_DISPLAY and XDG_RUNTIME_DIR at it. Ends the test when it
    /// does not come up within 20 s.
    explicit Weston(Size units, int scale = 1);
    ~Weston();
    Weston(const Weston&) = delete;
    Weston& operator=(const Weston&) = delete;

    /// What stands on the output now.
    std::shared_ptr<const Picture> screenshot();
    /// Ends it while its client lives.
    void stop();

  private:
    std::filesystem::path folder_;
    pid_t child_ = 0;
};

}  // namespace villageboard::draw
