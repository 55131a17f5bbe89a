/// The office's calls about consultations, meetings and commitments.
#pragma once
#include "sync/county/api/router.h"

namespace villageboard::county {

void add_consultation_routes(Router& router);
void add_meeting_routes(Router& router);
void add_commitment_routes(Router& router);

}  // namespace villageboard::county
