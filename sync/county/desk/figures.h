/// What a correction did to the figures of an item: every number and amount that two revisions show
/// differently, with its place. Lines of a roll are compared by their id, else by name and group,
/// so that a line which was put in does not make all below it look changed. Pure.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace villageboard::county {

struct FigureChange {
    std::string place;  ///< JSON pointer into the later body, or the earlier where it was taken out
    nlohmann::ordered_json before;  ///< null where it was not there
    nlohmann::ordered_json after;   ///< null where it is not there any more
};

/// In the order of the later body, what was taken out last.
std::vector<FigureChange> figure_changes(const nlohmann::ordered_json& before,
                                         const nlohmann::ordered_json& after);

}  // namespace villageboard::county
