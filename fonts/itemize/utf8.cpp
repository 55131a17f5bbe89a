#include "fonts/itemize/utf8.h"

#include <utf8proc.h>

#include <limits>

namespace villageboard::fonts {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Step {
    char32_t code_point;
    std::size_t bytes;
    bool valid;
};

bool is_continuation(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// The length of the maximal ill-formed part at the begin of `text` (Unicode 15, section 3.9,
/// U+FFFD).
std::size_t ill_formed_bytes(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0xC2 || lead > 0xF4 || !is_continuation(text, 1)) return 1;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool second_fits = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second < 0xA0) &&
                             (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second < 0x90);
    if (!second_fits || lead < 0xE0) return 1;
    return lead >= 0xF0 && is_continuation(text, 2) ? 3 : 2;
}

/// Three bytes of U+4000 to U+9FFF, whose leads allow any continuation: most of a Chinese text.
bool is_common_hanzi(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    return lead >= 0xE4 && lead <= 0xE9 && is_continuation(text, 1) && is_continuation(text, 2);
}

Step next_code_point(std::string_view text) {
    if (is_common_hanzi(text)) {
        const auto bits = [&](std::size_t i) { return static_cast<char32_t>(text[i] & 0x3F); };
        return {static_cast<char32_t>(text[0] & 0x0F) << 12 | bits(1) << 6 | bits(2), 3, true};
    }
    utf8proc_int32_t code_point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto length = utf8proc_iterate(
        bytes, static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &code_point);
    if (length > 0) {
        return {static_cast<char32_t>(code_point), static_cast<std::size_t>(length), true};
    }
    return {kReplacement, ill_formed_bytes(text), false};
}

void append_utf8(std::string& out, char32_t code_point) {
    utf8proc_uint8_t buffer[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
}

bool is_dropped_control(char32_t code_point) {
    return (code_point < 0x20 && code_point != '\n') || (code_point >= 0x7F && code_point < 0xA0);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const Step step = next_code_point(text);
        if (!step.valid) return false;
        text.remove_prefix(step.bytes);
    }
    return true;
}

std::string_view clamp_utf8(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    std::size_t end = max_bytes;
    for (int back = 0; back < 3 && end > 0 && is_continuation(text, end); ++back) --end;
    return text.substr(0, end);
}

std::string clean_text(std::string_view text, std::size_t max_bytes) {
    text = clamp_utf8(text, max_bytes);
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const Step step = next_code_point(text);
        if (step.code_point == '\r') {
            if (text.size() < 2 || text[1] != '\n') clean += '\n';
        } else if (step.code_point == '\t') {
            clean += ' ';
        } else if (!step.valid) {
            append_utf8(clean, kReplacement);
        } else if (!is_dropped_control(step.code_point)) {
            clean.append(text.substr(0, step.bytes));
        }
        text.remove_prefix(step.bytes);
    }
    return clean;
}

Decoded decode_utf8(std::string_view text) {
    const std::string_view all = clamp_utf8(text, std::numeric_limits<std::uint32_t>::max());
    Decoded decoded;
    decoded.code_points.reserve(all.size());
    decoded.bytes.reserve(all.size() + 1);
    std::size_t at = 0;
    while (at < all.size()) {
        const Step step = next_code_point(all.substr(at));
        decoded.code_points += step.code_point;
        decoded.bytes.push_back(static_cast<std::uint32_t>(at));
        at += step.bytes;
    }
    decoded.bytes.push_back(static_cast<std::uint32_t>(at));
    return decoded;
}

std::string encode_utf8(std::u32string_view code_points) {
    std::string out;
    for (const char32_t code_point : code_points) {
        append_utf8(out, utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code_point))
                             ? code_point
                             : kReplacement);
    }
    return out;
}

}  // namespace villageboard::fonts
