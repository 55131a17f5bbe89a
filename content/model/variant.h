/// An item's words in another language than Chinese: which there are, and whether they still say
/// what the item says. Pure functions of a body.
#pragma once
#include <cstdint>
#include <string_view>

#include "content/model/body_common.h"

namespace villageboard {

/// How far an item speaks a language.
enum class Variant {
    whole,
    partly,  ///< title and sentence; the text is in Chinese only
    stale,   ///< its words say what an older revision said, so Chinese is shown
    none,    ///< nobody has put it into this language
};

/// "zh-CN" and its relatives: the language in which every item is written.
bool is_chinese(std::string_view language);

/// Takes the words out of every overlay that was made for an older revision than `revision`; the
/// overlay itself stays, so that it is known that there was one.
void silence_stale_variants(BodyCommon& body, std::uint32_t revision);

/// The words for `language`: its own, else those of its base language ("en" for "en-GB"). Null
/// where there are none, and where they were silenced.
const LanguageOverlay* variant_of(const BodyCommon& body, std::string_view language);

/// Chinese is always `whole`. Of a body whose stale words were silenced.
Variant variant_state(const BodyCommon& body, std::string_view language);

}  // namespace villageboard
