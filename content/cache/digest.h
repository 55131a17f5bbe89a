/// SHA-256 as 64 lower-case hex digits, the way bodies and files are named.
#pragma once
#include <string>
#include <string_view>

namespace villageboard::cache {

std::string sha256_hex(std::string_view bytes);

}  // namespace villageboard::cache
