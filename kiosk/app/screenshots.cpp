#include "kiosk/app/screenshots.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <vector>

#include "content/state/running_time.h"
#include "content/state/screenshot.h"
#include "kiosk/draw/png.h"

namespace villageboard::kiosk {
namespace {

constexpr std::chrono::seconds kBetweenLooks{1};
/// Of the shorter and shorter longer sides that are tried until the file is small enough.
constexpr std::array kSides{state::kMostScreenshotPx, state::kMostScreenshotPx * 3 / 4,
                            state::kMostScreenshotPx / 2, state::kMostScreenshotPx / 4};

/// The mean of the pixels x0 <= x < x1, y0 <= y < y1.
std::uint32_t mean(const draw::Canvas& from, const draw::Rect& part) {
    std::array<std::uint64_t, 3> sums{};
    for (int y = part.y0; y < part.y1; ++y)
        for (int x = part.x0; x < part.x1; ++x)
            for (std::size_t i = 0; i < sums.size(); ++i)
                sums[i] += from.row(y)[x] >> (8 * i) & 0xFFU;
    const auto count = static_cast<std::uint64_t>(part.x1 - part.x0) *
                       static_cast<std::uint64_t>(part.y1 - part.y0);
    std::uint32_t pixel = 0;
    for (std::size_t i = 0; i < sums.size(); ++i)
        pixel |= static_cast<std::uint32_t>((sums[i] + count / 2) / count) << (8 * i);
    return pixel;
}

}  // namespace

std::string shrunk_png(const draw::Canvas& canvas, int most_px) {
    const int longer = std::max(canvas.width, canvas.height);
    if (longer <= most_px) return draw::png_of(canvas);
    const int width = std::max(1, canvas.width * most_px / longer);
    const int height = std::max(1, canvas.height * most_px / longer);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            pixels.push_back(
                mean(canvas, {x * canvas.width / width, y * canvas.height / height,
                              (x + 1) * canvas.width / width, (y + 1) * canvas.height / height}));
    return draw::png_of({pixels.data(), width, height, width, 1});
}

bool Screenshots::wanted(std::chrono::milliseconds now) {
    if (state_ == nullptr) return false;
    if (looked_ && now - *looked_ < kBetweenLooks)
        return request_.has_value() && *request_ != given_up_;
    looked_ = now;
    try {
        request_ = state::ScreenshotRecords(*state_).wanted(state::running_time());
    } catch (const std::exception& error) {
        spdlog::warn("looking for the county's request: {}", error.what());
        request_.reset();
    }
    return request_.has_value() && *request_ != given_up_;
}

bool Screenshots::keep(const draw::Canvas& canvas) {
    if (!request_) return false;
    const std::string request = std::move(*request_);
    request_.reset();
    given_up_ = request;
    try {
        for (const int side : kSides) {
            const std::string png = shrunk_png(canvas, side);
            if (png.size() <= state::kMostScreenshotBytes)
                return state::ScreenshotRecords(*state_).put(request, png, state::running_time());
        }
    } catch (const std::exception& error) {
        spdlog::error("keeping a picture for the county: {}", error.what());
    }
    return false;
}

}  // namespace villageboard::kiosk
