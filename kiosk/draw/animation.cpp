#include "kiosk/draw/animation.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <numeric>

namespace villageboard::draw {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTooShort{20};
constexpr milliseconds kInstead{100};

WebPData data_of(std::span<const std::byte> file) {
    return {reinterpret_cast<const std::uint8_t*>(file.data()), file.size()};
}

struct DemuxerDelete {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DemuxerDelete>;

// Of one frame after the other; nothing once they are more or longer than the bounds.
std::optional<std::vector<milliseconds>> durations_of(const WebPDemuxer& demuxer) {
    std::vector<milliseconds> durations;
    milliseconds length{0};
    WebPIterator frame;
    for (int found = WebPDemuxGetFrame(&demuxer, 1, &frame); found != 0;
         found = WebPDemuxNextFrame(&frame)) {
        const milliseconds declared{frame.duration};
        durations.push_back(declared < kTooShort ? kInstead : declared);
        length += durations.back();
        if (durations.size() > kMaxAnimationFrames || length > kMaxAnimationLength) break;
    }
    WebPDemuxReleaseIterator(&frame);
    if (durations.empty() || durations.size() > kMaxAnimationFrames ||
        length > kMaxAnimationLength) {
        return std::nullopt;
    }
    return durations;
}

}  // namespace

milliseconds AnimationInfo::length() const {
    return std::accumulate(durations.begin(), durations.end(), milliseconds{0});
}

bool is_animation(std::span<const std::byte> file) {
    WebPBitstreamFeatures features;
    const WebPData data = data_of(file);
    return WebPGetFeatures(data.bytes, data.size, &features) == VP8_STATUS_OK &&
           features.has_animation != 0;
}

std::optional<AnimationInfo> animation_info(std::span<const std::byte> file) {
    if (file.size() > kMaxAnimationFileBytes) return std::nullopt;
    const WebPData data = data_of(file);
    const Demuxer demuxer(WebPDemux(&data));  // null for a file that is not whole
    if (!demuxer) return std::nullopt;
    AnimationInfo info;
    info.canvas = {static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH)),
                   static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT))};
    info.loops = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_LOOP_COUNT));
    if (info.canvas.width <= 0 || info.canvas.height <= 0 ||
        std::int64_t{info.canvas.width} * info.canvas.height > kMaxAnimationPixels) {
        return std::nullopt;
    }
    auto durations = durations_of(*demuxer);
    if (!durations) return std::nullopt;
    info.durations = std::move(*durations);
    return info;
}

struct AnimationDecoder::Inner {
    WebPAnimDecoder* decoder = nullptr;

    explicit Inner(const WebPData& data) {
        WebPAnimDecoderOptions options;
        if (WebPAnimDecoderOptionsInit(&options) == 0) return;
        options.color_mode = MODE_RGBA;
        decoder = WebPAnimDecoderNew(&data, &options);
    }
    ~Inner() { WebPAnimDecoderDelete(decoder); }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;
};

AnimationDecoder::AnimationDecoder(std::span<const std::byte> file)
    : inner_(std::make_unique<Inner>(data_of(file))) {}

AnimationDecoder::~AnimationDecoder() = default;

const std::uint8_t* AnimationDecoder::next() {
    std::uint8_t* canvas = nullptr;
    int until = 0;
    if (inner_->decoder == nullptr ||
        WebPAnimDecoderGetNext(inner_->decoder, &canvas, &until) == 0) {
        return nullptr;
    }
    return canvas;
}

void AnimationDecoder::rewind() {
    if (inner_->decoder != nullptr) WebPAnimDecoderReset(inner_->decoder);
}

}  // namespace villageboard::draw
