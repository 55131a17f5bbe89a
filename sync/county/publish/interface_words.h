/// The Chinese words of the terminals' interface as they stand in kiosk/strings/zh-CN.strings when
/// this program is built: what a pack of phrases translates. Data only. Any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace villageboard::county {

/// Lines "key = words"; "#" begins a comment line.
std::string_view interface_table();

/// The words of such a table by key.
std::map<std::string, std::string> parse_words(std::string_view table);

/// Those of the interface's table.
const std::map<std::string, std::string>& interface_words();

}  // namespace villageboard::county
