/// The tables behind pinyin.h; the definitions are generated when the program is built
/// (kiosk/input/pinyin.awk from the package unicode-data).
#pragma once
#include <string_view>

namespace villageboard::kiosk {

/// One letter a character from U+3400 to U+9FFF; '.' where there is no reading.
std::string_view pinyin_initials_bmp();
/// One letter a character from U+20000 to U+323AF.
std::string_view pinyin_initials_beyond();
/// Lines "character letters" for characters with more than one reading.
std::string_view pinyin_readings();

}  // namespace villageboard::kiosk
