#include "sync/county/api/routes.h"

#include "sync/county/api/routes_talk.h"

namespace villageboard::county {

void add_routes(Router& router) {
    router.add({.method = "GET",
                .path = "/v1/openapi.json",
                .family = "about",
                .summary = "this document",
                .access = Access::open,
                .gives = Json::object(),
                .handler = [&router](Call&) { return json_answer(router.openapi()); }});
    add_site_routes(router);
    add_fleet_routes(router);
    add_push_routes(router);
    add_session_routes(router);
    add_user_routes(router);
    add_audit_routes(router);
    add_desk_routes(router);
    add_submission_routes(router);
    add_case_routes(router);
    add_consultation_routes(router);
    add_meeting_routes(router);
    add_commitment_routes(router);
    add_calendar_routes(router);
    add_figure_routes(router);
    add_payment_routes(router);
}

}  // namespace villageboard::county
