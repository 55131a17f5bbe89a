#include <webp/decode.h>

#include "kiosk/draw/animation.h"
#include "kiosk/draw/area_scaler.h"
#include "kiosk/draw/picture_formats.h"

namespace villageboard::draw {
namespace {

const std::uint8_t* bytes_of(std::span<const std::byte> file) {
    return reinterpret_cast<const std::uint8_t*>(file.data());
}

}  // namespace

Header webp_header(std::span<const std::byte> file) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes_of(file), file.size(), &features) != VP8_STATUS_OK) return {};
    return {{features.width, features.height}, 1};
}

namespace {

/// The first frame, since a still picture is wanted.
Decoded decode_first_frame(std::span<const std::byte> file, Size box) {
    const auto info = animation_info(file);
    if (!info) return {{}, {}, PictureFault::damaged};
    AnimationDecoder decoder(file);
    const std::uint8_t* canvas = decoder.next();
    if (canvas == nullptr) return {{}, {}, PictureFault::damaged};
    const Size target = fit_into(info->canvas, box);
    return {target, scaled(canvas, info->canvas, target), PictureFault::none, 1, true};
}

}  // namespace

Decoded decode_webp(std::span<const std::byte> file, Size box) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config) ||
        WebPGetFeatures(bytes_of(file), file.size(), &config.input) != VP8_STATUS_OK) {
        return {{}, {}, PictureFault::damaged};
    }
    if (config.input.has_animation) return decode_first_frame(file, box);
    const Size own{config.input.width, config.input.height};
    const Size target = fit_into(own, box);
    const Size whole = decoded_size(own, target);
    const int stride = whole.width * 4;
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(stride) * whole.height);
    config.options.use_scaling = whole == own ? 0 : 1;
    config.options.scaled_width = whole.width;
    config.options.scaled_height = whole.height;
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = rgba.data();
    config.output.u.RGBA.stride = stride;
    config.output.u.RGBA.size = rgba.size();
    const auto status = WebPDecode(bytes_of(file), file.size(), &config);
    WebPFreeDecBuffer(&config.output);
    if (status != VP8_STATUS_OK) return {{}, {}, PictureFault::damaged};
    return {target, scaled(rgba.data(), whole, target), PictureFault::none};
}

}  // namespace villageboard::draw
