/// Bytes of a document -> UTF-8 text with '\n' line ends and no byte order mark.
/// Pure functions; iconv (glibc) does the conversion.
#pragma once
#include <string>
#include <string_view>

namespace villageboard::import_ {

struct DecodedText {
    std::string utf8;
    std::string encoding;  ///< "UTF-8" or "GB18030" (which contains GBK and GB 2312)
};

/// UTF-8 when it is valid UTF-8, else GB18030 when it is wholly that and reads like Chinese.
/// Throws Error invalid for binary data, UTF-16, damaged UTF-8 and anything else; the place is
/// `file_name:line` or `file_name:byte N` (from 1).
DecodedText decode_document(std::string_view bytes, std::string_view file_name);

/// One line of text as the wire takes it: tabs and line breaks become spaces, marks that steer the
/// direction of writing and byte order marks are dropped, no space at either end.
std::string plain_line(std::string_view utf8);

}  // namespace villageboard::import_
