/// Reference data for one area: what the county published last, and what a village has of its own.
#pragma once
#include <vector>

#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {

/// The reference data in force, with the items that a village has beside the county's catalogue.
ReferenceData reference_of(Repository& repository, const AreaCode& county, const AreaCode& area);

/// The wordings of legal bases that the county published last, else those inside the program.
std::vector<LegalBasisRow> legal_bases(Repository& repository, const AreaCode& county);

}  // namespace villageboard::county
