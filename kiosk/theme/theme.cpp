#include "kiosk/theme/theme.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr double kReferenceDistance = 600;
constexpr double kUnitMm = 3;
constexpr double kHanziPerLine = 22;
constexpr double kBodyContrast = 7.0;

// Hanzi height in mm at the reference distance, by type and text size.
constexpr double kScale[7][3] = {{8, 11, 14},  {10, 15, 20}, {13, 18, 24}, {18, 24, 30},
                                 {24, 30, 36}, {30, 36, 42}, {40, 44, 48}};

Colour day(Ink ink) {
    switch (ink) {
        case Ink::paper:
            return rgb(0xFBF7EF);
        case Ink::raised:
            return rgb(0xFFFFFF);
        case Ink::ink:
            return rgb(0x1C211E);
        case Ink::quiet:
            return rgb(0x4C524C);
        case Ink::line:
            return rgb(0xD9D2C3);
        case Ink::money_in:
            return rgb(0x17573F);
        case Ink::money_out:
            return rgb(0x8C2F39);
        case Ink::accent:
            return rgb(0x17573F);
        case Ink::alert_red:
            return rgb(0xA11D16);
        case Ink::alert_orange:
            return rgb(0xB24507);
        case Ink::alert_yellow:
            return rgb(0xF2C200);
        case Ink::alert_blue:
            return rgb(0x1A5090);
        case Ink::drill:
            return rgb(0x3F453F);
        case Ink::shade:
            return {0x1C, 0x21, 0x1E, 0x99};
    }
    return rgb(0x000000);
}

Colour night(Ink ink) {
    switch (ink) {
        case Ink::paper:
            return rgb(0x171A18);
        case Ink::raised:
            return rgb(0x20241F);
        case Ink::ink:
            return rgb(0xF2EEE3);
        case Ink::quiet:
            return rgb(0xB9BEB4);
        case Ink::line:
            return rgb(0x3A403A);
        case Ink::money_in:
        case Ink::money_out:
        case Ink::accent:
            return lightened(day(ink), rgb(0x20241F), kBodyContrast);
        case Ink::drill:
            return rgb(0xB9BEB4);
        case Ink::shade:
            return {0, 0, 0, 0xB0};
        default:
            return day(ink);
    }
}

Colour strong(Ink ink) {
    switch (ink) {
        case Ink::paper:
        case Ink::raised:
            return rgb(0xFFFFFF);
        case Ink::alert_red:
        case Ink::alert_orange:
        case Ink::alert_yellow:
        case Ink::alert_blue:
            return day(ink);
        case Ink::shade:
            return {0, 0, 0, 0xB0};
        default:
            return rgb(0x000000);
    }
}

constexpr std::uint32_t kSubjects[] = {0x17573F, 0x7C4206, 0x8C2F39, 0x2A4A7F, 0x5B4A86, 0x2D5660};

double number(std::string_view text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() ? value : 0;
}

}  // namespace

Panel usual_panel(int width_px, int height_px) {
    Panel panel{width_px, height_px, 0, 0, 600, Motion::on, 0, 0};
    const bool tablet = std::max(width_px, height_px) <= 1366;
    const double diagonal_mm = (tablet ? 10.1 : 21.5) * 25.4;
    const double diagonal_px = std::hypot(width_px, height_px);
    panel.width_mm = diagonal_mm * width_px / diagonal_px;
    panel.height_mm = diagonal_mm * height_px / diagonal_px;
    if (tablet) panel.distance_mm = 400;
    return panel;
}

std::optional<std::pair<double, double>> parse_size(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const double width = number(text.substr(0, cross));
    const double height = number(text.substr(cross + 1));
    if (!(width > 0 && height > 0 && width <= 20000 && height <= 20000)) return std::nullopt;
    return std::pair{width, height};
}

Theme::Theme(const Panel& panel, Palette palette, TextSize size)
    : panel_(panel), palette_(palette), size_(size) {}

Colour Theme::colour(Ink ink) const {
    switch (palette_) {
        case Palette::day:
            return day(ink);
        case Palette::night:
            return night(ink);
        case Palette::contrast:
            return strong(ink);
    }
    return day(ink);
}

Colour Theme::colour(Subject subject) const {
    const Colour base = rgb(kSubjects[static_cast<int>(subject)]);
    switch (palette_) {
        case Palette::day:
            return base;
        case Palette::night:
            return lightened(base, night(Ink::raised), kBodyContrast);
        case Palette::contrast:
            return rgb(0x000000);
    }
    return base;
}

Colour Theme::on(Colour ground) const {
    const Colour dark = palette_ == Palette::contrast ? rgb(0x000000) : day(Ink::ink);
    const Colour light = rgb(0xFFFFFF);
    return contrast(dark, ground) > contrast(light, ground) ? dark : light;
}

float Theme::mm(double millimetres) const {
    return static_cast<float>(std::max(1L, std::lround(millimetres * panel_.px_per_mm())));
}

// Keys grow with the words on them, and are never smaller than a finger needs.
float Theme::at_least(double millimetres) const {
    const double further = std::max(1.0, panel_.distance_mm / kReferenceDistance);
    return static_cast<float>(std::ceil(millimetres * further * panel_.px_per_mm()));
}

float Theme::type(Type type) const {
    const double millimetres = kScale[static_cast<int>(type)][static_cast<int>(size_)];
    return mm(millimetres * panel_.distance_mm / kReferenceDistance);
}

float Theme::line(Type of) const {
    const bool display = of >= Type::title;
    return std::round(type(of) * (display ? 1.25F : 1.5F));
}

float Theme::measure(Type of) const { return type(of) * static_cast<float>(kHanziPerLine); }

float Theme::u(double units) const {
    return mm(units * kUnitMm * panel_.distance_mm / kReferenceDistance);
}

float Theme::hairline() const { return mm(0.4); }
float Theme::edge() const { return mm(0.6); }
float Theme::corner() const { return u(1); }
float Theme::margin() const { return u(4); }
float Theme::target() const { return at_least(16); }
float Theme::main_target() const { return at_least(20); }
float Theme::target_gap() const { return at_least(3); }
float Theme::drag_slop() const { return mm(5); }

}  // namespace villageboard::kiosk
