/// What offices owe because they asked or promised something, not because the catalogue says so by
/// the month: results of consultations and of meetings, commitments. One thread at a time.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sync/county/calendar/obligations.h"

namespace villageboard::county {

/// By area: what is overdue on a day or due within so many days (negative: only what is overdue).
/// An area without any has no row.
std::map<std::string, std::vector<Obligation>> talk_dues(Repository& repository,
                                                         const AreaRange& range,
                                                         const Calendar& calendar, Day on,
                                                         int within);

}  // namespace villageboard::county
