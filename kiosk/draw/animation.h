/// Animated WebP, the one moving picture format of the terminal: the county converts GIF and APNG
/// (`gif2webp`). The container is read and bounded before anything is decoded; then one frame at a
/// time is decoded onto the canvas, so that memory does not grow with the length. Not the UI
/// thread. Source: developers.google.com/speed/webp/docs/riff_container, "Animation".
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

inline constexpr std::size_t kMaxAnimationFileBytes = 16u << 20;
inline constexpr std::int64_t kMaxAnimationPixels = 1920 * 1080;  ///< two canvases are held
inline constexpr std::size_t kMaxAnimationFrames = 600;
inline constexpr std::chrono::milliseconds kMaxAnimationLength{60'000};

struct AnimationInfo {
    Size canvas;
    std::vector<std::chrono::milliseconds> durations;  ///< of each frame, above zero
    int loops = 0;                                     ///< how often it is shown; 0 for ever

    std::chrono::milliseconds length() const;
};

/// Whether the file says that it is an animated WebP.
bool is_animation(std::span<const std::byte> file);

/// What the container declares, nothing decoded. Nothing where it is broken, cut, or beyond the
/// bounds above. Durations under 20 ms count as 100 ms, as browsers have it.
std::optional<AnimationInfo> animation_info(std::span<const std::byte> file);

/// Decodes a file for which animation_info() gave something; the file must outlive it.
class AnimationDecoder {
  public:
    explicit AnimationDecoder(std::span<const std::byte> file);
    ~AnimationDecoder();
    AnimationDecoder(const AnimationDecoder&) = delete;
    AnimationDecoder& operator=(const AnimationDecoder&) = delete;

    /// The whole canvas after the next frame: red, green, blue, alpha a pixel; valid until the next
    /// call. Null at the end or where the frame is damaged.
    const std::uint8_t* next();
    void rewind();

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace villageboard::draw
