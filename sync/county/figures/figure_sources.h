/// The figures of the desk, the inbox and the terminals out of the county's database, each with the
/// list behind it. Numbers and ids, never a word that anybody wrote. One thread at a time.
#pragma once
#include <vector>

#include "sync/county/figures/figure.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/published_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct FigureSpan {
    AreaCode area;
    Day from;
    Day to;  ///< the last day
};

/// The area and everything in it, and each of those above it alone.
std::vector<AreaRange> ranges_of(const AreaCode& area);

Figure released_mixed(const Tools& tools, const FigureSpan& span);  ///< 11

/// 13 and 14: messages to the offices of a county or town. Unavailable for a village, which has no
/// such office and must not learn who wrote. Only who may handle a message sees its id in the list;
/// everybody else the day on which its answer was due.
struct MessageFigures {
    Figure questions;
    Figure objections;
};
MessageFigures messages_in_time(const Tools& tools, const Actor& actor, const FigureSpan& span);

Figure terminals_online(const Tools& tools, const FigureSpan& span);  ///< 19

}  // namespace villageboard::county
