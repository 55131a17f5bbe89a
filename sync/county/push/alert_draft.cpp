#include "sync/county/push/alert_draft.h"

namespace villageboard::county {
namespace {

/// Up to and with the first full stop.
std::string first_sentence(const std::string& text) {
    constexpr std::string_view kStop = "。";
    const auto end = text.find(kStop);
    return end == std::string::npos ? text : text.substr(0, end + kStop.size());
}

}  // namespace

Instant end_of_alert(const IncomingAlert& alert) {
    return alert.expires ? *alert.expires : alert.effective.value_or(alert.sent) + kAlertLife;
}

ItemDraft alert_draft(const IncomingAlert& alert, const AreaCode& county, const std::string& where,
                      const std::string& reviewer) {
    ItemDraft draft(county);
    draft.kind = Kind::alert;
    draft.catalogue = "N01";
    draft.priority = Priority::alert;
    draft.formed = shanghai_day(alert.sent);
    draft.expires = end_of_alert(alert);
    draft.office = county.digits() + "-ALERT";
    draft.reviewers = {reviewer};
    Alert body;
    body.title = alert.headline;
    body.summary = first_sentence(alert.description);
    body.office_name = alert.sender;
    body.identifier = alert.identifier;
    body.sender = alert.sender;
    body.sender_code = alert.sender_code;
    body.sent = alert.sent;
    body.status = alert.status;
    body.type = alert.type;
    if (!alert.references.empty()) body.references = alert.references;
    body.event = alert.event;
    if (!alert.event_type.empty()) body.event_type = alert.event_type;
    body.severity = alert.severity;
    body.effective = alert.effective.value_or(alert.sent);
    body.onset = alert.onset;
    body.expires = end_of_alert(alert);
    body.headline = alert.headline;
    body.description = alert.description;
    body.instruction = alert.instruction;
    body.areas = named_areas(alert.codes, county);
    if (!alert.area_text.empty()) body.area_text = alert.area_text;
    if (!where.empty()) body.where = where;
    body.phone = alert.phone;
    if (alert.type != AlertType::alert)
        body.change_note = ChangeNote{.what = alert.headline,
                                      .why = alert.note.empty() ? alert.description : alert.note,
                                      .who = alert.sender,
                                      .old = {},
                                      .new_ = {}};
    draft.body = std::move(body);
    return draft;
}

ItemDraft for_area(ItemDraft draft, const AreaCode& area, const std::optional<std::string>& item,
                   Meant meant) {
    draft.area = area;
    auto& body = std::get<Alert>(*draft.body);
    if (meant == Meant::no_longer) body.type = AlertType::cancel;
    if (item) {
        draft.id = *item;
        draft.operation = Operation::correct;
    } else {
        body.change_note.reset();
    }
    return draft;
}

}  // namespace villageboard::county
