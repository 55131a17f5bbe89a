#include "kiosk/draw/area_scaler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace villageboard::draw {
namespace {

constexpr double kMostLight = 65535;

/// IEC 61966-2-1, from a value in 0 to 1.
double linear_of(double srgb) {
    return srgb <= 0.04045 ? srgb / 12.92 : std::pow((srgb + 0.055) / 1.055, 2.4);
}

struct Tables {
    std::array<std::uint16_t, 256> linear{};
    std::array<std::uint8_t, 65536> srgb{};

    Tables() {
        for (std::size_t v = 0; v < linear.size(); ++v)
            linear[v] = static_cast<std::uint16_t>(
                std::lround(linear_of(static_cast<double>(v) / 255) * kMostLight));
        std::size_t light = 0;
        for (std::size_t v = 0; v < linear.size(); ++v) {
            // up to here this value is the nearest, measured in sRGB
            const double last = linear_of((static_cast<double>(v) + 0.5) / 255) * kMostLight;
            while (light < srgb.size() && (v == 255 || static_cast<double>(light) < last))
                srgb[light++] = static_cast<std::uint8_t>(v);
        }
    }
};

const Tables& tables() {
    static const Tables all;
    return all;
}

/// Red, green, blue times alpha, and alpha: of one pixel at most 65535 * 255 each.
struct Light {
    std::uint64_t r = 0;
    std::uint64_t g = 0;
    std::uint64_t b = 0;
    std::uint64_t a = 0;
};

/// Of `count` pixels in a row together.
Light light_of(const std::uint8_t* rgba, std::uint32_t count,
               const std::array<std::uint16_t, 256>& linear) {
    Light sum;
    for (const std::uint8_t* end = rgba + std::ptrdiff_t{4} * count; rgba != end; rgba += 4) {
        const std::uint32_t alpha = rgba[3];
        sum.r += linear[rgba[0]] * alpha;
        sum.g += linear[rgba[1]] * alpha;
        sum.b += linear[rgba[2]] * alpha;
        sum.a += alpha;
    }
    return sum;
}

void add(const Light& light, std::uint64_t weight, std::uint64_t* out) {
    out[0] += light.r * weight;
    out[1] += light.g * weight;
    out[2] += light.b * weight;
    out[3] += light.a * weight;
}

}  // namespace

std::uint16_t to_linear(std::uint8_t srgb) { return tables().linear[srgb]; }
std::uint8_t to_srgb(std::uint16_t linear) { return tables().srgb[linear]; }

Size fit_into(Size size, Size box) {
    if (box.width <= 0 || box.height <= 0) return size;
    const double scale = std::min({1.0, static_cast<double>(box.width) / size.width,
                                   static_cast<double>(box.height) / size.height});
    const auto scaled = [&](int side) {
        return std::clamp(static_cast<int>(std::lround(side * scale)), 1, side);
    };
    return {scaled(size.width), scaled(size.height)};
}

std::vector<std::uint32_t> scaled(const std::uint8_t* rgba, Size from, Size to) {
    AreaScaler scaler(from, to);
    for (int y = 0; y < from.height; ++y)
        scaler.push_row(rgba + std::ptrdiff_t{4} * from.width * y);
    return scaler.take();
}

AreaScaler::AreaScaler(Size from, Size to)
    : from_(from),
      to_(to),
      columns_(static_cast<std::size_t>(to.width) * 4),
      sums_(static_cast<std::size_t>(to.width) * 4),
      out_(static_cast<std::size_t>(to.width) * to.height) {}

void AreaScaler::push_row(const std::uint8_t* rgba) {
    if (complete()) return;
    if (from_ == to_) return copy_row(rgba);
    add_columns(rgba);
    // In units of 1 / (from.height * to.height), this row lies between `top` and `bottom`.
    const std::int64_t top = std::int64_t{rows_} * to_.height;
    const std::int64_t bottom = top + to_.height;
    const std::int64_t out_bottom = std::int64_t{out_row_ + 1} * from_.height;
    add_row(static_cast<std::uint64_t>(std::min(bottom, out_bottom) - top));
    if (bottom >= out_bottom) finish_row();
    if (bottom > out_bottom) add_row(static_cast<std::uint64_t>(bottom - out_bottom));
    ++rows_;
}

void AreaScaler::copy_row(const std::uint8_t* rgba) {
    std::uint32_t* row = out_.data() + static_cast<std::ptrdiff_t>(rows_) * to_.width;
    for (int x = 0; x < to_.width; ++x, rgba += 4) {
        row[x] = std::uint32_t{rgba[3]} << 24 | std::uint32_t{rgba[0]} << 16 |
                 std::uint32_t{rgba[1]} << 8 | rgba[2];
    }
    ++rows_;
}

void AreaScaler::add_columns(const std::uint8_t* rgba) {
    std::fill(columns_.begin(), columns_.end(), 0);
    const auto& linear = tables().linear;
    const auto width = static_cast<std::uint32_t>(to_.width);
    Light cut;                  // the pixel that the last edge went through
    std::uint32_t carried = 0;  // how much of it lies in the present new pixel
    for (std::size_t i = 0; i < columns_.size(); i += 4) {
        const std::uint32_t room = static_cast<std::uint32_t>(from_.width) - carried;
        const std::uint32_t whole = room / width;
        const std::uint32_t part = room % width;
        add(cut, carried, &columns_[i]);
        add(light_of(rgba, whole, linear), width, &columns_[i]);
        rgba += std::ptrdiff_t{4} * whole;
        carried = 0;
        if (part == 0) continue;
        cut = light_of(rgba, 1, linear);
        rgba += 4;
        carried = width - part;
        add(cut, part, &columns_[i]);
    }
}

void AreaScaler::add_row(std::uint64_t weight) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += columns_[i] * weight;
}

void AreaScaler::finish_row() {
    const std::uint64_t area = static_cast<std::uint64_t>(from_.width) * from_.height;
    std::uint32_t* row = out_.data() + static_cast<std::ptrdiff_t>(out_row_) * to_.width;
    for (int x = 0; x < to_.width; ++x) {
        const std::uint64_t* sum = sums_.data() + std::ptrdiff_t{x} * 4;
        const std::uint64_t alpha = sum[3];
        const auto channel = [&](int c) -> std::uint32_t {
            if (alpha == 0) return 0;
            return to_srgb(static_cast<std::uint16_t>((sum[c] + alpha / 2) / alpha));
        };
        row[x] = static_cast<std::uint32_t>((alpha + area / 2) / area) << 24 | channel(0) << 16 |
                 channel(1) << 8 | channel(2);
    }
    std::fill(sums_.begin(), sums_.end(), 0);
    ++out_row_;
}

}  // namespace villageboard::draw
