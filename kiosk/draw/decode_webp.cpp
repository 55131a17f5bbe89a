#include <webp/decode.h>

#include <bit>

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

Decoded decode_webp(std::span<const std::byte> file, Size box) {
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config) ||
        WebPGetFeatures(bytes_of(file), file.size(), &config.input) != VP8_STATUS_OK) {
        return {{}, {}, PictureFault::damaged};
    }
    if (config.input.has_animation) return {{}, {}, PictureFault::unknown_type};
    const Size target = fit_into({config.input.width, config.input.height}, box);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(target.width) * target.height);
    config.options.use_scaling = target != Size{config.input.width, config.input.height} ? 1 : 0;
    config.options.scaled_width = target.width;
    config.options.scaled_height = target.height;
    config.output.colorspace = std::endian::native == std::endian::little ? MODE_BGRA : MODE_ARGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = reinterpret_cast<std::uint8_t*>(pixels.data());
    config.output.u.RGBA.stride = target.width * 4;
    config.output.u.RGBA.size = pixels.size() * sizeof(std::uint32_t);
    const auto status = WebPDecode(bytes_of(file), file.size(), &config);
    WebPFreeDecBuffer(&config.output);
    if (status != VP8_STATUS_OK) return {{}, {}, PictureFault::damaged};
    return {target, std::move(pixels), PictureFault::none};
}

}  // namespace villageboard::draw
