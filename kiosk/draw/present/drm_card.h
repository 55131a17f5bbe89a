/// One graphics card of the kernel's (DRM/KMS), as far as pictures drawn by the processor need it:
/// which displays hang on it, buffers to draw into, and showing one of them. An interface, so that
/// drm.h can be tested without a card. The kernel's own: open_card(). UI thread only.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

struct DrmMode {
    Size size;
    int hertz = 0;
    bool preferred = false;  ///< the display's own resolution
    std::size_t index = 0;   ///< among the connector's modes
};

struct DrmConnector {
    std::uint32_t id = 0;
    std::string name;  ///< as on the kernel's command line: "HDMI-A-1"
    bool connected = false;
    int width_mm = 0;  ///< as the display tells it; 0 where it doesn't
    int height_mm = 0;
    std::vector<DrmMode> modes;
    std::vector<std::uint32_t> crtcs;  ///< that can drive it, the one that does so now first
};

/// A connector, one of its modes, and what drives it.
struct DrmOutput {
    DrmConnector connector;
    DrmMode mode;
    std::uint32_t crtc = 0;

    friend bool operator==(const DrmOutput& a, const DrmOutput& b) {
        return a.connector.id == b.connector.id && a.mode.size == b.mode.size && a.crtc == b.crtc;
    }
};

/// Memory of the card that holds one picture.
struct DrmBuffer {
    std::uint32_t framebuffer = 0;
    std::uint32_t handle = 0;
    Canvas canvas;  ///< 0x00RRGGBB; slow to read
};

enum class Shown : std::uint8_t {
    queued,       ///< on_shown follows
    at_once,      ///< the card has no page flips; it shows the buffer already
    busy,         ///< an earlier one is not yet shown
    not_allowed,  ///< another program has the card now
    gone,         ///< the display or the card is no longer there
};

class DrmCard {
  public:
    virtual ~DrmCard() = default;
    /// What hangs on the card now. Asks the displays, which takes milliseconds.
    virtual std::vector<DrmConnector> connectors() = 0;
    /// Throws Error (retry) when the card has no memory left.
    virtual DrmBuffer make_buffer(Size size) = 0;
    virtual void drop_buffer(const DrmBuffer& buffer) noexcept = 0;
    /// Switches the display on with this buffer. False when the card refuses.
    virtual bool set_mode(const DrmOutput& output, const DrmBuffer& buffer) = 0;
    /// Shows the buffer at the next refresh; `damage` is what changed in it.
    virtual Shown show(const DrmOutput& output, const DrmBuffer& buffer,
                       std::span<const Rect> damage) = 0;
    /// Readable when something queued was shown; negative where there is nothing to wait for.
    virtual int fd() const = 0;
    /// Takes what has arrived, without waiting; true when something queued was shown.
    virtual bool read_shown() = 0;
};

/// The kernel's card. Throws Error (retry) with one plain sentence: there is none, it may not be
/// opened, or another program holds it. What the displays showed before comes back when the card is
/// destroyed.
std::unique_ptr<DrmCard> open_card(const std::string& path);

/// /dev/dri/card*, in order.
std::vector<std::string> card_paths(const std::string& folder = "/dev/dri");

}  // namespace villageboard::draw
