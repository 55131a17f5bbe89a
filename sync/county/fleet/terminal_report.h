/// What a terminal reports, as POST /v1/reports takes it. Pure. Newer terminals may say more: what
/// is not known here is passed over.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/county/api/router.h"
#include "sync/county/store/fleet_rows.h"

namespace villageboard::county {

inline constexpr std::size_t kMaxReportBytes = 256 * 1024;

struct TerminalReport {
    TerminalRow terminal;  ///< without the times of the county's clock
    std::int64_t minutes_today = 0;
    std::vector<TerminalFeedRow> feeds;
    std::vector<TerminalErrorRow> errors;        ///< without times
    std::vector<TerminalDayRow> days;            ///< whole days only
    std::vector<ConfirmationRow> confirmations;  ///< without device and time of arrival
};

/// The JSON Schema of a report.
Json report_schema();

/// Reads what passed the schema. Throws Refusal(invalid) naming the place for a list that is too
/// long, a time, a code, an id or a digest that is none, and a number below nothing.
TerminalReport read_report(const Json& body);

}  // namespace villageboard::county
