#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "content/cache/digest.h"
#include "content/model/error.h"
#include "kiosk/draw/area_scaler.h"
#include "kiosk/draw/picture_formats.h"
#include "kiosk/draw/picture_loader.h"
#include "kiosk/draw/png.h"
#include "kiosk/draw/present/offscreen.h"

namespace villageboard::draw {
namespace {

using Bytes = std::vector<std::byte>;

/// Left half red, right half blue, the top row green.
std::vector<std::uint8_t> rgba(Size size) {
    std::vector<std::uint8_t> out;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool top = y < size.height / 4;
            const bool left = x < size.width / 2;
            for (const int value :
                 {!top && left ? 250 : 5, top ? 250 : 5, !top && !left ? 250 : 5, 255}) {
                out.push_back(static_cast<std::uint8_t>(value));
            }
        }
    }
    return out;
}

Bytes to_bytes(const void* data, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(data);
    return {first, first + size};
}

Bytes encode_png(Size size) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(size.width);
    image.height = static_cast<png_uint_32>(size.height);
    image.format = PNG_FORMAT_RGBA;
    const auto pixels = rgba(size);
    png_alloc_size_t length = 0;
    png_image_write_to_memory(&image, nullptr, &length, 0, pixels.data(), 0, nullptr);
    Bytes out(length);
    png_image_write_to_memory(&image, out.data(), &length, 0, pixels.data(), 0, nullptr);
    out.resize(length);
    return out;
}

/// With an Exif block that says `orientation`.
Bytes encode_jpeg(Size size, int orientation) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* buffer = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&jpeg, &buffer, &length);
    jpeg.image_width = static_cast<JDIMENSION>(size.width);
    jpeg.image_height = static_cast<JDIMENSION>(size.height);
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_EXT_RGBA;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    std::uint8_t exif[] = {'E', 'x', 'i', 'f',  0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                           0,   1,   1,   0x12, 0, 3, 0,   0,   0, 1,  0, 0, 0, 0};
    exif[25] = static_cast<std::uint8_t>(orientation);
    jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, sizeof exif);
    auto pixels = rgba(size);
    for (int y = 0; y < size.height; ++y) {
        JSAMPROW row = pixels.data() + static_cast<std::ptrdiff_t>(y) * size.width * 4;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    const Bytes out = to_bytes(buffer, length);
    std::free(buffer);
    return out;
}

Bytes encode_webp(Size size) {
    std::uint8_t* buffer = nullptr;
    const auto pixels = rgba(size);
    const std::size_t length =
        WebPEncodeLosslessRGBA(pixels.data(), size.width, size.height, size.width * 4, &buffer);
    const Bytes out = to_bytes(buffer, length);
    WebPFree(buffer);
    return out;
}

