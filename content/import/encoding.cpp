#include "content/import/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "content/check/text.h"
#include "content/model/error.h"

namespace villageboard::import_ {
namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

[[noreturn]] void refuse(const std::string& what, std::string_view file_name, std::size_t byte) {
    throw Error(ErrorKind::invalid, what,
                std::string(file_name) + ":byte " + std::to_string(byte + 1));
}

void refuse_other_files(std::string_view bytes, std::string_view file_name) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0"))
        refuse("This is a Word, WPS or Excel file; save it as plain text (UTF-8) and import that.",
               file_name, 0);
    if (bytes.starts_with("%PDF"))
        refuse("This is a PDF; copy its text into a plain text file and import that.", file_name,
               0);
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        refuse("This text is in UTF-16; save it as UTF-8 and import that.", file_name, 0);
}

void refuse_control_bytes(std::string_view bytes, std::string_view file_name) {
    const auto is_control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7F;
    };
    const auto found = std::find_if(bytes.begin(), bytes.end(), is_control);
    if (found != bytes.end())
        refuse(
            "This is not a text file: it holds control bytes. Save it as plain text (UTF-8) and "
            "import that.",
            file_name, static_cast<std::size_t>(found - bytes.begin()));
}

std::size_t line_of(std::string_view bytes, std::size_t at) {
    return static_cast<std::size_t>(
               std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
           1;
}

/// Whether most of what isn't ASCII is UTF-8: then it is UTF-8 with a few damaged bytes.
bool is_mostly_utf8(std::string_view bytes) {
    std::size_t good = 0;
    std::size_t bad = 0;
    while (!bytes.empty()) {
        const std::size_t wrong = check::first_invalid_utf8(bytes);
        const auto valid = bytes.substr(0, wrong);
        good += static_cast<std::size_t>(
            std::count_if(valid.begin(), valid.end(), [](char c) { return (c & 0x80) != 0; }));
        if (wrong == std::string_view::npos) break;
        ++bad;
        bytes.remove_prefix(wrong + 1);
    }
    return good > 10 * bad;
}

struct CloseIconv {
    void operator()(void* handle) const { iconv_close(handle); }
};

/// GB18030 to UTF-8; `wrong` gets the byte that isn't GB18030, or npos.
std::string from_gb18030(std::string_view bytes, std::size_t& wrong) {
    const iconv_t opened = iconv_open("UTF-8", "GB18030");
    if (opened == iconv_t(-1))  // NOLINT: the C library's own constant
        throw Error(ErrorKind::retry,
                    "The C library can't read GB18030; install its gconv modules.");
    const std::unique_ptr<void, CloseIconv> handle(opened);
    std::string input(bytes);
    std::string output(bytes.size() * 2 + 16, '\0');
    char* in = input.data();
    std::size_t in_left = input.size();
    char* out = output.data();
    std::size_t out_left = output.size();
    const std::size_t done = iconv(handle.get(), &in, &in_left, &out, &out_left);
    wrong = done == static_cast<std::size_t>(-1) ? static_cast<std::size_t>(in - input.data())
                                                 : std::string_view::npos;
    output.resize(static_cast<std::size_t>(out - output.data()));
    return output;
}

/// Whether a text reads like Chinese: mostly characters of GB 2312's common range and punctuation,
/// hardly private-use ones. Another eight-bit encoding taken for GB18030 doesn't.
bool reads_like_chinese(std::string_view utf8) {
    std::size_t common = 0;
    std::size_t odd = 0;
    for (const char32_t c : check::decode_utf8(utf8)) {
        if (c < 0x80) continue;
        const bool punctuation = (c >= 0x2010 && c <= 0x2040) || (c >= 0x3000 && c <= 0x303F) ||
                                 (c >= 0xFF00 && c <= 0xFFEF) || c == 0xB7 || c == 0xA0;
        if (punctuation || (c >= 0x4E00 && c <= 0x9FFF))
            ++common;
        else
            ++odd;
    }
    return odd * 10 <= common;
}

std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            plain.push_back('\n');
            i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else {
            plain.push_back(text[i] == '\f' ? '\n' : text[i]);
        }
    }
    return plain;
}

}  // namespace

DecodedText decode_document(std::string_view bytes, std::string_view file_name) {
    refuse_other_files(bytes, file_name);
    if (bytes.starts_with(kUtf8Bom)) bytes.remove_prefix(kUtf8Bom.size());
    refuse_control_bytes(bytes, file_name);
    const std::size_t wrong = check::first_invalid_utf8(bytes);
    if (wrong == std::string_view::npos) return {with_plain_line_ends(bytes), "UTF-8"};
    if (is_mostly_utf8(bytes))
        refuse("The text is damaged in line " + std::to_string(line_of(bytes, wrong)) +
                   ": a character of UTF-8 is cut or broken there. Copy the file again.",
               file_name, wrong);
    std::size_t not_gb = 0;
    const std::string utf8 = from_gb18030(bytes, not_gb);
    if (not_gb != std::string_view::npos)
        refuse("The text is neither UTF-8 nor GBK/GB18030, or it is cut, in line " +
                   std::to_string(line_of(bytes, not_gb)) + ". Save it as UTF-8 and import that.",
               file_name, not_gb);
    if (!reads_like_chinese(utf8))
        refuse("The text is in an encoding we don't read. Save it as UTF-8 and import that.",
               file_name, wrong);
    return {with_plain_line_ends(utf8), "GB18030"};
}

std::string plain_line(std::string_view utf8) {
    std::u32string plain;
    for (const char32_t c : check::decode_utf8(utf8)) {
        const bool steers = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                            (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
        const bool no_character = (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF);
        const bool breaks = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (!steers && !no_character) plain.push_back(breaks ? U' ' : c);
    }
    return check::encode_utf8(check::trim(std::u32string_view(plain)));
}

}  // namespace villageboard::import_
