/// Which feeds a terminal follows: its own path, what the county granted, and the successors of
/// what was abolished. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"

namespace villageboard::agent {

struct Followed {
    AreaCode area = *AreaCode::parse("000000");
    bool granted = false;
    std::string successor;  ///< of an abolished area; else empty

    friend bool operator==(const Followed&, const Followed&) = default;
};

/// One row of the county's table of areas that names a successor.
struct Succession {
    AreaCode area = *AreaCode::parse("000000");
    AreaCode successor = *AreaCode::parse("000000");
    std::optional<Day> valid_to;  ///< last day; nothing: abolished already
};

/// The rows with a successor out of a body of kind `areas`; none for a body that can't be read.
std::vector<Succession> read_successions(std::string_view areas_body);

/// County, town, village first, then what was granted, then successors with their own paths, each
/// once. A succession counts from the day after its last valid one.
std::vector<Followed> follow(const AreaCode& own, const std::vector<AreaCode>& granted,
                             const std::vector<Succession>& successions, Day today);

}  // namespace villageboard::agent
