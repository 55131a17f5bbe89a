/// The body of an item: one struct per kind, and the ways from and to JSON.
/// parse_body and print_body are inverse; what they write first is stable, so that a body's bytes
/// can be signed. Thread-safe: no state.
#pragma once
#include <concepts>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "content/model/alert.h"
#include "content/model/consultation.h"
#include "content/model/contact.h"
#include "content/model/finance.h"
#include "content/model/guide.h"
#include "content/model/interpretation.h"
#include "content/model/meeting.h"
#include "content/model/notice.h"
#include "content/model/policy.h"
#include "content/model/project.h"
#include "content/model/reference.h"
#include "content/model/relief_roll.h"
#include "content/model/statistics.h"
#include "content/model/subsidy_roll.h"

namespace villageboard {

/// In the order of Kind: `Body{...}.index()` is the kind's number.
using Body =
    std::variant<Notice, Policy, Interpretation, Finance, SubsidyRoll, ReliefRoll, Project, Alert,
                 Consultation, Statistics, Guide, Contact, Meeting, CatalogueTable, CalendarTable,
                 LegalBasisTable, AreasTable, GlossaryTable, PhraseTable, InboxKey, AnswersTable>;

inline constexpr std::size_t kMaxBodyBytes = std::size_t{4} << 20;

enum class Strictness {
    strict,   ///< drafts: a member we don't know is refused
    lenient,  ///< readers: a member of a newer county is ignored
};

Kind kind_of(const Body& body);
const BodyCommon& common_of(const Body& body);
BodyCommon& common_of(Body& body);
/// Catalogue, calendar, legal_basis, areas, glossary, phrases, inbox_key, answers.
bool is_reference(Kind kind);

/// Reads a body of `kind` from its bytes: size and depth are checked before parsing (parse_json).
/// Throws Error invalid: one sentence naming the member and what is wrong, the place is its JSON
/// pointer.
Body parse_body(Kind kind, std::string_view bytes, Strictness strictness);
/// The same from JSON that stands at `pointer` of a larger document.
Body parse_body_at(const std::string& pointer, Kind kind, const nlohmann::json& json,
                   Strictness strictness);
/// The same from JSON; a template, so that a text is never taken for a JSON string.
template <std::same_as<nlohmann::json> Json>
Body parse_body(Kind kind, const Json& json, Strictness strictness) {
    return parse_body_at({}, kind, json, strictness);
}

/// The body as JSON, members in the order of their declaration.
nlohmann::ordered_json to_json(const Body& body);
/// The exact bytes that are hashed and stored: UTF-8 JSON without spaces, first member "salt".
/// Throws Error invalid when they would be over kMaxBodyBytes or `salt` isn't 32 hex digits.
std::string print_body(const Body& body, std::string_view salt);

/// The body of a withdrawal: {"salt","reason"}.
std::string print_withdrawal(std::string_view reason, std::string_view salt);
/// The reason in such a body. Throws Error invalid.
std::string parse_withdrawal(std::string_view bytes);

}  // namespace villageboard
