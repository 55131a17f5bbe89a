/// The privacy gate (group E): personal numbers, partly hidden numbers, sensitive facts beside a
/// name. Used on drafts, on every derived rendition before it is signed, and on text of any origin.
/// Findings of severity E from here cannot be waived by anyone; the draft must change.
///
/// Decided here:
/// * A number counts when its structure holds, however it is written: full-width digits, spaces,
///   dashes or line breaks between digits, the letters O and l among them.
/// * An 18-digit number with a wrong check digit is a mistyped personal number, not a harmless one.
/// * A mobile number passes only in a member meant for an office's telephone: `phone`,
///   `objection_phone`, `complaint_phone`. In any running text it is an error: a reader can't
///   tell a duty phone from a person's own. Fixed lines and service numbers pass everywhere.
/// * An account number after words such as 账号 is an error, unless the same text names an
///   organisation as its holder: then a warning.
/// * JSON numbers are not looked at (amounts are numbers); every string is, file names included.
///   Digests (64 hex digits), salts and identifiers of items are not.
/// Pure functions; safe on any thread.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "content/check/finding.h"

namespace villageboard::check {

/// Whether the string stands where an office's own telephone belongs.
enum class Field { text, office_phone };

/// VE1 to VE3 of one text. `place` empty: places are `line:column` in the text; else all findings
/// are at `place`.
Findings check_text_privacy(std::string_view utf8, const std::string& place = {},
                            Field field = Field::text);

/// VE1 to VE4 of every string below `value`, of its tables by row and column, of its roll lines.
/// `pointer` is the JSON pointer of `value` itself. Use it on a draft, a body, a rendition.
Findings check_json_privacy(const nlohmann::json& value, const std::string& pointer = {});

}  // namespace villageboard::check
