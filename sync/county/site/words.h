/// The Chinese words of the public pages, by key: the interface's own (kiosk/strings) and those of
/// zh-CN.words as both stand when this program is built. Data only. Any thread.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "content/model/time.h"

namespace villageboard::county::site {

using Values = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Lines "key = words" of zh-CN.words.
std::string_view page_table();
/// The words of `key` with {name} filled in; the key itself where there are none.
std::string say(std::string_view key, const Values& values = {});
bool has_words(std::string_view key);

/// "2026年11月20日".
std::string say_day(Day day);
/// "2026年11月20日 14:30", in Asia/Shanghai.
std::string say_instant(Instant at);
/// "12 KB", "1.3 MB".
std::string say_bytes(std::uint64_t bytes);
/// The first `most` characters, with a mark where some were cut off.
std::string clipped(std::string_view text, std::size_t most);

}  // namespace villageboard::county::site
