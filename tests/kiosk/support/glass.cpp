#include "tests/kiosk/support/glass.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

namespace villageboard::kiosk_test {
namespace {

using kiosk::Node;
using kiosk::Target;

constexpr double kTargetMm = 16;
constexpr double kMainMm = 20;
constexpr double kGapMm = 3;
constexpr double kSmallestTypeMm = 8;
constexpr double kLargeTypeMm = 13;
constexpr double kReadingMm = 600;
constexpr double kBodyContrast = 7.0;
constexpr double kLargeContrast = 4.5;
constexpr double kRounding = 0.98;
constexpr double kLeastGround = 0.3;
constexpr std::size_t kLeastInk = 3;

// WCAG 2.2, relative luminance: the linear value of each channel's byte.
const std::array<double, 256>& linear() {
    static const std::array<double, 256> values = [] {
        std::array<double, 256> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const double part = static_cast<double>(i) / 255;
            made[i] = part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        }
        return made;
    }();
    return values;
}

double luminance(std::uint32_t pixel) {
    return 0.2126 * linear()[pixel >> 16 & 0xFF] + 0.7152 * linear()[pixel >> 8 & 0xFF] +
           0.0722 * linear()[pixel & 0xFF];
}

double ratio(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

std::uint32_t pixel_of(kiosk::Colour colour) {
    return static_cast<std::uint32_t>(colour.red) << 16 |
           static_cast<std::uint32_t>(colour.green) << 8 | colour.blue;
}

bool near(std::uint32_t a, std::uint32_t b) {
    constexpr int kStep = 2;
    for (const int shift : {0, 8, 16})
        if (std::abs(static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF)) >
            kStep)
            return false;
    return true;
}

double gap_mm(const Node& a, const Node& b, double px_per_mm) {
    const double dx =
        std::max({0.F, a.visible.x - b.visible.right(), b.visible.x - a.visible.right()});
    const double dy =
        std::max({0.F, a.visible.y - b.visible.bottom(), b.visible.y - a.visible.bottom()});
    return std::hypot(dx, dy) / px_per_mm;
}

// Some of a page's edge is left out, and what floats above hides what lies under it.
bool is_whole(const Node& node, const kiosk::Tree& tree) {
    if (node.visible.h < node.rect.h - 1 || node.visible.w < node.rect.w - 1) return false;
    for (const Node& other : tree.nodes)
        if (other.layer > node.layer && !other.visible.meet(node.visible).empty()) return false;
    return node.label.find_first_not_of(' ') != std::string::npos;
}

void check_pixels(Person& person, const Node& node, double wanted) {
    const SeenWords seen = seen_words(person.presenter().canvas(), node, wanted);
    CHECK(seen.ground_part >= kLeastGround);
    CHECK(seen.contrast >= wanted * kRounding);
    CHECK(seen.legible >= kLeastInk);
}

void check_words(Person& person, const Node& node, const kiosk::Panel& panel) {
    CAPTURE(node.label);
    CHECK_FALSE(node.cut);
    CHECK(node.rect.x >= 0);
    CHECK(node.rect.right() <= static_cast<float>(panel.width_px) + 1);
    if (node.type_px <= 0) return;
    const double distance = panel.distance_mm / kReadingMm;
    CHECK(node.type_px / panel.px_per_mm() >= distance * kSmallestTypeMm * kRounding);
    const double wanted = wanted_contrast(node, panel);
    CHECK(kiosk::contrast(node.ink, node.ground) >= wanted);
    if (is_whole(node, person.tree())) check_pixels(person, node, wanted);
}

void check_targets(const std::vector<const Node*>& targets, const kiosk::Panel& panel) {
    const double scale = panel.px_per_mm();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Node& node = *targets[i];
        CAPTURE(node.label);
        const double least = node.target == Target::main ? kMainMm : kTargetMm;
        CHECK(node.rect.w / scale >= least);
        CHECK(node.rect.h / scale >= least);
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            CAPTURE(targets[j]->label);
            CHECK(gap_mm(node, *targets[j], scale) >= kGapMm);
        }
    }
}

}  // namespace

SeenWords seen_words(const draw::Canvas& canvas, const Node& node, double wanted) {
    const draw::Rect box = draw::intersect(
        {static_cast<int>(node.visible.x), static_cast<int>(node.visible.y),
         static_cast<int>(node.visible.right()), static_cast<int>(node.visible.bottom())},
        {0, 0, canvas.width, canvas.height});
    const std::uint32_t ground = pixel_of(node.ground);
    const double light = luminance(ground);
    SeenWords seen;
    std::size_t looked = 0;
    std::size_t plain = 0;
    // Every second row is enough: no stroke that can be read at arm's length is one pixel high.
    for (int y = box.y0; y < box.y1; y += 2) {
        const std::uint32_t* row = canvas.row(y);
        for (int x = box.x0; x < box.x1; ++x) {
            const std::uint32_t pixel = row[x] & 0xFFFFFF;
            ++looked;
            if (near(pixel, ground)) {
                ++plain;
                continue;
            }
            const double here = ratio(luminance(pixel), light);
            seen.contrast = std::max(seen.contrast, here);
            if (here >= wanted * kRounding) ++seen.legible;
        }
    }
    if (looked > 0) seen.ground_part = static_cast<double>(plain) / static_cast<double>(looked);
    return seen;
}

double wanted_contrast(const Node& node, const kiosk::Panel& panel) {
    // Words of a warning are all large: its orange has to stay an orange.
    const kiosk::Colour orange = kiosk::rgb(0xB24507);
    const bool warning = node.ground == orange || node.ink == orange;
    const double size = node.type_px / panel.px_per_mm() * kReadingMm / panel.distance_mm;
    return warning || size >= kLargeTypeMm * kRounding ? kLargeContrast : kBodyContrast;
}

void check_glass(Person& person, const kiosk::Panel& panel) {
    std::vector<const Node*> targets;
    for (const Node& node : person.tree().nodes) {
        if (node.visible.empty()) continue;
        if (node.target != Target::none) {
            if (node.visible.h >= node.rect.h * 0.5F) targets.push_back(&node);
        } else {
            check_words(person, node, panel);
        }
    }
    check_targets(targets, panel);
}

void check_screen(Person& person, const kiosk::Panel& panel, int most_turns) {
    CAPTURE(person.screen());
    for (int turn = 0; turn < most_turns; ++turn) {
        check_glass(person, panel);
        if (!person.tap(person.shell().strings().say("scroll.down"))) break;
    }
}

}  // namespace villageboard::kiosk_test