/// Of the header chunk of a PNG file.
std::uint32_t crc32_of(const Bytes& png) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t i = 12; i < 29; ++i) {
        crc ^= static_cast<std::uint32_t>(png[i]);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

std::uint32_t at(const Picture& picture, int x, int y) {
    return picture.pixels[static_cast<std::size_t>(y) * picture.size.width + x];
}

bool is_red(std::uint32_t p) {
    return (p >> 16 & 255) > 200 && (p >> 8 & 255) < 60 && (p & 255) < 60;
}
bool is_green(std::uint32_t p) { return (p >> 8 & 255) > 200 && (p >> 16 & 255) < 60; }
bool is_blue(std::uint32_t p) { return (p & 255) > 200 && (p >> 16 & 255) < 60; }

TEST_CASE("PNG, JPEG and WebP decode to the size that is shown") {
    const Size size{160, 80};
    for (const Bytes& file : {encode_png(size), encode_jpeg(size, 1), encode_webp(size)}) {
        CHECK(picture_size(file) == size);
        for (const Size box : {Size{}, Size{1000, 1000}, Size{80, 80}, Size{50, 9}, Size{1, 1}}) {
            const PictureResult result = decode_picture(file, box);
            REQUIRE(result.fault == PictureFault::none);
            const Picture& picture = *result.picture;
            CHECK(picture.size == fit_into(size, box));
            CHECK(picture.opaque);
            if (picture.size.height < 8) continue;
            const Size s = picture.size;
            CHECK(is_green(at(picture, s.width / 4, 0)));
            CHECK(is_red(at(picture, s.width / 8, s.height - 2)));
            CHECK(is_blue(at(picture, s.width - 3, s.height - 2)));
        }
    }
}

TEST_CASE("a picture cut at any byte is a fault, never a crash") {
    const Size size{64, 48};
    for (const Bytes& file : {encode_png(size), encode_jpeg(size, 6), encode_webp(size)}) {
        // Some readers don't need the trailing bytes of a whole picture.
        const std::size_t step = std::max<std::size_t>(1, file.size() / 150);
        for (std::size_t length = 0; length + 12 < file.size(); length += step) {
            const auto cut = std::span(file).first(length);
            const PictureResult result = decode_picture(cut, {20, 20});
            CAPTURE(length);
            CHECK(result.picture == nullptr);
            CHECK(result.fault != PictureFault::none);
        }
    }
}

TEST_CASE("bytes changed anywhere give a picture or a fault, never a crash") {
    const Size size{40, 30};
    for (const Bytes& file : {encode_png(size), encode_jpeg(size, 3), encode_webp(size)}) {
        for (std::size_t i = 0; i < file.size(); i += 1 + file.size() / 400) {
            Bytes broken = file;
            broken[i] ^= std::byte{0x5A};
            const PictureResult result = decode_picture(broken, {16, 16});
            CHECK((result.picture == nullptr) == (result.fault != PictureFault::none));
        }
    }
}

TEST_CASE("what is no picture, or too large by its header, is refused before decoding") {
    CHECK(decode_picture({}, {}).fault == PictureFault::unknown_type);
    const std::string text = "<svg xmlns='http://www.w3.org/2000/svg'/>";
    CHECK(decode_picture(std::as_bytes(std::span(text)), {}).fault == PictureFault::unknown_type);
    Bytes png = encode_png({10, 10});
    const auto set_size = [&](std::uint32_t width, std::uint32_t height) {
        for (std::size_t i = 0; i < 4; ++i) {
            png[16 + i] = static_cast<std::byte>(width >> (24 - 8 * i));
            png[20 + i] = static_cast<std::byte>(height >> (24 - 8 * i));
        }
        const auto crc = crc32_of(png);
        for (std::size_t i = 0; i < 4; ++i)
            png[29 + i] = static_cast<std::byte>(crc >> (24 - 8 * i));
    };
    set_size(12'000, 12'000);
    CHECK(decode_picture(png, {10, 10}).fault == PictureFault::too_large);
    set_size(30'000, 10);
    CHECK(decode_picture(png, {10, 10}).fault != PictureFault::none);
    set_size(0, 10);
    CHECK(decode_picture(png, {10, 10}).fault == PictureFault::damaged);
    Bytes jpeg = encode_jpeg({16, 16}, 1);
    for (std::size_t i = 0; i + 9 < jpeg.size(); ++i) {
        if (jpeg[i] != std::byte{0xFF} || jpeg[i + 1] != std::byte{0xC0}) continue;
        jpeg[i + 5] = jpeg[i + 7] = std::byte{0xFF};
        break;
    }
    CHECK(decode_picture(jpeg, {10, 10}).fault == PictureFault::too_large);
    CHECK_FALSE(is_bounded({12'001, 1}));
    CHECK_FALSE(is_bounded({0, 5}));
    CHECK(is_bounded({12'000, 3'333}));
    CHECK_FALSE(is_bounded({12'000, 3'334}));
}

TEST_CASE("a photograph that lies on its side is turned upright") {
    const Size size{80, 40};  // green on top, red left, blue right, as the camera stored it
    const auto upright = [&](int orientation) {
        return decode_picture(encode_jpeg(size, orientation), {});
    };
    CHECK(picture_size(encode_jpeg(size, 6)) == Size{40, 80});
    const auto six = upright(6).picture;  // the file's top is the right side
    REQUIRE(six != nullptr);
    CHECK(six->size == Size{40, 80});
    CHECK(is_green(at(*six, 38, 20)));
    CHECK(is_red(at(*six, 5, 10)));
    CHECK(is_blue(at(*six, 5, 70)));
    const auto eight = upright(8).picture;  // the file's top is the left side
    CHECK(is_green(at(*eight, 2, 40)));
    CHECK(is_blue(at(*eight, 30, 5)));
    const auto three = upright(3).picture;
    CHECK(is_green(at(*three, 40, 38)));
    CHECK(is_blue(at(*three, 5, 5)));
    CHECK(is_red(at(*upright(2).picture, 75, 30)));
    CHECK(is_green(at(*upright(4).picture, 40, 38)));
    CHECK(is_green(at(*upright(5).picture, 2, 40)));
    CHECK(is_green(at(*upright(7).picture, 38, 40)));
    CHECK(is_red(at(*upright(9).picture, 5, 30)));  // nonsense: as stored
    const std::uint8_t broken[] = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 255, 255, 255, 255};
    CHECK(exif_orientation(broken) == 1);
    CHECK(exif_orientation({}) == 1);
}

TEST_CASE("making smaller keeps an even colour, weighs by alpha, and fits the box") {
    AreaScaler scaler({4, 2}, {2, 1});
    const std::uint8_t first[] = {255, 0, 0, 255, 0, 0, 0, 0, 10, 20, 30, 255, 30, 40, 50, 255};
    const std::uint8_t second[] = {255, 0, 0, 255, 0, 0, 0, 0, 10, 20, 30, 255, 30, 40, 50, 255};
    scaler.push_row(first);
    CHECK_FALSE(scaler.complete());
    scaler.push_row(second);
    CHECK(scaler.complete());
    CHECK(scaler.take() == std::vector<std::uint32_t>{0x80FF0000, 0xFF162029});
    for (const Size from : {Size{7, 5}, Size{100, 3}, Size{13, 13}}) {
        for (const Size to :
             {Size{1, 1}, Size{from.width, 1}, Size{from.width - 1, from.height - 1}, from}) {
            AreaScaler even(from, to);
            const std::vector<std::uint8_t> row(static_cast<std::size_t>(from.width) * 4, 200);
            for (int y = 0; y < from.height; ++y) even.push_row(row.data());
            CHECK(even.take() == std::vector<std::uint32_t>(
                                     static_cast<std::size_t>(to.width) * to.height, 0xC8C8C8C8));
        }
    }
    CHECK(fit_into({4000, 3000}, {100, 100}) == Size{100, 75});
    CHECK(fit_into({40, 30}, {100, 100}) == Size{40, 30});
    CHECK(fit_into({12'000, 1}, {10, 10}) == Size{10, 1});
    CHECK(fit_into({40, 30}, {0, 10}) == Size{40, 30});
}

double light(double srgb) {
    const double v = srgb / 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double code(double linear) {
    return 255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055);
}

/// One new pixel by floating point, from the definition: the mean light under it, by alpha.
std::array<double, 4> averaged(const std::vector<std::uint8_t>& rgba, Size from, Size to, int x,
                               int y) {
    std::array<double, 4> sum{};
    double area = 0;
    const double left = static_cast<double>(x) * from.width / to.width;
    const double right = static_cast<double>(x + 1) * from.width / to.width;
    const double top = static_cast<double>(y) * from.height / to.height;
    const double bottom = static_cast<double>(y + 1) * from.height / to.height;
    for (int j = 0; j < from.height; ++j) {
        for (int i = 0; i < from.width; ++i) {
            const double w = std::min<double>(right, i + 1) - std::max<double>(left, i);
            const double h = std::min<double>(bottom, j + 1) - std::max<double>(top, j);
            if (w <= 0 || h <= 0) continue;
            const std::uint8_t* pixel = rgba.data() + (std::ptrdiff_t{j} * from.width + i) * 4;
            for (std::size_t c = 0; c < 3; ++c) sum[c] += light(pixel[c]) * pixel[3] * w * h;
            sum[3] += pixel[3] * w * h;
            area += w * h;
        }
    }
    for (std::size_t c = 0; c < 3; ++c) sum[c] = sum[3] == 0 ? 0 : code(sum[c] / sum[3]);
    sum[3] /= area;
    return sum;
}

TEST_CASE("making smaller is the mean of the light, as floating point has it") {
    std::mt19937 random(7);
    for (const auto& [from, to] :
         {std::pair{Size{31, 17}, Size{7, 5}}, std::pair{Size{64, 64}, Size{63, 1}},
          std::pair{Size{9, 40}, Size{8, 39}}, std::pair{Size{50, 2}, Size{1, 1}}}) {
        std::vector<std::uint8_t> rgba(static_cast<std::size_t>(from.width) * from.height * 4);
        for (auto& value : rgba) value = static_cast<std::uint8_t>(random());
        AreaScaler scaler(from, to);
        for (int y = 0; y < from.height; ++y)
            scaler.push_row(rgba.data() + std::ptrdiff_t{y} * from.width * 4);
        const auto got = scaler.take();
        for (int y = 0; y < to.height; ++y) {
            for (int x = 0; x < to.width; ++x) {
                const auto want = averaged(rgba, from, to, x, y);
                const std::uint32_t pixel = got[static_cast<std::size_t>(y) * to.width + x];
                for (std::size_t c = 0; c < 4; ++c) {
                    const double value = pixel >> (c == 3 ? 24 : 16 - 8 * c) & 255;
                    CHECK(std::abs(value - want[c]) <= 0.51);
                }
            }
        }
    }
}

TEST_CASE("fine white lines on a dark ground keep their light") {
    AreaScaler scaler({4, 1}, {1, 1});
    const std::uint8_t row[] = {255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255};
    scaler.push_row(row);
    CHECK(scaler.take() ==
          std::vector<std::uint32_t>{0xFF898989});  // not a quarter of the code, 64
    for (int v = 0; v < 256; ++v) CHECK(to_srgb(to_linear(static_cast<std::uint8_t>(v))) == v);
}

TEST_CASE("only a very large picture is made smaller by its decoder first") {
    CHECK(decoded_size({4000, 2000}, {10, 5}) == Size{4000, 2000});
    CHECK(decoded_size({4001, 3001}, {968, 726}) == Size{2001, 1501});
    CHECK(decoded_size({4001, 3001}, {3000, 2250}) == Size{4001, 3001});
    CHECK(decoded_size({12'000, 3'333}, {1, 1}) == Size{3000, 834});
    const Size size{4000, 2800};
    for (const Bytes& file : {encode_jpeg(size, 1), encode_webp(size)}) {
        const PictureResult result = decode_picture(file, {400, 400});
        REQUIRE(result.picture != nullptr);
        CHECK(result.picture->size == Size{400, 280});
        CHECK(is_green(at(*result.picture, 100, 10)));
        CHECK(is_red(at(*result.picture, 100, 270)));
    }
}

/// Waits until the file's picture is there, asking as a screen would.
PictureAnswer wait_for(PictureLoader& loader, const StoredFile& file, Size box) {
    for (int i = 0; i < 2000; ++i) {
        const PictureAnswer answer = loader.get(file, box);
        if (answer.state != PictureState::pending) return answer;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return {};
}

TEST_CASE("the loader decodes beside the screen, wakes it, and keeps to its budget") {
    std::atomic<int> woken = 0;
    std::atomic<int> reads = 0;
    const Bytes file = encode_png({64, 64});
    PictureLoader loader(
        40'000, [&] { ++woken; },
        [&](const std::filesystem::path& path) -> std::optional<Bytes> {
            ++reads;
            if (path == "none") return std::nullopt;
            if (path == "broken") return Bytes(20);
            return file;
        });
    CHECK(loader.get({"a"}, {64, 64}).state == PictureState::pending);
    const PictureAnswer a = wait_for(loader, {"a"}, {64, 64});
    REQUIRE(a.state == PictureState::ready);
    CHECK(a.picture->size == Size{64, 64});
    CHECK(loader.get({"a"}, {64, 64}).picture == a.picture);
    CHECK(wait_for(loader, {"none"}, {}).fault == PictureFault::unreadable);
    CHECK(wait_for(loader, {"broken"}, {}).fault == PictureFault::unknown_type);
    CHECK(reads == 3);
    CHECK(woken >= 2);
    for (const char* name : {"b", "c", "d", "e"}) wait_for(loader, {name}, {64, 64});
    CHECK(loader.bytes() <= 40'000);
    CHECK(a.picture->pixels.size() == 64 * 64);  // gone from the cache, not from its holder
    const int before = reads;
    wait_for(loader, {"a"}, {64, 64});
    CHECK(reads == before + 1);
}

TEST_CASE("a file that is not the published one is never shown, whole or in part") {
    const Bytes whole = encode_jpeg({160, 120}, 1);
    const std::string digest =
        cache::sha256_hex({reinterpret_cast<const char*>(whole.data()), whole.size()});
    Bytes there = whole;
    PictureLoader loader(
        1 << 20, [] {}, [&](const auto&) { return std::optional(there); });
    const auto fault = [&](Size box) { return wait_for(loader, {"a", digest}, box).fault; };
    CHECK(fault({}) == PictureFault::none);
    there.resize(whole.size() / 2);  // libjpeg alone would show half a picture in grey
    CHECK(fault({150, 150}) == PictureFault::damaged);
    there = whole;
    const std::byte table[] = {std::byte{0xFF}, std::byte{0xDB}};  // of quantisation
    *(std::search(there.begin(), there.end(), std::begin(table), std::end(table)) + 9) ^=
        std::byte{4};  // decodes without a warning, to other pixels
    CHECK(decode_picture(there, {}).fault == PictureFault::none);
    CHECK(fault({140, 140}) == PictureFault::damaged);
    there = encode_jpeg({160, 120}, 6);  // a whole picture, but another
    CHECK(fault({130, 130}) == PictureFault::damaged);
    CHECK(wait_for(loader, {"a"}, {130, 130}).fault == PictureFault::none);  // no digest known

    there = whole;  // the file was fetched anew
    CHECK(fault({130, 130}) == PictureFault::damaged);
    loader.retry_failed();
    CHECK(fault({130, 130}) == PictureFault::none);
}

TEST_CASE("the loader stops at once with a long queue") {
    const Bytes file = encode_png({256, 256});
    PictureLoader loader(
        1 << 20, [] {}, [&](const auto&) { return std::optional(file); });
    for (int i = 0; i < 500; ++i) loader.get({std::to_string(i)}, {8, 8});
}

TEST_CASE("files are read whole or not at all") {
    const std::filesystem::path folder = VILLAGEBOARD_BINARY_DIR;
    std::ofstream(folder / "six.bin") << "sixsix";
    CHECK(read_picture_file(folder / "six.bin")->size() == 6);
    CHECK_FALSE(read_picture_file(folder / "not-there.bin").has_value());
    CHECK_FALSE(read_picture_file(folder).has_value());
}

TEST_CASE("a saved screen holds its exact pixels, and what can't be saved says where") {
    OffscreenPresenter screen({30, 20});
    Canvas canvas = screen.canvas();
    for (int i = 0; i < 600; ++i)
        canvas.pixels[i] = static_cast<std::uint32_t>(i * 7919) & 0xFFFFFF;
    const auto file = std::filesystem::path(VILLAGEBOARD_BINARY_DIR) / "screen.png";
    write_png(file, canvas);
    const PictureResult back = decode_picture(*read_picture_file(file), {});
    REQUIRE(back.picture != nullptr);
    for (std::size_t i = 0; i < 600; ++i) {
        CHECK(back.picture->pixels[i] == (canvas.pixels[i] | 0xFF000000));
    }
    CHECK_FALSE(std::filesystem::exists(file.string() + ".part"));
    CHECK_THROWS_AS(write_png("/nonexistent/folder/screen.png", canvas), Error);
    CHECK_THROWS_AS(write_png(VILLAGEBOARD_BINARY_DIR, canvas), Error);
    CHECK_THROWS_AS(write_png(file, Canvas{}), Error);
    CHECK_THROWS_AS(OffscreenPresenter({0, 5}), Error);
}

}  // namespace
}  // namespace villageboard::draw
