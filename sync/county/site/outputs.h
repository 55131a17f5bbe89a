/// What an office takes along of one item: a text for the loudspeaker and a poster. Of the public
/// body alone, and never a line of a roll: a voice and paper can't be recalled. Pure; any thread.
#pragma once
#include <optional>
#include <string>

#include "sync/county/site/document.h"
#include "sync/county/site/item_pages.h"

namespace villageboard::county::site {

/// The words of an item as they may be shown now; nothing where they may not.
std::optional<Document> words_of(const PublicItem& item, Instant now);

/// Half a minute to a minute of reading: what is the matter, what to do, who says so and whom to
/// ring. A drill says that it is one before and after.
std::string script_of(const Document& document);

enum class Paper { a4, a3 };
/// A page to print and to pin up.
std::string poster_of(const Document& document, const PublicItem& item, Paper paper);
/// The header field that lets a poster have its own style and nothing else.
std::string poster_policy(Paper paper);

}  // namespace villageboard::county::site
