/// Values as all answers of the office's calls write them; their schemas are in schema.h.
#pragma once
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "content/model/time.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {

/// Unix seconds as RFC 3339.
inline std::string moment(std::int64_t seconds) {
    return format_instant(Instant(std::chrono::seconds(seconds)));
}

/// Null for 0, which stands for "not yet".
inline nlohmann::ordered_json moment_or_null(std::int64_t seconds) {
    if (seconds == 0) return nullptr;
    return moment(seconds);
}

inline nlohmann::ordered_json text_or_null(const std::string& text) {
    if (text.empty()) return nullptr;
    return text;
}

inline nlohmann::ordered_json day_or_null(const std::optional<Day>& day) {
    if (!day) return nullptr;
    return format_day(*day);
}

/// The day that a member of a body names, at `place` in it. Refusal(invalid).
inline Day day_in(const nlohmann::ordered_json& value, const std::string& place) {
    const auto day = parse_day(value.get_ref<const std::string&>());
    if (!day)
        throw Refusal(RefusalKind::invalid, "malformed", "A day is written like 2026-11-27.",
                      place);
    return *day;
}

/// A page of a list. `next` is what `after` has to be for the page behind it; empty: there is none.
inline nlohmann::ordered_json page_json(nlohmann::ordered_json rows, const std::string& next) {
    return {{"rows", std::move(rows)}, {"next", text_or_null(next)}};
}

}  // namespace villageboard::county
