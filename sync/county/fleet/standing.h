/// What is wrong with a terminal, from what the county knows of it. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/county/store/fleet_rows.h"

namespace villageboard::county {

/// How long a terminal may stay silent, show nothing or hold nothing before somebody is told.
inline constexpr std::chrono::hours kGrace{24};
inline constexpr std::chrono::hours kNothingDisplayed{48};
inline constexpr std::int64_t kLowStorageBytes = std::int64_t{512} * 1024 * 1024;
/// So many reports in a row with one reason are a standing fault, not a bad afternoon.
inline constexpr std::int64_t kReasonRepeats = 3;

/// One of the feeds that a terminal follows, both sides.
struct FeedStanding {
    std::string area;
    bool own = false;         ///< of the place where it stands
    std::int64_t should = 0;  ///< entries that the county published
    std::int64_t holds = 0;   ///< entries that it said it holds
    std::int64_t shown = 0;   ///< items that it said it shows
    bool live_items = false;  ///< whether the county has any for it to show
};

struct Trouble {
    std::string kind;    ///< "offline", "storage_low", "clock_unknown", "error", "empty_shell"
    std::string detail;  ///< a code; may be empty
    friend bool operator==(const Trouble&, const Trouble&) = default;
};

struct Knowledge {
    Instant enrolled{};
    std::optional<TerminalRow> terminal;
    std::vector<FeedStanding> feeds;
};

/// Why a terminal that is there in name shows its village nothing: "never_reported", "no_items",
/// "no_village_items", "no_display". Nothing for a sound one and within the grace after enrolment.
std::optional<std::string> empty_shell(const Knowledge& known, Instant now);

/// Everything an operator should be told of, one of a kind.
std::vector<Trouble> troubles(const Knowledge& known, Instant now);

}  // namespace villageboard::county
