/// The string tables as they stand in kiosk/strings/*.strings; the definitions are generated from
/// those files when the program is built (kiosk/strings/embed.cmake).
#pragma once
#include <string_view>
#include <vector>

namespace villageboard::kiosk {

struct StringTable {
    std::string_view language;  ///< BCP 47 tag
    std::string_view text;      ///< lines "key = words"; '#' starts a comment line
};

/// The board's own language first.
const std::vector<StringTable>& string_tables();

}  // namespace villageboard::kiosk
