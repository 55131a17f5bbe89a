#include "sync/county/calendar/topics.h"

#include <algorithm>
#include <map>

namespace villageboard::county {

std::vector<TopicCount> asked_often(const AreaCode& area, const std::vector<TopicCount>& counts,
                                    std::uint64_t least) {
    std::map<std::string, std::uint64_t> sums;
    for (const TopicCount& one : counts) {
        const auto where = AreaCode::parse(one.area);
        if (where && area.contains(*where)) sums[one.topic] += one.asked;
    }
    std::vector<TopicCount> often;
    for (const auto& [topic, asked] : sums)
        if (!topic.empty() && asked >= least) often.push_back({area.digits(), topic, asked});
    std::ranges::stable_sort(often, std::ranges::greater{}, &TopicCount::asked);
    return often;
}

void propose(const Tools& tools, const std::vector<TopicCount>& topics) {
    TopicRows rows(tools.repository);
    Transaction transaction(tools.repository);
    for (const TopicCount& one : topics)
        rows.put(transaction, {one.area, one.topic, one.asked, tools.clock()});
    transaction.commit();
}

}  // namespace villageboard::county
