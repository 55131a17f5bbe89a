#include "sync/county/fleet/standing.h"

#include <doctest/doctest.h>

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

const Instant kNow = *parse_instant("2026-11-20T02:00:00Z");

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

/// A terminal that stands in its village for a month and lacks nothing.
Knowledge sound() {
    TerminalRow row;
    row.first_report = seconds(kNow - std::chrono::days{30});
    row.received = seconds(kNow - 10min);
    row.made = row.received;
    row.clock_known = true;
    row.result = "fresh";
    row.free_bytes = std::int64_t{8} << 30;
    row.total_bytes = std::int64_t{16} << 30;
    row.displayed = row.received;
    Knowledge known;
    known.enrolled = kNow - std::chrono::days{30};
    known.terminal = row;
    known.feeds = {{"539921", false, 12, 12, 9, true}, {"539921102205", true, 40, 40, 31, true}};
    return known;
}

std::vector<std::string> kinds(const Knowledge& known) {
    std::vector<std::string> all;
    for (const Trouble& one : troubles(known, kNow)) all.push_back(one.kind);
    return all;
}

using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("a sound terminal troubles nobody") { CHECK(kinds(sound()) == Kinds{}); }

TEST_CASE("a terminal is offline after a day of silence, not before") {
    Knowledge known = sound();
    known.terminal->received = known.terminal->displayed = seconds(kNow - 24h);
    CHECK(kinds(known) == Kinds{});
    known.terminal->received = known.terminal->displayed = seconds(kNow - 24h - 1s);
    CHECK(kinds(known) == Kinds{"offline"});
}

TEST_CASE("an empty shell is found, by whichever way it is empty") {
    Knowledge known = sound();
    known.terminal.reset();
    CHECK(empty_shell(known, kNow) == "never_reported");
    known.enrolled = kNow - 24h;
    CHECK(!empty_shell(known, kNow));

    known = sound();
    known.feeds[0].shown = known.feeds[1].shown = 0;
    CHECK(empty_shell(known, kNow) == "no_items");
    known.feeds[0].live_items = known.feeds[1].live_items = false;
    CHECK(!empty_shell(known, kNow));

    known = sound();
    known.feeds[1].shown = 0;
    CHECK(empty_shell(known, kNow) == "no_village_items");
    known.feeds[1].live_items = false;
    CHECK(!empty_shell(known, kNow));

    known = sound();
    known.terminal->displayed = 0;
    CHECK(empty_shell(known, kNow) == "no_display");
    known.terminal->first_report = known.terminal->received;
    CHECK(!empty_shell(known, kNow));
}

TEST_CASE(
    "a full disk, a clock that nobody set and a repeated fault are told, one afternoon isn't") {
    Knowledge known = sound();
    known.terminal->free_bytes = kLowStorageBytes - 1;
    CHECK(kinds(known) == Kinds{"storage_low"});
    known.terminal->free_bytes = known.terminal->total_bytes / 20 - 1;
    CHECK(kinds(known) == Kinds{"storage_low"});
    known = sound();
    known.terminal->clock_known = false;
    CHECK(kinds(known) == Kinds{"clock_unknown"});
    known = sound();
    known.terminal->result = "retry";
    known.terminal->reason = "network";
    known.terminal->reason_reports = kReasonRepeats - 1;
    CHECK(kinds(known) == Kinds{});
    known.terminal->reason_reports = kReasonRepeats;
    CHECK(troubles(known, kNow) == std::vector<Trouble>{{"error", "network"}});
    known.terminal->result = "refused";
    known.terminal->reason = "rollback";
    known.terminal->reason_reports = 1;
    CHECK(troubles(known, kNow) == std::vector<Trouble>{{"error", "rollback"}});
}
