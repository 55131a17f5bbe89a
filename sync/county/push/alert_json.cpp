#include "sync/county/push/alert_json.h"

namespace villageboard::county {
namespace {

Json when(std::int64_t seconds) {
    if (seconds == 0) return nullptr;
    return format_instant(Instant(std::chrono::seconds(seconds)));
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

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
            {"made", when(row.made)},
            {"due", when(row.due)},
            {"expires", when(row.expires)},
            {"sent", when(row.sent)}};
}

Json reach_json(const AlertReach& one) {
    return {{"area", one.area},
            {"item", one.item},
            {"terminals", one.count.terminals},
            {"holding", one.count.holding}};
}

}  // namespace villageboard::county
