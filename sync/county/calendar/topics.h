/// What villagers ask about again and again should be published without being asked for: topics
/// that were asked at least so often become proposals for the catalogue. Topics are the inbox's
/// tags, never words of a villager. Pure but for the table; one thread at a time.
#pragma once
#include <string>
#include <vector>

#include "sync/county/store/topic_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct TopicCount {
    std::string area;
    std::string topic;  ///< the inbox's tag
    std::uint64_t asked = 0;
};

/// Topics that were asked at least `least` times in the area and everything in it together, the
/// most asked first.
std::vector<TopicCount> asked_often(const AreaCode& area, const std::vector<TopicCount>& counts,
                                    std::uint64_t least);

/// Keeps them as proposals; one that stands already only gets its new count.
void propose(const Tools& tools, const std::vector<TopicCount>& topics);

}  // namespace villageboard::county
