/// One picture in memory that is shared with a Wayland compositor. UI thread only.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "kiosk/draw/canvas.h"

struct wl_buffer;
struct wl_shm;

namespace villageboard::draw {

class ShmBuffer {
  public:
    /// 0x00RRGGBB of this size. `released` is called from the event loop when the compositor has
    /// done with the buffer; it must not throw. Throws Error (retry) when there is no memory.
    ShmBuffer(wl_shm* shm, Size size, std::function<void()> released);
    ~ShmBuffer();
    ShmBuffer(const ShmBuffer&) = delete;
    ShmBuffer& operator=(const ShmBuffer&) = delete;

    wl_buffer* get() const { return buffer_; }
    Size size() const { return size_; }
    Canvas canvas() const;
    bool busy() const { return busy_; }
    /// It was given to the compositor, which will release it.
    void lend() { busy_ = true; }

  private:
    static void on_release(void* self, wl_buffer* buffer) noexcept;

    Size size_;
    std::function<void()> released_;
    std::size_t bytes_ = 0;
    void* memory_ = nullptr;
    wl_buffer* buffer_ = nullptr;
    bool busy_ = false;
};

}  // namespace villageboard::draw
