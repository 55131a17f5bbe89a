/// Warnings as JSON, the same for the calls and the command line. Pure.
#pragma once
#include "sync/county/api/router.h"
#include "sync/county/push/alert_desk.h"

namespace villageboard::county {

Json alert_json(const AlertRow& row);
Json reach_json(const AlertReach& one);

}  // namespace villageboard::county
