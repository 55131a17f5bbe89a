#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include "kiosk/draw/area_scaler.h"
#include "kiosk/draw/picture_formats.h"

namespace villageboard::draw {
namespace {

/// Progressive files of thousands of scans take minutes to decode; honest ones have about ten.
constexpr int kMaxScans = 100;

constexpr unsigned kExifMarker = JPEG_APP0 + 1;

/// Reads one file. libjpeg reports errors by longjmp; what owns memory is a member, so that a jump
/// passes no destructor.
class JpegReader {
  public:
    explicit JpegReader(std::span<const std::byte> file) : file_(file) {
        jpeg_.err = jpeg_std_error(&errors_.base);
        errors_.base.error_exit = [](j_common_ptr jpeg) {
            std::longjmp(reinterpret_cast<Errors*>(jpeg->err)->jump, 1);
        };
        errors_.base.output_message = [](j_common_ptr) {};
        progress_.progress_monitor = [](j_common_ptr jpeg) {
            const auto* decoder = reinterpret_cast<j_decompress_ptr>(jpeg);
            if (decoder->input_scan_number > kMaxScans) jpeg->err->error_exit(jpeg);
        };
    }
    ~JpegReader() {
        if (created_) jpeg_destroy_decompress(&jpeg_);
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    Header read_header() {
        if (setjmp(errors_.jump) != 0) return {};
        jpeg_create_decompress(&jpeg_);
        created_ = true;
        jpeg_.progress = &progress_;
        jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(file_.data()),
                     static_cast<unsigned long>(file_.size()));
        jpeg_save_markers(&jpeg_, kExifMarker, 0xFFFF);
        if (jpeg_read_header(&jpeg_, TRUE) != JPEG_HEADER_OK) return {};
        return {{static_cast<int>(jpeg_.image_width), static_cast<int>(jpeg_.image_height)},
                orientation()};
    }

    /// After read_header(): the size of the rows that follow, `wanted` or the next larger one that
    /// the decoder can make itself.
    Size start(Size wanted) {
        if (setjmp(errors_.jump) != 0) return {};
        is_cmyk_ = jpeg_.jpeg_color_space == JCS_CMYK || jpeg_.jpeg_color_space == JCS_YCCK;
        jpeg_.out_color_space = is_cmyk_ ? JCS_CMYK : JCS_EXT_RGBA;
        jpeg_.scale_denom = 8;
        for (unsigned eighths = 1; eighths <= 8; eighths *= 2) {
            jpeg_.scale_num = eighths;
            jpeg_calc_output_dimensions(&jpeg_);
            if (static_cast<int>(jpeg_.output_width) >= wanted.width &&
                static_cast<int>(jpeg_.output_height) >= wanted.height) {
                break;
            }
        }
        jpeg_start_decompress(&jpeg_);
        return {static_cast<int>(jpeg_.output_width), static_cast<int>(jpeg_.output_height)};
    }

    /// After start(): false if the file is damaged. Corrupt data only warns in libjpeg, which then
    /// shows grey: that is not the picture that was published.
    bool read_rows(Size size, AreaScaler& scaler) {
        row_.resize(static_cast<std::size_t>(size.width) * 4);
        return decode_rows(scaler);
    }

  private:
    struct Errors {
        jpeg_error_mgr base;  // first: libjpeg knows only this part
        std::jmp_buf jump;
    };

    bool decode_rows(AreaScaler& scaler) {
        if (setjmp(errors_.jump) != 0) return false;
        while (jpeg_.output_scanline < jpeg_.output_height) {
            JSAMPROW row = row_.data();
            if (jpeg_read_scanlines(&jpeg_, &row, 1) != 1) return false;
            if (is_cmyk_) convert_cmyk();
            scaler.push_row(row_.data());
        }
        jpeg_finish_decompress(&jpeg_);
        return errors_.base.num_warnings == 0;
    }

    /// Adobe writes CMYK inverted: 255 is no ink.
    void convert_cmyk() {
        for (std::size_t i = 0; i + 3 < row_.size(); i += 4) {
            const int black = row_[i + 3];
            for (std::size_t c = 0; c < 3; ++c) {
                const int ink = jpeg_.saw_Adobe_marker ? row_[i + c] : 255 - row_[i + c];
                const int key = jpeg_.saw_Adobe_marker ? black : 255 - black;
                row_[i + c] = static_cast<std::uint8_t>(ink * key / 255);
            }
            row_[i + 3] = 255;
        }
    }

    int orientation() const {
        for (const auto* marker = jpeg_.marker_list; marker != nullptr; marker = marker->next) {
            if (marker->marker == kExifMarker) {
                return exif_orientation({marker->data, marker->data_length});
            }
        }
        return 1;
    }

    std::span<const std::byte> file_;
    jpeg_decompress_struct jpeg_{};
    Errors errors_{};
    jpeg_progress_mgr progress_{};
    std::vector<std::uint8_t> row_;
    bool created_ = false;
    bool is_cmyk_ = false;
};

}  // namespace

Header jpeg_header(std::span<const std::byte> file) { return JpegReader(file).read_header(); }

Decoded decode_jpeg(std::span<const std::byte> file, Size box) {
    JpegReader reader(file);
    const Header header = reader.read_header();
    if (header.size == Size{}) return {{}, {}, PictureFault::damaged};
    const Size target = fit_into(header.size, box);
    const Size decoded = reader.start(decoded_size(header.size, target));
    if (decoded.width < target.width || decoded.height < target.height) {
        return {{}, {}, PictureFault::damaged};
    }
    AreaScaler scaler(decoded, target);
    if (!reader.read_rows(decoded, scaler)) return {{}, {}, PictureFault::damaged};
    return {target, scaler.take(), PictureFault::none, header.orientation};
}

}  // namespace villageboard::draw
