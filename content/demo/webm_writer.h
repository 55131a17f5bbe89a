/// Encoded frames to a WebM file: one track of VP8 and, where there is sound, one of Opus. The
/// county converts real films with ffmpeg; this makes the demo's and the tests'
/// (kiosk/film/FORMAT.md). Format: RFC 8794 (EBML), RFC 9559 (Matroska),
/// webmproject.org/docs/container. Pure functions.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace villageboard::demo {

struct EncodedFrame {
    std::uint32_t time_ms = 0;
    std::string bytes;
    bool key = true;  ///< can be decoded without the ones before
};

struct WebmContent {
    int width = 0;
    int height = 0;
    std::uint32_t length_ms = 0;
    std::vector<EncodedFrame> picture;  ///< in order of time, the first a key frame
    std::vector<EncodedFrame> sound;    ///< Opus packets in order of time; may be empty
    int channels = 1;
    std::uint16_t pre_skip = 0;  ///< samples at 48 kHz
};

std::string write_webm(const WebmContent& content);

}  // namespace villageboard::demo
