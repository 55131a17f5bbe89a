/// sync/feed/FORMAT.md as it stands when this program is built: it goes into every archive.
#pragma once
#include <string_view>

namespace villageboard::county {

std::string_view format_text();

}  // namespace villageboard::county
