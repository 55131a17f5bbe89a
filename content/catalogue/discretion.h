/// What a screen in the hall keeps to itself, whatever a roll holds. Pure; any thread.
#pragma once
#include <string_view>

namespace villageboard {

/// Whether the receivers are children or pupils, by catalogue code (S10, H08) or by what the
/// programme is called: their lines are never shown, searched or matched by amount.
bool concerns_minors(std::string_view catalogue_code, std::string_view programme_name);

/// Whether a reason is one of the coarse ones that may stand beside a name (支出型, 急难型, 新增):
/// anything else could be a household's cause, an age, an illness or a grade.
bool is_coarse_reason(std::string_view reason);

}  // namespace villageboard
