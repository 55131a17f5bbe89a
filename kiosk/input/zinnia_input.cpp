#include "kiosk/input/zinnia_input.h"

#include <spdlog/spdlog.h>
#include <zinnia.h>

#include <algorithm>
#include <limits>

#include "content/model/error.h"

namespace villageboard::kiosk {
namespace {

constexpr int kSide = 1000;
constexpr float kMargin = 100;

/// Moves and scales the writing into a square with a margin, so that a Hanzi written small in a
/// corner reads as one that fills the pad. A single stroke that is flat stays flat.
class Square {
  public:
    explicit Square(const std::vector<InkStroke>& strokes) {
        float right = std::numeric_limits<float>::lowest();
        float bottom = right;
        x_ = y_ = std::numeric_limits<float>::max();
        for (const InkStroke& stroke : strokes)
            for (const InkPoint& point : stroke) {
                x_ = std::min(x_, point.x);
                y_ = std::min(y_, point.y);
                right = std::max(right, point.x);
                bottom = std::max(bottom, point.y);
            }
        const float longest = std::max({right - x_, bottom - y_, 1.F});
        x_ -= (longest - (right - x_)) / 2;
        y_ -= (longest - (bottom - y_)) / 2;
        scale_ = (kSide - 2 * kMargin) / longest;
    }
    int x(float value) const { return static_cast<int>((value - x_) * scale_ + kMargin); }
    int y(float value) const { return static_cast<int>((value - y_) * scale_ + kMargin); }

  private:
    float x_ = 0;
    float y_ = 0;
    float scale_ = 1;
};

}  // namespace

struct ZinniaInput::Model {
    std::unique_ptr<zinnia::Recognizer> recognizer{zinnia::Recognizer::create()};
};

ZinniaInput::ZinniaInput(const std::filesystem::path& model) : file_(model) {
    if (!std::filesystem::exists(model))
        throw Error(ErrorKind::invalid, "The model for writing by finger is missing.",
                    model.string());
}

ZinniaInput::~ZinniaInput() = default;

bool ZinniaInput::opened() {
    if (!model_) {
        model_ = std::make_unique<Model>();
        if (!model_->recognizer->open(file_.c_str())) {
            spdlog::error("{} is no model for writing by finger.", file_.string());
            model_->recognizer.reset();
        }
    }
    return model_->recognizer != nullptr;
}

std::vector<std::string> ZinniaInput::read(const std::vector<InkStroke>& strokes,
                                           std::size_t most) {
    if (strokes.empty() || !opened()) return {};
    if (strokes == asked_) return answer_;
    const std::unique_ptr<zinnia::Character> character(zinnia::Character::create());
    character->set_width(kSide);
    character->set_height(kSide);
    const Square square(strokes);
    for (std::size_t i = 0; i < strokes.size(); ++i)
        for (const InkPoint& point : strokes[i])
            character->add(i, square.x(point.x), square.y(point.y));
    const std::unique_ptr<zinnia::Result> result(model_->recognizer->classify(*character, most));
    answer_.clear();
    asked_ = strokes;
    for (std::size_t i = 0; result && i < result->size(); ++i)
        answer_.emplace_back(result->value(i));
    return answer_;
}

std::filesystem::path handwriting_model() {
    return "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
}

}  // namespace villageboard::kiosk
