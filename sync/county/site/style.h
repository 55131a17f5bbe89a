/// The style sheet of the public pages as site.css stands when this program is built.
#pragma once
#include <string_view>

namespace villageboard::county::site {

std::string_view style_sheet();

}  // namespace villageboard::county::site
