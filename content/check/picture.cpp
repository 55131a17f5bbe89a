#include "content/check/picture.h"

#include <cstdint>
#include <optional>

namespace villageboard::check {
namespace {

/// Bounds-checked integers of either byte order.
class Bytes {
  public:
    Bytes(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

    std::optional<std::uint32_t> read(std::size_t at, std::size_t width) const {
        if (at > bytes_.size() || width > bytes_.size() - at) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            const std::size_t from = big_endian_ ? at + i : at + width - 1 - i;
            value = (value << 8U) | static_cast<unsigned char>(bytes_[from]);
        }
        return value;
    }

  private:
    std::string_view bytes_;
    bool big_endian_;
};

constexpr std::uint32_t kGpsTag = 0x8825;
constexpr std::size_t kIfdEntrySize = 12;

// TIFF 6.0 section 2: header, then IFD0 as a count and 12-byte entries.
bool tiff_has_gps(std::string_view tiff) {
    if (!tiff.starts_with("II") && !tiff.starts_with("MM")) return false;
    const Bytes bytes(tiff, tiff[0] == 'M');
    const auto ifd = bytes.read(4, 4);
    const auto count = ifd ? bytes.read(*ifd, 2) : std::nullopt;
    if (!count) return false;
    for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t entry = *ifd + 2 + i * kIfdEntrySize;
        if (bytes.read(entry, 2) != kGpsTag) continue;
        const auto gps = bytes.read(entry + 8, 4);
        // Phones whose location is switched off write a GPS directory with a version tag alone.
        return gps && bytes.read(*gps, 2).value_or(0) > 1;
    }
    return false;
}

bool metadata_has_gps(std::string_view block) {
    constexpr std::string_view kExif{"Exif\0\0", 6};
    if (block.starts_with(kExif)) block.remove_prefix(kExif.size());
    return tiff_has_gps(block) || block.find("GPSLatitude") != block.npos;
}

bool jpeg_has_gps(std::string_view file) {
    const Bytes bytes(file, true);
    for (std::size_t at = 2; at + 4 <= file.size();) {
        const auto marker = bytes.read(at, 2).value_or(0);
        const auto length = bytes.read(at + 2, 2).value_or(0);
        if ((marker & 0xFF00U) != 0xFF00U || length < 2) return false;
        constexpr std::uint32_t kStartOfScan = 0xFFDA;
        constexpr std::uint32_t kApp1 = 0xFFE1;
        if (marker == kStartOfScan) return false;
        if (marker == kApp1 && metadata_has_gps(file.substr(at + 4, length - 2))) return true;
        at += 2 + length;
    }
    return false;
}

bool png_has_gps(std::string_view file) {
    const Bytes bytes(file, true);
    for (std::size_t at = 8; at + 8 <= file.size();) {
        const std::size_t length = bytes.read(at, 4).value_or(0);
        const auto type = file.substr(at + 4, 4);
        if ((type == "eXIf" || type == "iTXt" || type == "tEXt") &&
            metadata_has_gps(file.substr(at + 8, length)))
            return true;
        at += 12 + length;
    }
    return false;
}

bool webp_has_gps(std::string_view file) {
    const Bytes bytes(file, false);
    for (std::size_t at = 12; at + 8 <= file.size();) {
        const std::size_t length = bytes.read(at + 4, 4).value_or(0);
        const auto type = file.substr(at, 4);
        if ((type == "EXIF" || type == "XMP ") && metadata_has_gps(file.substr(at + 8, length)))
            return true;
        at += 8 + length + length % 2;
    }
    return false;
}

}  // namespace

bool has_gps(std::string_view file_bytes) {
    if (file_bytes.starts_with("\xFF\xD8")) return jpeg_has_gps(file_bytes);
    if (file_bytes.starts_with("\x89PNG\r\n\x1A\n")) return png_has_gps(file_bytes);
    if (file_bytes.starts_with("RIFF") && file_bytes.substr(8).starts_with("WEBP"))
        return webp_has_gps(file_bytes);
    return false;
}

Findings check_picture(std::string_view file_bytes, const std::string& place) {
    if (!has_gps(file_bytes)) return {};
    return {{"VE1", Severity::error, place,
             "图片里存着拍摄地点的坐标，请去掉照片的位置信息后再上传。",
             "The picture carries the coordinates of where it was taken; remove the location and "
             "attach it again."}};
}

}  // namespace villageboard::check
