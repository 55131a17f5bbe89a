/// Notices for an invented county, and what a terminal shows of them by its titles.
#pragma once
#include <string>
#include <vector>

#include "content/cache/reader.h"
#include "tests/sync/agent/simulated_county.h"

namespace villageboard::agent {

inline std::vector<std::string> titles(const Terminal& terminal,
                                       cache::ItemState state = cache::ItemState::live) {
    cache::CacheReader cache(terminal.data());
    cache.refresh();
    std::vector<std::string> found;
    cache::ListQuery query;
    query.states = {state};
    query.limit = 100'000;
    for (const cache::ItemRow& item : cache.list(query)) found.push_back(item.title);
    return found;
}

inline void fill(SimulatedCounty& county, int notices) {
    for (int i = 0; i < notices; ++i)
        county.add_notice(kVillage, "关于第" + std::to_string(i) + "件事的通知");
}

}  // namespace villageboard::agent
