#include "sync/county/fleet/standing.h"

#include <algorithm>

namespace villageboard::county {
namespace {

Instant instant(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

bool is_offline(const Knowledge& known, Instant now) {
    return known.terminal && now - instant(known.terminal->received) > kGrace;
}

}  // namespace

std::optional<std::string> empty_shell(const Knowledge& known, Instant now) {
    if (now - known.enrolled <= kGrace) return std::nullopt;
    if (!known.terminal) return "never_reported";
    const bool nothing_shown =
        std::ranges::all_of(known.feeds, [](const FeedStanding& one) { return one.shown == 0; });
    const bool something_due =
        std::ranges::any_of(known.feeds, [](const FeedStanding& one) { return one.live_items; });
    if (nothing_shown && something_due) return "no_items";
    for (const FeedStanding& one : known.feeds)
        if (one.own && one.live_items && one.shown == 0) return "no_village_items";
    const Instant displayed =
        instant(std::max(known.terminal->displayed, known.terminal->first_report));
    // judged by its own reports: who is silent is offline, not dark
    if (instant(known.terminal->received) - displayed > kNothingDisplayed) return "no_display";
    return std::nullopt;
}

std::vector<Trouble> troubles(const Knowledge& known, Instant now) {
    std::vector<Trouble> found;
    if (is_offline(known, now)) found.push_back({"offline", ""});
    if (const auto why = empty_shell(known, now)) found.push_back({"empty_shell", *why});
    if (!known.terminal) return found;
    const TerminalRow& last = *known.terminal;
    if (last.total_bytes > 0 &&
        (last.free_bytes < kLowStorageBytes || last.free_bytes < last.total_bytes / 20))
        found.push_back({"storage_low", ""});
    if (!last.clock_known) found.push_back({"clock_unknown", ""});
    // a contradiction that somebody signed is never waited for
    const bool signed_alarm = last.result == "refused";
    if (!last.reason.empty() && (signed_alarm || last.reason_reports >= kReasonRepeats))
        found.push_back({"error", last.reason});
    return found;
}

}  // namespace villageboard::county
