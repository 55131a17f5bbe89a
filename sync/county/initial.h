/// `villageboard-county init`: a county's data folder from nothing.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "sync/county/opened_county.h"

namespace villageboard::county {

struct InitRequest {
    std::filesystem::path data;
    std::string origin;
    std::string area;
    std::string database = "sqlite";
    std::optional<std::filesystem::path> areas;  ///< item JSON of the county's table of areas
};

/// Makes county.conf (last), keys, database and feed folder, and publishes root/1 and the reference
/// data as the first items of the county's feed. Throws Error(invalid) for wrong values and for a
/// folder that holds anything, naming it; a folder that could not be finished is left empty.
void init_county(const InitRequest& request, const Effects& effects);

}  // namespace villageboard::county
