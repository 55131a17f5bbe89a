/// A picture in the graphics unit's memory to paint into instead of a window. UI thread, with the
/// context current.
#pragma once
#include <cstdint>
#include <vector>

#include "kiosk/draw/canvas.h"
#include "kiosk/draw/present/gl_api.h"

namespace villageboard::draw {

class GlTarget {
  public:
    /// Binds itself as the framebuffer.
    GlTarget(const GlApi& gl, Size size);
    ~GlTarget();
    GlTarget(const GlTarget&) = delete;
    GlTarget& operator=(const GlTarget&) = delete;

    /// 0x00RRGGBB, rows from the top without padding. Waits for the graphics unit.
    std::vector<std::uint32_t> pixels() const;

  private:
    const GlApi& gl_;
    Size size_;
    GLuint texture_ = 0;
    GLuint framebuffer_ = 0;
};

}  // namespace villageboard::draw
