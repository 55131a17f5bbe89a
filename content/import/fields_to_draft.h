/// The values of a front matter into an item draft. Pure; throws Error invalid with the line.
#pragma once
#include <string_view>

#include "content/import/front_matter.h"
#include "content/model/draft.h"

namespace villageboard::import_ {

/// Members of the draft itself: item, priority, days and moments, operation, office.
void fill_draft(ItemDraft& draft, const FrontMatter& matter, std::string_view file_name);
/// Members of the body that every kind has, `meta` among them.
void fill_common(BodyCommon& body, const FrontMatter& matter);
void fill_notice(Notice& notice, const FrontMatter& matter, std::string_view file_name);
void fill_policy(Policy& policy, const FrontMatter& matter, std::string_view file_name);
/// Refuses a key that has no place in a body of this kind ("event_at" of a policy).
void refuse_foreign_keys(Kind kind, const FrontMatter& matter, std::string_view file_name);

/// The kind that the front matter names; nothing without one.
std::optional<Kind> kind_in(const FrontMatter& matter, std::string_view file_name);

}  // namespace villageboard::import_
