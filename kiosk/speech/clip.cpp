#include "kiosk/speech/clip.h"

#include <opusfile.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "content/cache/digest.h"

namespace villageboard::speech {
namespace {

struct OpusDelete {
    void operator()(OggOpusFile* file) const { op_free(file); }
};

constexpr std::size_t kStereoPiece = 11'520;  ///< 120 ms of two channels, the longest packet

}  // namespace

Clip decode_clip(std::span<const std::byte> bytes) {
    int error = 0;
    const std::unique_ptr<OggOpusFile, OpusDelete> file(
        op_open_memory(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), &error));
    if (!file) return {{}, error == OP_ENOTFORMAT ? ClipFault::unsupported : ClipFault::damaged};
    Clip clip;
    std::vector<std::int16_t> piece(kStereoPiece);
    while (true) {
        const int count = op_read_stereo(file.get(), piece.data(), static_cast<int>(piece.size()));
        if (count < 0) return {{}, ClipFault::damaged};
        if (count == 0) break;
        if (clip.sound.size() + static_cast<std::size_t>(count) > kMaxClipSamples)
            return {{}, ClipFault::unsupported};
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
            clip.sound.push_back(
                static_cast<std::int16_t>((int{piece[2 * i]} + int{piece[2 * i + 1]}) / 2));
    }
    if (clip.sound.empty()) clip.fault = ClipFault::damaged;
    return clip;
}

Clip read_clip(const draw::StoredFile& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file.path, error);
    if (error) return {{}, ClipFault::unreadable};
    if (size > kMaxClipBytes) return {{}, ClipFault::unsupported};
    std::ifstream in(file.path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in) return {{}, ClipFault::unreadable};
    if (!file.sha256.empty() && cache::sha256_hex(bytes) != file.sha256)
        return {{}, ClipFault::damaged};
    return decode_clip(std::as_bytes(std::span(bytes)));
}

}  // namespace villageboard::speech
