/// Text as code points, with the folding that a check needs: full-width digits and brackets become
/// ASCII, kinds of space become one. A folded text has the same length as the text it came from,
/// so positions agree. Pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::check {

/// Code points of UTF-8; each wrong byte becomes U+FFFD.
std::u32string decode_utf8(std::string_view text);
std::string encode_utf8(std::u32string_view text);

/// The byte at which `text` stops being UTF-8 (RFC 3629: no surrogates, no overlong forms), or
/// npos when all of it is.
std::size_t first_invalid_utf8(std::string_view text);

bool is_digit(char32_t c);  ///< ASCII digit
bool is_ascii_letter(char32_t c);
bool is_han(char32_t c);    ///< any plane, with the compatibility ideographs
bool is_space(char32_t c);  ///< ASCII white space, NBSP, U+2000..200B, U+3000, U+FEFF

/// Full-width ASCII (U+FF01..FF5E) to ASCII, any space to U+0020 (line breaks to U+000A), kinds of
/// dash to '-'. Same length.
std::u32string fold(std::u32string_view text);

/// Without white space at both ends.
std::u32string trim(std::u32string_view text);
std::string trim(std::string_view text);
/// Without any white space.
std::u32string without_spaces(std::u32string_view text);

bool contains(std::u32string_view text, std::u32string_view part);
bool contains_any(std::u32string_view text, const std::vector<std::u32string_view>& parts);
std::size_t count_of(std::u32string_view text, std::u32string_view part);

/// `line:column` of the code point at `position`, both from 1.
std::string place_in_text(std::u32string_view text, std::size_t position);

/// A value of Chinese numerals below 100,000 ("五十三", "二百零四", "十二"); 0 when it is none.
int chinese_number(std::u32string_view text);

}  // namespace villageboard::check
