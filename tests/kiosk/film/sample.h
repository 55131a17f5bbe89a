/// Short films and moving posters whose frames tell themselves apart, made in memory.
#pragma once
#include <webp/encode.h>
#include <webp/mux.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "content/demo/film_encoder.h"
#include "kiosk/draw/picture.h"

namespace villageboard::film_test {

using Data = std::vector<std::byte>;

inline Data to_bytes(const std::string& text) {
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

/// Frame n is evenly of this grey.
inline int grey_of(int frame) { return 30 + frame * 11 % 200; }

enum class Voice { silent, tone };

/// `frames` of 40 ms.
inline std::string sample_film(int frames, Voice voice, int width = 64, int height = 48) {
    demo::FilmEncoder encoder({width, height, 25, 200});
    for (int n = 0; n < frames; ++n) {
        const auto grey = static_cast<std::uint32_t>(grey_of(n));
        const std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width * height),
                                                grey << 16 | grey << 8 | grey);
        encoder.add(pixels);
    }
    if (voice == Voice::tone) {
        std::vector<std::int16_t> samples(static_cast<std::size_t>(frames) * 1920);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<std::int16_t>(
                8000 * std::sin(static_cast<double>(i) * 440 * 6.283185307 / 48'000));
        encoder.set_sound(samples);
    }
    return encoder.finish();
}

/// The frame whose grey the picture has, within what VP8 loses; -1 where none.
inline int frame_of(const draw::Picture& picture, int frames) {
    const int grey =
        static_cast<int>(picture.pixels[picture.pixels.size() / 2 +
                                        static_cast<std::size_t>(picture.size.width) / 2] >>
                             8 &
                         255);
    for (int n = 0; n < frames; ++n)
        if (std::abs(grey_of(n) - grey) <= 4) return n;
    return -1;
}

/// Frames of the given durations in ms, lossless; frame n is evenly grey_of(n).
inline Data sample_poster(const std::vector<int>& durations, int width = 40, int height = 30,
                          int loops = 0) {
    WebPAnimEncoderOptions options;
    WebPAnimEncoderOptionsInit(&options);
    options.anim_params.loop_count = loops;
    options.kmin = options.kmax = 1;
    WebPAnimEncoder* encoder = WebPAnimEncoderNew(width, height, &options);
    WebPConfig config;
    WebPConfigInit(&config);
    config.lossless = 1;
    int at = 0;
    int number = 0;
    for (const int duration : durations) {
        WebPPicture picture;
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = width;
        picture.height = height;
        WebPPictureAlloc(&picture);
        const auto grey = static_cast<std::uint32_t>(grey_of(number++));
        for (int i = 0; i < width * height; ++i)
            picture.argb[i] = 0xFF000000 | grey << 16 | grey << 8 | grey;
        picture.argb[number % (width * height)] ^= 0x010101;  // equal frames would be joined
        WebPAnimEncoderAdd(encoder, &picture, at, &config);
        WebPPictureFree(&picture);
        at += duration;
    }
    WebPAnimEncoderAdd(encoder, nullptr, at, nullptr);
    WebPData data;
    WebPDataInit(&data);
    WebPAnimEncoderAssemble(encoder, &data);
    const auto* first = reinterpret_cast<const std::byte*>(data.bytes);
    Data bytes(first, first + data.size);
    WebPDataClear(&data);
    WebPAnimEncoderDelete(encoder);
    return bytes;
}

/// Waits, at most some seconds, until `done`; whether it came about.
inline bool wait_until(const std::function<bool()>& done) {
    for (int i = 0; i < 10'000; ++i) {
        if (done()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

class Folder {
  public:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("villageboard-film-" +
                 std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const std::string& name, const Data& bytes) const {
        std::ofstream out(path_ / name, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(bytes.data()),
                  static_cast<std::streamsize>(bytes.size()));
        return path_ / name;
    }
    std::filesystem::path write(const std::string& name, const std::string& bytes) const {
        return write(name, to_bytes(bytes));
    }

  private:
    std::filesystem::path path_;
};

}  // namespace villageboard::film_test
