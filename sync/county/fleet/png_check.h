/// Whether bytes from a terminal are a plain PNG picture, before anybody opens them. Pure.
#pragma once
#include <string_view>

namespace villageboard::county {

/// True for a whole PNG file (W3C PNG, sections 5 and 11): RGB of 8 bits without interlace, each
/// side of 1 to `most_px`, one IHDR, then IDAT only, then IEND and nothing behind it, every check
/// sum right. Anything that could carry words or run past its end is refused.
bool is_plain_png(std::string_view bytes, unsigned most_px);

}  // namespace villageboard::county
