#include "sync/county/push/alert_json.h"
#include "sync/county/api/json_forms.h"

namespace villageboard::county {
Json alert_json(const AlertRow& row) {
    const Json draft = Json::parse(row.document);
    return {{"id", row.id},
            {"identifier", row.identifier},
            {"chain", row.chain},
            {"origin", row.origin},
            {"type", row.type},
            {"state", row.state},
            {"areas", row.areas},
            {"event", row.event},
            {"severity", draft.at("body").at("severity")},
            {"headline", draft.at("body").at("headline")},
            {"author", row.author},
            {"confirmed_by", text_or_null(row.confirmed_by)},
            {"alone_reason", text_or_null(row.alone_reason)},
            {"review", text_or_null(row.review)},
            {"reviewed_by", text_or_null(row.reviewed_by)},
            {"made", moment_or_null(row.made)},
            {"due", moment_or_null(row.due)},
            {"expires", moment_or_null(row.expires)},
            {"sent", moment_or_null(row.sent)}};
}

Json reach_json(const AlertReach& one) {
    return {{"area", one.area},
            {"item", one.item},
            {"terminals", one.count.terminals},
            {"holding", one.count.holding}};
}

}  // namespace villageboard::county
