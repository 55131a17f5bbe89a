/// The Chinese words of the terminals' interface as they stand in kiosk/strings/zh-CN.strings when
/// this program is built: what a pack of phrases translates. Data only. Any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace villageboard::county {

/// Lines "key = words"; "#" begins a comment line.
std::string_view interface_table();

/// The same by key.
const std::map<std::string, std::string>& interface_words();

}  // namespace villageboard::county
