#include <opus.h>
#include <vpx/vp8dx.h>
#include <vpx/vpx_decoder.h>

#include "kiosk/draw/area_scaler.h"
#include "kiosk/film/reel.h"
#include "kiosk/film/yuv.h"

namespace villageboard::film {
namespace {

constexpr int kLongestOpusFrame = 5760;  // samples: 120 ms, RFC 6716 section 2.1.4

class Vp8 {
  public:
    Vp8() {
        vpx_codec_dec_cfg_t config{};
        config.threads = 1;
        made_ = vpx_codec_dec_init(&codec_, vpx_codec_vp8_dx(), &config, 0) == VPX_CODEC_OK;
    }
    ~Vp8() {
        if (made_) vpx_codec_destroy(&codec_);
    }
    Vp8(const Vp8&) = delete;
    Vp8& operator=(const Vp8&) = delete;

    /// The picture that the frame makes, valid until the next call; null where it only helps the
    /// ones after it (RFC 6386, section 9.1, show_frame). Throws FilmFault::damaged.
    const vpx_image_t* decode(std::span<const std::byte> frame) {
        const auto* data = reinterpret_cast<const std::uint8_t*>(frame.data());
        if (!made_ || vpx_codec_decode(&codec_, data, static_cast<unsigned>(frame.size()), nullptr,
                                       0) != VPX_CODEC_OK) {
            throw FilmFault::damaged;
        }
        vpx_codec_iter_t iterator = nullptr;
        return vpx_codec_get_frame(&codec_, &iterator);
    }

  private:
    vpx_codec_ctx_t codec_{};
    bool made_ = false;
};

/// The size that a key frame declares (RFC 6386, section 9.1): libvpx makes room for as much.
bool has_size(std::span<const std::byte> frame, draw::Size size) {
    const auto at = [&](std::size_t i) { return std::to_integer<int>(frame[i]); };
    if (frame.empty()) return false;
    if ((at(0) & 1) != 0) return true;  // no key frame: keeps the size
    if (frame.size() < 10) return false;
    return ((at(6) | at(7) << 8) & 0x3FFF) == size.width &&
           ((at(8) | at(9) << 8) & 0x3FFF) == size.height;
}

struct OpusDelete {
    void operator()(OpusDecoder* decoder) const { opus_decoder_destroy(decoder); }
};

class FilmReel : public Reel {
  public:
    FilmReel(std::unique_ptr<Bytes> bytes, WebmIndex index, draw::Size box)
        : bytes_(std::move(bytes)),
          index_(std::move(index)),
          size_(draw::fit_into(index_.size, box)),
          info_{index_.length, index_.channels} {
        if (info_.channels == 0) return;
        int error = 0;
        opus_.reset(opus_decoder_create(kSoundRate, info_.channels, &error));
        if (!opus_) throw std::bad_alloc();
    }

    const FilmInfo& info() const override { return info_; }

    std::optional<Frame> next(Time late) override {
        if (picture_ == index_.picture.size()) return std::nullopt;
        Frame frame{nullptr, index_.picture[picture_].time, {}};
        const vpx_image_t* image = nullptr;
        do {
            image = decode(index_.picture[picture_++]);
            frame.until = end_of(picture_);
        } while ((image == nullptr || frame.until - frame.from < kShortestFrame) &&
                 picture_ < index_.picture.size());
        if (image == nullptr) return frame;
        if (frame.until <= late && ++skipped_ <= kMostSkipped) return frame;
        skipped_ = 0;
        frame.picture = draw::make_picture(size_, to_pixels(*image, size_));
        return frame;
    }

    std::vector<std::int16_t> next_sound() override {
        while (sound_ < index_.sound.size()) {
            std::vector<std::int16_t> samples = decode_sound(index_.sound[sound_++]);
            const auto skipped = std::min<std::size_t>(to_skip_, samples.size());
            samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(skipped));
            to_skip_ -= skipped;
            if (!samples.empty()) return samples;
        }
        return {};
    }

    void rewind() override {
        picture_ = sound_ = 0;
        skipped_ = 0;
        to_skip_ =
            static_cast<std::size_t>(index_.pre_skip) * static_cast<std::size_t>(info_.channels);
        if (opus_) opus_decoder_ctl(opus_.get(), OPUS_RESET_STATE);
    }

  private:
    static constexpr int kMostSkipped = 10;

    Time end_of(std::size_t next) const {
        return next < index_.picture.size() ? index_.picture[next].time : index_.length;
    }

    std::span<const std::byte> read(const Packet& packet) {
        packet_.resize(packet.size);
        if (!bytes_->read(packet.at, packet_)) throw FilmFault::damaged;
        return packet_;
    }

    const vpx_image_t* decode(const Packet& packet) {
        const auto frame = read(packet);
        if (!has_size(frame, index_.size)) throw FilmFault::damaged;
        const vpx_image_t* image = vp8_.decode(frame);
        const bool fits = image == nullptr || (static_cast<int>(image->d_w) == index_.size.width &&
                                               static_cast<int>(image->d_h) == index_.size.height &&
                                               image->fmt == VPX_IMG_FMT_I420);
        if (!fits) throw FilmFault::damaged;
        return image;
    }

    std::vector<std::int16_t> decode_sound(const Packet& packet) {
        const auto frame = read(packet);
        const auto channels = static_cast<std::size_t>(info_.channels);
        std::vector<std::int16_t> samples(kLongestOpusFrame * channels);
        const int count = opus_decode(
            opus_.get(), reinterpret_cast<const unsigned char*>(frame.data()),
            static_cast<opus_int32>(frame.size()), samples.data(), kLongestOpusFrame, 0);
        if (count < 0) throw FilmFault::damaged;
        samples.resize(static_cast<std::size_t>(count) * channels);
        return samples;
    }

    std::unique_ptr<Bytes> bytes_;
    WebmIndex index_;
    draw::Size size_;
    FilmInfo info_;
    Vp8 vp8_;
    std::unique_ptr<OpusDecoder, OpusDelete> opus_;
    std::vector<std::byte> packet_;
    std::size_t picture_ = 0;
    std::size_t sound_ = 0;
    std::size_t to_skip_ = 0;
    int skipped_ = 0;
};

}  // namespace

Opened make_film_reel(std::unique_ptr<Bytes> bytes, draw::Size box, const std::stop_token& stop) {
    WebmAnswer read = read_webm(*bytes, stop);
    if (read.fault != FilmFault::none) return {nullptr, read.fault};
    auto reel = std::make_unique<FilmReel>(std::move(bytes), std::move(read.index), box);
    reel->rewind();
    return {std::move(reel), FilmFault::none};
}

}  // namespace villageboard::film
