#include "content/model/wire_names.h"
#include "sync/county/site/document_writer.h"

namespace villageboard::county::site {
namespace {

std::string span_of(Instant from, const std::optional<Instant>& to) {
    if (!to) return say_instant(from);
    return say("event.span", {{"from", say_instant(from)}, {"to", say_instant(*to)}});
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : say("list.comma")) + word;
    return out;
}

}  // namespace

void write_kind(DocumentWriter& out, const Notice& body) {
    if (body.event_at) out.fact(say("event.when"), span_of(*body.event_at, body.event_until));
    out.fact(say("event.where"), body.event_place);
    std::vector<std::string> groups;
    for (const std::string& group : body.audience_groups)
        groups.push_back(say("group.number", {{"n", group}}));
    out.fact(say("event.groups"), joined(groups));
}

void write_kind(DocumentWriter& out, const Policy& body, Day today) {
    const bool ended = body.repealed_on && *body.repealed_on <= today;
    const Validity validity =
        ended && body.validity.value_or(Validity::in_force) == Validity::in_force
            ? Validity::repealed
            : body.validity.value_or(Validity::in_force);
    if (body.validity || ended)
        out.document().states.push_back(say("policy." + std::string(wire_name(validity))));
    if (body.repealed_on)
        out.fact(say("meta.validity"), say(ended ? "policy.since" : "policy.until",
                                           {{"day", say_day(*body.repealed_on)}}));
    out.fact(say("policy.who"), body.who);
    if (body.standard)
        out.fact(say("policy.standard"),
                 say("policy.standard_value", {{"per", body.standard->per},
                                               {"amount", format_yuan(body.standard->amount_fen)},
                                               {"unit", body.standard->unit}}));
    out.fact(say("policy.how"), body.how);
    out.fact(say("policy.when"), body.when);
    out.fact(say("policy.where"), body.where);
    out.fact(say("policy.programme"), body.programme);
    out.fact(say("policy.phone"), body.phone);
    if (body.phone) out.document().phone = *body.phone;
    if (!body.benefits.empty()) {
        out.heading(say("policy.benefits"));
        out.list(body.benefits);
    }
    if (!body.conditions.empty()) {
        out.heading(say("forme.title"));
        for (const PolicyCondition& condition : body.conditions) {
            out.fact(condition.question,
                     say(condition.wanted ? "forme.answer_yes" : "forme.answer_no"));
            out.text(condition.otherwise, TextPart::Look::quote);
        }
    }
}

void write_kind(DocumentWriter& out, const Interpretation& body) {
    const std::pair<const char*, const std::string&> texts[] = {
        {"reading.background", body.background},
        {"reading.who", body.who_benefits},
        {"reading.how", body.how},
        {"reading.when", body.when},
        {"reading.ask", body.ask}};
    for (const auto& [key, text] : texts) {
        if (text.empty()) continue;
        out.heading(say(key));
        out.text(text);
    }
    if (!body.qa.empty()) out.heading(say("reading.questions"));
    for (const QuestionAnswer& one : body.qa) {
        out.heading(say("reading.question", {{"q", one.q}}), 3);
        out.text(one.a);
    }
}

void write_kind(DocumentWriter& out, const Alert& body) {
    auto& states = out.document().states;
    if (body.status != AlertStatus::actual) {
        out.document().drill =
            say(body.status == AlertStatus::exercise ? "alert.exercise" : "alert.test");
        states.push_back(out.document().drill);
    }
    if (body.type == AlertType::cancel) states.push_back(say("site.cancelled"));
    if (body.type != AlertType::cancel)
        states.push_back(say("alert." + std::string(wire_name(body.severity))));
    out.document().phone = body.phone;
    if (!body.headline.empty() && body.headline != body.title) out.heading(body.headline);
    if (!body.instruction.empty()) {
        out.heading(say("alert.what_to_do"));
        out.text(body.instruction, TextPart::Look::strong);
    }
    if (!body.description.empty()) {
        out.heading(say("alert.what"));
        out.text(body.description);
    }
    out.fact(say("alert.where"), body.where);
    out.fact(say("site.alert_areas"), body.area_text);
    out.fact(say("site.sent"), say_instant(body.sent));
    out.fact(say("site.effective"), say_instant(body.effective));
    if (body.onset) out.fact(say("site.onset"), say_instant(*body.onset));
    if (body.expires) out.fact(say("alert.until"), say_instant(*body.expires));
    out.fact(say("alert.from"), body.sender);
    out.fact(say("alert.ring"), body.phone);
}

void write_kind(DocumentWriter& out, const Guide& body) {
    out.document().phone = body.phone;
    out.fact(say("guide.who"), body.who);
    out.fact(say("guide.place"), body.place);
    out.fact(say("guide.hours"), body.hours);
    out.fact(say("guide.limit"), body.time_limit);
    out.fact(say("guide.fee"), body.fee);
    out.fact(say("guide.standard"), body.standard);
    out.fact(say("guide.phone"), body.phone);
    out.fact(say("guide.complaint"), body.complaint_phone);
    if (!body.conditions.empty()) {
        out.heading(say("guide.conditions"));
        out.list(body.conditions);
    }
    if (!body.materials.empty()) out.heading(say("guide.materials"));
    std::vector<std::string> materials;
    for (const GuideMaterial& one : body.materials) {
        std::string text = one.name;
        if (one.original > 0)
            text +=
                say("list.comma") + say("guide.original", {{"n", std::to_string(one.original)}});
        if (one.copies > 0)
            text += say("list.comma") + say("guide.copies", {{"n", std::to_string(one.copies)}});
        if (one.note) text += say("list.comma") + *one.note;
        materials.push_back(std::move(text));
    }
    out.list(std::move(materials));
    for (const GuideMaterial& one : body.materials)
        if (one.form) out.file(*one.form, say("guide.form") + say("alert.colon") + one.name);
    if (!body.steps.empty()) {
        out.heading(say("guide.steps"));
        out.list(body.steps, true);
    }
}

void write_kind(DocumentWriter& out, const Contact& body) {
    for (const ContactEntry& one : body.entries) {
        out.heading(one.post, 3);
        out.fact(say("sheet.name"), one.name);
        out.fact(say("site.phone"), one.phone);
        out.fact(say("contact.hours"), one.hours);
        out.fact(say("contact.place"), one.place);
        out.fact(say("contact.duty"), one.duty);
        std::vector<std::string> spoken;
        for (const std::string& tag : one.languages)
            spoken.push_back(has_words("spoken." + tag) ? say("spoken." + tag) : tag);
        out.fact(say("contact.languages"), joined(spoken));
        if (one.valid_from && one.valid_to)
            out.fact(say("site.period"), say("event.span", {{"from", say_day(*one.valid_from)},
                                                            {"to", say_day(*one.valid_to)}}));
    }
}

}  // namespace villageboard::county::site
