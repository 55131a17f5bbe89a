/// Dossiers of one kind that stand or are on their way, by area.
#pragma once
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

/// Ids of the dossiers of `kind` in exactly this area that are in one of `states` (closed words of
/// desk/path.h), in the order in which they were begun.
std::vector<std::string> dossiers_in(Repository& repository, const std::string& area,
                                     const std::string& kind,
                                     const std::vector<std::string>& states);

}  // namespace villageboard::county
