#include "content/import/encoding.h"

#include <doctest/doctest.h>

#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::import_;

namespace {

// "村务公开，一、收入。" in GBK.
const std::string kGbk =
    "\xB4\xE5\xCE\xF1\xB9\xAB\xBF\xAA\xA3\xAC\xD2\xBB\xA1\xA2\xCA\xD5\xC8\xEB\xA1\xA3";

Error error_of(std::string_view bytes) {
    try {
        decode_document(bytes, "a.txt");
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error");
    return Error(ErrorKind::retry, "");
}

}  // namespace

TEST_CASE("a zip, an old Word file, a PDF and UTF-16 are refused by name with a remedy") {
    for (const std::string& bytes :
         {std::string("PK\x03\x04rest"), std::string("\xD0\xCF\x11\xE0rest"),
          std::string("%PDF-1.4"), std::string("\xFF\xFE\x11\x62")}) {
        const Error error = error_of(bytes);
        CHECK(error.kind() == ErrorKind::invalid);
        CHECK(std::string(error.what()).find("import that") != std::string::npos);
    }
}

TEST_CASE("a NUL byte makes it no text file and is named") {
    const Error error = error_of(std::string("abc\0def", 7));
    CHECK(error.place() == "a.txt:byte 4");
}

TEST_CASE("UTF-8 cut inside a character is damaged, not GB18030") {
    std::string text = "第一行没有问题。\n第二行的最后一个字被截断了吗";
    text.pop_back();
    const Error error = error_of(text);
    CHECK(error.place() == "a.txt:byte " + std::to_string(text.size() - 1));
    CHECK(std::string(error.what()).find("line 2") != std::string::npos);
}

TEST_CASE("GBK cut inside a character is refused with its place") {
    std::string cut = kGbk;
    cut.pop_back();
    CHECK(error_of(cut).place() == "a.txt:byte 19");
}

TEST_CASE("bytes of another eight-bit encoding are refused") {
    // Latin-1: "Señor José coût élevé"
    CHECK(error_of("Se\xF1or Jos\xE9 co\xFBt \xE9lev\xE9").kind() == ErrorKind::invalid);
}

TEST_CASE("UTF-8 is taken with and without a byte order mark") {
    CHECK(decode_document("村务", "a.txt").utf8 == "村务");
    CHECK(decode_document("\xEF\xBB\xBF村务", "a.txt").utf8 == "村务");
    CHECK(decode_document("村务", "a.txt").encoding == "UTF-8");
}

TEST_CASE("GBK and the four-byte characters of GB18030 are read") {
    CHECK(decode_document(kGbk, "a.txt").utf8 == "村务公开，一、收入。");
    CHECK(decode_document(kGbk, "a.txt").encoding == "GB18030");
    // U+20000, a character beyond the BMP, in four bytes.
    const auto decoded = decode_document(kGbk + "\x95\x32\x82\x36", "a.txt");
    CHECK(decoded.utf8 == "村务公开，一、收入。𠀀");
}

TEST_CASE("line ends of Windows and old Macs become one kind") {
    CHECK(decode_document("一\r\n二\r三\n", "a.txt").utf8 == "一\n二\n三\n");
}

TEST_CASE("a line for the wire has no tab, no mark of direction, no space at its ends") {
    CHECK(plain_line(" 一\t二\xE2\x80\xAE\xEF\xBB\xBF ") == "一 二");
}
