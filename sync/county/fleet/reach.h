/// How far an item came: in how many villages it lies on the terminal, in how many it was shown,
/// how often it was opened, read to its end and listened to, town by town. What a campaign is
/// judged by.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "sync/county/people/actor.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Counts of one town, or of all. A count of uses under kLeastCell is nothing, and in no sum.
struct ReachCell {
    std::string area;
    std::int64_t villages = 0;   ///< with a terminal that follows the item's feed
    std::int64_t holding = 0;    ///< of these: their terminal holds the newest of the item
    std::int64_t displayed = 0;  ///< of these: it stood on the glass for a minute at least
    std::int64_t minutes = 0;
    std::optional<std::int64_t> opened;
    std::optional<std::int64_t> read_to_end;
    std::optional<std::int64_t> listened;
};

inline constexpr std::int64_t kLeastCell = 5;

struct Reach {
    Day from{};
    Day to{};  ///< included
    ReachCell all;
    std::vector<ReachCell> towns;  ///< by code
};

/// Of the days given, else of those since the item was first published. Whoever sees the area may
/// ask. Throws Refusal: unknown for an item that is not live, invalid for days that end before they
/// begin.
Reach reach_of(const Tools& tools, const Actor& actor, const AreaCode& area,
               const std::string& item, std::optional<Day> from, std::optional<Day> to);

}  // namespace villageboard::county
