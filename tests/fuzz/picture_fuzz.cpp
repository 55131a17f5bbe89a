#include "kiosk/draw/animation.h"
#include "kiosk/draw/picture.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::draw;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::int64_t kMostPixels = 1 << 18;  // more takes long and shows nothing new
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    const Size own = picture_size(bytes);
    if (std::int64_t{own.width} * own.height > kMostPixels) return 0;
    const PictureResult result = decode_picture(bytes, {16, 16});
    must_hold((result.picture == nullptr) == (result.fault != PictureFault::none));
    if (result.picture) must_hold(result.picture->size.width <= 16);
    if (const auto info = animation_info(bytes)) {
        must_hold(info->length() <= kMaxAnimationLength);
        AnimationDecoder decoder(bytes);
        for (std::size_t n = 0; n < info->durations.size() && decoder.next() != nullptr; ++n) {
        }
    }
    return 0;
}
