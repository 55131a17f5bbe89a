#include "kiosk/draw/animation.h"
#include "kiosk/draw/area_scaler.h"
#include "kiosk/film/reel.h"

namespace villageboard::film {
namespace {

class PosterReel : public Reel {
  public:
    PosterReel(std::vector<std::byte> bytes, draw::AnimationInfo animation, draw::Size box)
        : bytes_(std::move(bytes)),
          animation_(std::move(animation)),
          decoder_(bytes_),
          box_(box),
          info_{animation_.length(), 0} {}

    const FilmInfo& info() const override { return info_; }

    std::optional<Frame> next(Time late) override {
        if (frame_ == animation_.durations.size() && !turn()) return std::nullopt;
        Frame frame{nullptr, time_, time_};
        const std::uint8_t* canvas = nullptr;
        while (frame_ < animation_.durations.size() &&
               frame.until - frame.from < kShortestPosterFrame) {
            canvas = decoder_.next();
            if (canvas == nullptr) throw FilmFault::damaged;
            frame.until += animation_.durations[frame_++];
        }
        time_ = frame.until;
        if (frame.until > late || ++skipped_ > kMostSkipped) frame.picture = picture(canvas);
        return frame;
    }

    std::vector<std::int16_t> next_sound() override { return {}; }

    void rewind() override {
        decoder_.rewind();
        frame_ = 0;
        turns_ = 0;
        time_ = Time{0};
    }

  private:
    static constexpr int kMostSkipped = 10;

    bool turn() {
        if (animation_.loops != 0 && ++turns_ >= animation_.loops) return false;
        decoder_.rewind();
        frame_ = 0;
        return true;
    }

    std::shared_ptr<const draw::Picture> picture(const std::uint8_t* canvas) {
        skipped_ = 0;
        const draw::Size size = draw::fit_into(animation_.canvas, box_);
        return draw::make_picture(size, draw::scaled(canvas, animation_.canvas, size));
    }

    std::vector<std::byte> bytes_;
    draw::AnimationInfo animation_;
    draw::AnimationDecoder decoder_;
    draw::Size box_;
    FilmInfo info_;
    std::size_t frame_ = 0;
    int turns_ = 0;
    int skipped_ = 0;
    Time time_{0};
};

}  // namespace

Opened make_poster_reel(std::vector<std::byte> bytes, draw::Size box) {
    if (!draw::is_animation(bytes)) return {nullptr, FilmFault::unsupported};
    auto animation = draw::animation_info(bytes);
    if (!animation) return {nullptr, FilmFault::damaged};
    return {std::make_unique<PosterReel>(std::move(bytes), std::move(*animation), box),
            FilmFault::none};
}

}  // namespace villageboard::film
