/// What is said when nothing was found: honestly, with what may help. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::kiosk {

/// Whether somebody seems to look for a person: a family name with one to three characters, or the
/// first letters of such a name.
bool looks_like_person(std::string_view typed);

/// At most `most` of the names that are most like what was typed, by characters and by sound, the
/// likest first; none that have nothing in common with it.
std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& names,
                                 std::size_t most);

}  // namespace villageboard::kiosk
