#include <png.h>

#include <cstring>

#include "kiosk/draw/area_scaler.h"
#include "kiosk/draw/picture_formats.h"

namespace villageboard::draw {
namespace {

constexpr png_alloc_size_t kMaxChunkBytes = 8u << 20;

/// Reads one file. libpng reports errors by longjmp; what owns memory is a member, so that a jump
/// out of libpng passes no destructor.
class PngReader {
  public:
    explicit PngReader(std::span<const std::byte> file) : rest_(file) {
        png_ = png_create_read_struct(
            PNG_LIBPNG_VER_STRING, this,
            [](png_structp png, png_const_charp) { png_longjmp(png, 1); },
            [](png_structp, png_const_charp) {});
        if (png_ != nullptr) info_ = png_create_info_struct(png_);
    }
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    /// The size, or zero if the header is broken.
    Size read_header() {
        if (info_ == nullptr || setjmp(png_jmpbuf(png_)) != 0) return {};
        png_set_user_limits(png_, kMaxPictureSide, kMaxPictureSide);
        png_set_chunk_malloc_max(png_, kMaxChunkBytes);
        png_set_read_fn(png_, this, &PngReader::read);
        png_read_info(png_, info_);
        return {static_cast<int>(png_get_image_width(png_, info_)),
                static_cast<int>(png_get_image_height(png_, info_))};
    }

    /// After read_header(): all rows, as red, green, blue, alpha. False if the file is damaged.
    bool read_rows(Size size, AreaScaler& scaler) {
        const int passes = interlaced() ? size.height : 1;
        buffer_.resize(static_cast<std::size_t>(size.width) * 4 * passes);
        return decode_rows(size, scaler);
    }

  private:
    bool interlaced() const { return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE; }

    bool decode_rows(Size size, AreaScaler& scaler) {
        const std::size_t stride = static_cast<std::size_t>(size.width) * 4;
        if (setjmp(png_jmpbuf(png_)) != 0) return false;
        png_set_expand(png_);
        png_set_scale_16(png_);
        png_set_gray_to_rgb(png_);
        png_set_add_alpha(png_, 0xFF, PNG_FILLER_AFTER);
        const int passes = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        if (png_get_rowbytes(png_, info_) != stride) return false;
        for (int pass = 0; pass < passes; ++pass) {
            for (int y = 0; y < size.height; ++y) {
                std::uint8_t* row = buffer_.data() + (passes > 1 ? stride * y : 0);
                png_read_row(png_, row, nullptr);
                if (pass + 1 == passes) scaler.push_row(row);
            }
        }
        png_read_end(png_, nullptr);
        return true;
    }

    static void read(png_structp png, png_bytep out, std::size_t count) {
        auto& self = *static_cast<PngReader*>(png_get_io_ptr(png));
        if (count > self.rest_.size()) png_error(png, "truncated");
        std::memcpy(out, self.rest_.data(), count);
        self.rest_ = self.rest_.subspan(count);
    }

    std::span<const std::byte> rest_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    std::vector<std::uint8_t> buffer_;
};

}  // namespace

Header png_header(std::span<const std::byte> file) { return {PngReader(file).read_header(), 1}; }

Decoded decode_png(std::span<const std::byte> file, Size box) {
    PngReader reader(file);
    const Size size = reader.read_header();
    if (size == Size{}) return {{}, {}, PictureFault::damaged};
    const Size target = fit_into(size, box);
    AreaScaler scaler(size, target);
    if (!reader.read_rows(size, scaler)) return {{}, {}, PictureFault::damaged};
    return {target, scaler.take(), PictureFault::none};
}

}  // namespace villageboard::draw
