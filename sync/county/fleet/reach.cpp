#include "sync/county/fleet/reach.h"

#include <algorithm>
#include <map>

#include "sync/county/people/refusal.h"
#include "sync/county/store/published_rows.h"
#include "sync/county/store/reach_rows.h"

namespace villageboard::county {
namespace {

/// What all terminals of a village told together.
struct Village {
    bool holds = false;
    std::map<std::string, std::int64_t, std::less<>> counts;
};

std::int64_t count_of(const Village& village, std::string_view what) {
    const auto found = village.counts.find(what);
    return found == village.counts.end() ? 0 : found->second;
}

std::map<std::string, Village> villages_of(const std::map<std::string, ReachRow>& terminals,
                                           std::int64_t needed) {
    std::map<std::string, Village> villages;
    for (const auto& [device, row] : terminals) {
        Village& village = villages[row.area];
        village.holds |= row.holds >= needed;
        for (const auto& [what, count] : row.counts) village.counts[what] += count;
    }
    return villages;
}

/// The code of the town, or of the county where a terminal stands in its own hall.
std::string town_of(const std::string& place) {
    const auto area = AreaCode::parse(place);
    if (!area || area->level() != AreaLevel::village) return place;
    return area->parent()->digits();
}

/// Sums before small ones are left out.
struct Sums {
    ReachCell cell;
    std::int64_t opened = 0;
    std::int64_t read_to_end = 0;
    std::int64_t listened = 0;

    void add(const Village& village) {
        const std::int64_t minutes = count_of(village, "minutes");
        ++cell.villages;
        cell.holding += village.holds ? 1 : 0;
        cell.displayed += minutes > 0 ? 1 : 0;
        cell.minutes += minutes;
        opened += count_of(village, "opened");
        read_to_end += count_of(village, "read_to_end");
        listened += count_of(village, "listened");
    }
};

/// A small count is neither shown nor added, or it could be told from the sum.
void tell(std::optional<std::int64_t>& shown, std::int64_t count,
          std::optional<std::int64_t>& all) {
    if (count < kLeastCell) return;
    shown = count;
    all = all.value_or(0) + count;
}

}  // namespace

Reach reach_of(const Tools& tools, const Actor& actor, const AreaCode& area,
               const std::string& item, std::optional<Day> from, std::optional<Day> to) {
    const auto row = actor.sees(area) ? tools.repository.item(area.digits(), item) : std::nullopt;
    const auto facts = PublishedRows(tools.repository).find(area.digits(), item);
    if (!row || row->phase != "live" || !facts)
        throw Refusal(RefusalKind::unknown, "item", "There is no item " + item + " on the boards.");
    Reach reach;
    reach.from = from.value_or(shanghai_day(facts->first_published));
    reach.to = to.value_or(shanghai_day(tools.clock()));
    if (reach.to < reach.from)
        throw Refusal(RefusalKind::invalid, "malformed",
                      "The days asked for end before they begin.", "/to");
    const auto terminals =
        ReachRows(tools.repository)
            .of_item(area.digits(), item, format_day(reach.from), format_day(reach.to));
    std::map<std::string, Sums> towns;
    Sums all;
    const auto needed = static_cast<std::int64_t>(row->last_index) + 1;
    for (const auto& [place, village] : villages_of(terminals, needed)) {
        towns[town_of(place)].add(village);
        all.add(village);
    }
    reach.all = all.cell;
    reach.all.area = area.digits();
    for (auto& [code, sums] : towns) {
        sums.cell.area = code;
        tell(sums.cell.opened, sums.opened, reach.all.opened);
        tell(sums.cell.read_to_end, sums.read_to_end, reach.all.read_to_end);
        tell(sums.cell.listened, sums.listened, reach.all.listened);
        reach.towns.push_back(sums.cell);
    }
    return reach;
}

}  // namespace villageboard::county
