#include "kiosk/widgets/flow.h"

#include <algorithm>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr float kLabelHanzi = 6.5F;
constexpr float kMinValueHanzi = 6;
constexpr float kIndentHanzi = 2;
constexpr float kIndentedMeasureHanzi = 12;  ///< a narrower column would lose too much

// Words part at spaces; Hanzi have none, so that a long label of theirs counts as one.
float widest_word(Ui& ui, std::string_view words, const Look& look) {
    float widest = 0;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        widest = std::max(widest, ui.width_of(words.substr(0, end), look));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return widest;
}

}  // namespace

Rect Flow::take(float height) {
    const Rect rect{x_, y_, width_, std::round(height)};
    y_ += rect.h;
    return rect;
}

void Flow::rule() { ui_.fill(take(theme().hairline()), ui_.colour(Ink::line)); }

void Flow::text(std::string_view words, const Look& look) {
    y_ += std::ceil(ui_.text(x_, y_, width_, words, look));
}

Flow::Set Flow::prose_set(const Look& look) const {
    const float width = std::min(width_, theme().measure(look.type));
    const bool ragged = look.role == Role::heading || look.align != fonts::Align::left;
    Look set = ragged ? look : look.aligned(fonts::Align::justified);
    if (width + theme().type(look.type) / 2 <= width_) set = set.hanging();
    return {set, width};
}

void Flow::prose(std::string_view words, const Look& look) {
    const Set set = prose_set(look);
    y_ += std::ceil(ui_.text(x_, y_, set.width, words, set.look));
}

Look Flow::paragraph_look() const {
    const float hanzi = theme().type(Type::body);
    const bool roomy = std::min(width_, theme().measure()) >= kIndentedMeasureHanzi * hanzi;
    return roomy ? Look{}.indented(std::round(kIndentHanzi * hanzi)) : Look{};
}

void Flow::paragraph(std::string_view words) { prose(words, paragraph_look()); }

void Flow::section(std::string_view words) {
    gap(4);
    text(words, Look{}.bold().as(Role::heading));
    gap(0.5);
    ui_.fill(take(theme().edge()), ui_.colour(Ink::quiet));
    gap(1);
}

void Flow::fact(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    const Look quiet = Look{}.in(ui_.colour(Ink::quiet));
    const float hanzi = theme().type(Type::body);
    const float label_width = std::round((kLabelHanzi - 0.5F) * hanzi);
    const bool beside = width_ >= (kLabelHanzi + kMinValueHanzi) * hanzi &&
                        widest_word(ui_, label, quiet) <= label_width;
    if (!beside) {
        text(label, quiet);
        text(value, Look{});
        gap(1);
        return;
    }
    const float column = std::round(kLabelHanzi * hanzi);
    const float label_height = ui_.text(x_, y_, label_width, label, quiet);
    const float width = std::min(width_ - column, theme().measure());
    const float value_height = ui_.text(x_ + column, y_, width, value, Look{});
    y_ += std::ceil(std::max(label_height, value_height));
    gap(0.5);
}

void Flow::below(const Flow& left, const Flow& right) { y_ = std::max(left.y_, right.y_); }

}  // namespace villageboard::kiosk
