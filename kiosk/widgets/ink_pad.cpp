#include "kiosk/widgets/ink_pad.h"

#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kPenMm = 2.4;
constexpr std::size_t kMostStrokes = 40;
constexpr std::size_t kMostPoints = 400;

void add_point(const Ui& ui, const Rect& rect, std::vector<InkStroke>& ink) {
    const FrameInput& input = ui.input();
    const InkPoint point{input.x - rect.x, input.y - rect.y};
    if (input.edge == Edge::pressed && ink.size() < kMostStrokes) ink.emplace_back();
    if (ink.empty()) return;
    InkStroke& stroke = ink.back();
    const bool moved =
        stroke.empty() || std::hypot(stroke.back().x - point.x, stroke.back().y - point.y) >= 2;
    if (moved && stroke.size() < kMostPoints) stroke.push_back(point);
}

// A pen of round dots: one small mask, whatever is written.
void draw_stroke(Ui& ui, const Rect& rect, const InkStroke& stroke) {
    const float pen = ui.theme().mm(kPenMm);
    const auto dot = [&](float x, float y) {
        ui.sheet({std::round(rect.x + x - pen / 2), std::round(rect.y + y - pen / 2), pen, pen},
                 ui.colour(Ink::ink), std::floor(pen / 2));
    };
    for (std::size_t i = 0; i < stroke.size(); ++i) {
        const InkPoint from = stroke[i == 0 ? 0 : i - 1];
        const InkPoint to = stroke[i];
        const float length = std::hypot(to.x - from.x, to.y - from.y);
        const int steps = std::max(1, static_cast<int>(std::ceil(length / (pen / 4))));
        for (int step = 1; step <= steps; ++step) {
            const float part = static_cast<float>(step) / static_cast<float>(steps);
            dot(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
        }
    }
}

}  // namespace

void ink_pad(Ui& ui, const Rect& rect, std::vector<InkStroke>& ink) {
    const Press press =
        ui.press(rect, {"keyboard/pad", Role::key, ui.say("keyboard.pad"), Target::main});
    ui.sheet(rect, ui.colour(Ink::raised), ui.theme().corner());
    ui.frame(rect, ui.colour(Ink::quiet), ui.theme().corner(), ui.theme().edge());
    if (press.held) add_point(ui, rect, ink);
    ui.push_clip(rect);
    for (const InkStroke& stroke : ink) draw_stroke(ui, rect, stroke);
    ui.pop_clip();
}

}  // namespace villageboard::kiosk
