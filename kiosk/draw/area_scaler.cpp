#include "kiosk/draw/area_scaler.h"

#include <algorithm>
#include <cmath>

namespace villageboard::draw {

Size fit_into(Size size, Size box) {
    if (box.width <= 0 || box.height <= 0) return size;
    const double scale = std::min({1.0, static_cast<double>(box.width) / size.width,
                                   static_cast<double>(box.height) / size.height});
    const auto scaled = [&](int side) {
        return std::clamp(static_cast<int>(std::lround(side * scale)), 1, side);
    };
    return {scaled(size.width), scaled(size.height)};
}

AreaScaler::AreaScaler(Size from, Size to)
    : from_(from),
      to_(to),
      columns_(static_cast<std::size_t>(to.width) * 4),
      sums_(static_cast<std::size_t>(to.width) * 4),
      out_(static_cast<std::size_t>(to.width) * to.height) {}

void AreaScaler::push_row(const std::uint8_t* rgba) {
    if (complete()) return;
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

void AreaScaler::add_columns(const std::uint8_t* rgba) {
    std::fill(columns_.begin(), columns_.end(), 0);
    std::uint32_t* out = columns_.data();
    auto room = static_cast<std::uint32_t>(from_.width);  // left in the present new pixel
    for (int x = 0; x < from_.width; ++x, rgba += 4) {
        const std::uint32_t alpha = rgba[3];
        const std::uint32_t value[4] = {rgba[0] * alpha, rgba[1] * alpha, rgba[2] * alpha, alpha};
        const std::uint32_t first = std::min(room, static_cast<std::uint32_t>(to_.width));
        const std::uint32_t rest = static_cast<std::uint32_t>(to_.width) - first;
        for (int c = 0; c < 4; ++c) out[c] += value[c] * first;
        room -= first;
        if (room > 0) continue;
        out += 4;
        room = static_cast<std::uint32_t>(from_.width) - rest;
        if (rest == 0) continue;
        for (int c = 0; c < 4; ++c) out[c] += value[c] * rest;
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
        const auto channel = [&](int c) {
            return alpha == 0 ? 0u : static_cast<std::uint32_t>((sum[c] + alpha / 2) / alpha);
        };
        row[x] = static_cast<std::uint32_t>((alpha + area / 2) / area) << 24 | channel(0) << 16 |
                 channel(1) << 8 | channel(2);
    }
    std::fill(sums_.begin(), sums_.end(), 0);
    ++out_row_;
}

}  // namespace villageboard::draw
