/// The fleet as JSON, the same for the calls and the command line. Pure but for the look at the
/// rows of a terminal's own page.
#pragma once
#include "sync/county/api/router.h"
#include "sync/county/fleet/fleet.h"
#include "sync/county/fleet/reach.h"
#include "sync/county/store/alarm_rows.h"

namespace villageboard::county {

const char* state_word(DeviceState state);
Json entry_json(const RegisterRow& row);
/// One line of a list.
Json summary_json(const FleetMember& member);
/// A terminal's own page.
Json detail_json(Fleet& fleet, const FleetMember& member, const Tools& tools);
Json confirmed_json(const Confirmed& one);
Json alarm_json(const AlarmRow& row);
Json reach_json(const Reach& reach);

}  // namespace villageboard::county
