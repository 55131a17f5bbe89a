/// Warnings as the official gateway brings them: CAP 1.2, the Chinese profile of it, and the items
/// of the 12379 feed. Pure: bytes in, values out. A document type declaration is refused, so no
/// entity of anybody's is ever expanded.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/alert.h"

namespace villageboard::county {

inline constexpr std::size_t kMaxAlertBytes = 256 * 1024;

struct IncomingAlert {
    std::string identifier;
    std::string sender;       ///< who warns, in words
    std::string sender_code;  ///< may be empty
    Instant sent{};
    AlertStatus status = AlertStatus::actual;
    AlertType type = AlertType::alert;
    std::string references;  ///< identifier of the first of its chain; empty: none named
    std::string event;       ///< "暴雨"
    std::string event_type;  ///< "11B03"; may be empty
    Severity severity = Severity::blue;
    std::optional<Instant> effective = {};
    std::optional<Instant> onset = {};
    std::optional<Instant> expires = {};
    std::string headline;
    std::string description;
    std::string instruction;
    std::string note;                ///< why it was changed or cancelled; may be empty
    std::string area_text;           ///< may be empty
    std::string phone;               ///< may be empty
    std::vector<std::string> codes;  ///< of areas, as written
};

/// Reads one CAP document, or one or up to 100 items of the 12379 feed (JSON). Throws
/// Refusal(invalid) with one sentence that names what is missing or wrong.
std::vector<IncomingAlert> read_alerts(std::string_view bytes);

/// The areas of a county that codes name, without those that lie in another one of them. A code of
/// the province or prefecture above the county names all of it; codes elsewhere name nothing.
std::vector<AreaCode> named_areas(const std::vector<std::string>& codes, const AreaCode& county);

/// Runs of spaces and line breaks become one space: a text of the feed is one line.
std::string as_one_line(std::string_view text);

/// "2012-10-25 09:15:58+08:00", with 'T', with 'Z', or without an offset: then it is China's.
std::optional<Instant> parse_cap_time(std::string_view text);

}  // namespace villageboard::county
