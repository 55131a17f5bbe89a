/// What a check has to say about an item: values, never exceptions. Rule ids are those of the
/// project's rule list: VA sums, VB persons, VC identifiers, VD dates, VE privacy, VF mixed content
/// and text. Writes nothing, keeps nothing; safe on any thread.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::check {

enum class Severity {
    error,        ///< E: blocks publication
    warning,      ///< W: needs a reason from the reviewer
    information,  ///< I: told, nothing to do
};

enum class Language { chinese, english };

struct Finding {
    std::string rule;  ///< "VA1"
    Severity severity;
    /// A JSON pointer into the draft ("/body/lines/3/amount_fen"); in plain text `line:column`,
    /// both from 1. Tables add `:row:column`, both from 1, the header being row 0.
    std::string place;
    std::string message_zh;  ///< one plain sentence; never repeats a personal number in full
    std::string message_en;

    const std::string& message(Language language) const {
        return language == Language::chinese ? message_zh : message_en;
    }
    friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

/// Who may let an item with this finding through.
enum class Waiver {
    anyone,  ///< W with a written reason, and I
    county,  ///< an E other than of group E
    no_one,  ///< an E of group E (privacy): the draft must be changed
};

Waiver waiver_of(const Finding& finding);

/// "E", "W" or "I".
std::string_view letter_of(Severity severity);

/// Whether any finding blocks publication.
bool blocks(const Findings& findings);

/// The form of the command line: {"rule","severity","place","message"}.
nlohmann::ordered_json to_json(const Finding& finding, Language language);

/// Puts errors before warnings before information; otherwise keeps the order. Drops repetitions.
void tidy(Findings& findings);

}  // namespace villageboard::check
