/// Days and instants. The wire carries RFC 3339 UTC with seconds; people and laws count days in
/// Asia/Shanghai (UTC+8, no daylight saving since 1992).
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace villageboard {

/// A day in Asia/Shanghai, without a time.
using Day = std::chrono::sys_days;
/// A moment, UTC, whole seconds.
using Instant = std::chrono::sys_seconds;

/// "2026-11-23".
std::string format_day(Day day);
/// Exactly "YYYY-MM-DD" and a day that exists; nothing otherwise.
std::optional<Day> parse_day(std::string_view text);

/// "2026-11-23T06:45:00Z" (RFC 3339, UTC, whole seconds).
std::string format_instant(Instant at);
/// Exactly the form that format_instant writes; nothing otherwise.
std::optional<Instant> parse_instant(std::string_view text);

/// The day in Asia/Shanghai on which `at` falls.
Day shanghai_day(Instant at);
/// The first moment of `day` in Asia/Shanghai.
Instant start_of(Day day);
/// The first moment after `day` in Asia/Shanghai: when a period that includes `day` is over.
Instant end_of(Day day);

/// The wall clock, cut to seconds. Programs call it in main and pass it on.
Instant wall_clock();

}  // namespace villageboard
