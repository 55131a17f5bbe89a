/// Pictures and sound to a film as the terminal plays it (kiosk/film/FORMAT.md), by libvpx and
/// libopus. The same pictures give the same file. One encoder a film; any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace villageboard::demo {

struct FilmSpec {
    int width = 640;
    int height = 360;  ///< both even
    int frames_per_second = 12;
    int kilobits_per_second = 200;
};

class FilmEncoder {
  public:
    /// Throws Error invalid where libvpx does not take the size.
    explicit FilmEncoder(const FilmSpec& spec);
    ~FilmEncoder();
    FilmEncoder(const FilmEncoder&) = delete;
    FilmEncoder& operator=(const FilmEncoder&) = delete;

    /// The next frame: width * height of 0x00RRGGBB in rows without padding.
    void add(std::span<const std::uint32_t> pixels);
    /// All the sound: samples of one channel, 48,000 a second. At most once.
    void set_sound(std::span<const std::int16_t> samples);
    /// The file. Once, after at least one frame.
    std::string finish();

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace villageboard::demo
