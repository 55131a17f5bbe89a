#include "content/demo/film_encoder.h"

#include <libyuv/convert.h>
#include <libyuv/convert_from_argb.h>
#include <opus.h>
#include <vpx/vp8cx.h>
#include <vpx/vpx_encoder.h>

#include <algorithm>
#include <array>
#include <vector>

#include "content/demo/webm_writer.h"
#include "content/model/error.h"

namespace villageboard::demo {
namespace {

constexpr int kRate = 48'000;
constexpr int kOpusSamples = 960;  // 20 ms
constexpr std::uint32_t kOpusMs = 20;
constexpr std::size_t kMostOpusBytes = 4000;
constexpr int kOpusBits = 24'000;

[[noreturn]] void refuse(const char* why) { throw Error(ErrorKind::invalid, why); }

}  // namespace

struct FilmEncoder::Inner {
    FilmSpec spec;
    vpx_codec_ctx_t codec{};
    bool made = false;
    vpx_image_t* image = nullptr;
    std::uint32_t frames = 0;
    WebmContent content;

    explicit Inner(const FilmSpec& wanted) : spec(wanted) {
        vpx_codec_enc_cfg_t config{};
        vpx_codec_enc_config_default(vpx_codec_vp8_cx(), &config, 0);
        config.g_w = static_cast<unsigned>(spec.width);
        config.g_h = static_cast<unsigned>(spec.height);
        config.g_timebase = {1, spec.frames_per_second};
        config.g_threads = 1;
        config.g_lag_in_frames = 0;
        config.rc_target_bitrate = static_cast<unsigned>(spec.kilobits_per_second);
        config.kf_max_dist = static_cast<unsigned>(spec.frames_per_second * 5);
        made = vpx_codec_enc_init(&codec, vpx_codec_vp8_cx(), &config, 0) == VPX_CODEC_OK;
        image = vpx_img_alloc(nullptr, VPX_IMG_FMT_I420, config.g_w, config.g_h, 1);
        content.width = spec.width;
        content.height = spec.height;
        if (!made || image == nullptr) refuse("A film can't have this size.");
        vpx_codec_control(&codec, VP8E_SET_CPUUSED, 2);
    }
    ~Inner() {
        if (made) vpx_codec_destroy(&codec);
        vpx_img_free(image);
    }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    std::uint32_t ms_of(std::uint32_t frame) const {
        return frame * 1000 / static_cast<std::uint32_t>(spec.frames_per_second);
    }

    void encode(const vpx_image_t* picture) {
        if (vpx_codec_encode(&codec, picture, frames, 1, 0, VPX_DL_GOOD_QUALITY) != VPX_CODEC_OK)
            refuse("libvpx can't encode this picture.");
        vpx_codec_iter_t iterator = nullptr;
        while (const vpx_codec_cx_pkt_t* packet = vpx_codec_get_cx_data(&codec, &iterator)) {
            if (packet->kind != VPX_CODEC_CX_FRAME_PKT) continue;
            const auto& frame = packet->data.frame;
            content.picture.push_back({ms_of(static_cast<std::uint32_t>(frame.pts)),
                                       {static_cast<const char*>(frame.buf), frame.sz},
                                       (frame.flags & VPX_FRAME_IS_KEY) != 0});
        }
    }
};

FilmEncoder::FilmEncoder(const FilmSpec& spec) : inner_(std::make_unique<Inner>(spec)) {}

FilmEncoder::~FilmEncoder() = default;

void FilmEncoder::add(std::span<const std::uint32_t> pixels) {
    const FilmSpec& spec = inner_->spec;
    vpx_image_t& image = *inner_->image;
    libyuv::ARGBToI420(reinterpret_cast<const std::uint8_t*>(pixels.data()), spec.width * 4,
                       image.planes[VPX_PLANE_Y], image.stride[VPX_PLANE_Y],
                       image.planes[VPX_PLANE_U], image.stride[VPX_PLANE_U],
                       image.planes[VPX_PLANE_V], image.stride[VPX_PLANE_V], spec.width,
                       spec.height);
    inner_->encode(&image);
    ++inner_->frames;
}

void FilmEncoder::set_sound(std::span<const std::int16_t> samples) {
    int error = 0;
    const std::unique_ptr<OpusEncoder, void (*)(OpusEncoder*)> opus(
        opus_encoder_create(kRate, 1, OPUS_APPLICATION_AUDIO, &error), opus_encoder_destroy);
    if (!opus) refuse("libopus can't be started.");
    opus_encoder_ctl(opus.get(), OPUS_SET_BITRATE(kOpusBits));
    opus_int32 ahead = 0;
    opus_encoder_ctl(opus.get(), OPUS_GET_LOOKAHEAD(&ahead));
    inner_->content.pre_skip = static_cast<std::uint16_t>(ahead);
    std::vector<std::int16_t> piece(kOpusSamples);
    std::array<unsigned char, kMostOpusBytes> out{};
    for (std::uint32_t n = 0; n * std::size_t{kOpusSamples} < samples.size(); ++n) {
        const auto rest = samples.subspan(n * std::size_t{kOpusSamples});
        const auto count = std::min<std::size_t>(kOpusSamples, rest.size());
        std::fill(piece.begin(), piece.end(), std::int16_t{0});
        std::copy_n(rest.begin(), count, piece.begin());
        const opus_int32 bytes = opus_encode(opus.get(), piece.data(), kOpusSamples, out.data(),
                                             static_cast<opus_int32>(out.size()));
        if (bytes <= 0) refuse("libopus can't encode this sound.");
        inner_->content.sound.push_back(
            {n * kOpusMs,
             {reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(bytes)},
             true});
    }
}

std::string FilmEncoder::finish() {
    inner_->encode(nullptr);
    inner_->content.length_ms = inner_->ms_of(inner_->frames);
    return write_webm(inner_->content);
}

}  // namespace villageboard::demo
