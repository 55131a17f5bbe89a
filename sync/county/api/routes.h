/// The office's calls, one function a family; each adds its routes.
#pragma once
#include "sync/county/api/router.h"

namespace villageboard::county {

void add_site_routes(Router& router);
void add_desk_routes(Router& router);

/// All of them.
void add_routes(Router& router);

void add_fleet_routes(Router& router);
void add_push_routes(Router& router);
void add_session_routes(Router& router);
void add_user_routes(Router& router);
void add_audit_routes(Router& router);
void add_submission_routes(Router& router);
void add_case_routes(Router& router);
void add_calendar_routes(Router& router);
void add_figure_routes(Router& router);
void add_payment_routes(Router& router);

}  // namespace villageboard::county
