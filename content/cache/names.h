/// How the states of rows.h are written in the tables. Never changed once released.
#pragma once
#include <string_view>

#include "content/cache/rows.h"

namespace villageboard::cache {

std::string_view to_string(ItemState state);
std::string_view to_string(BodyState state);
/// Error `corrupt` for a text that no version wrote.
ItemState item_state(std::string_view text);
BodyState body_state(std::string_view text);
Kind stored_kind(std::string_view text);
Audience stored_audience(std::string_view text);
Operation stored_operation(std::string_view text);

}  // namespace villageboard::cache
