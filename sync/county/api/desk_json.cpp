#include "sync/county/api/desk_json.h"

#include "sync/county/api/json_forms.h"
#include "sync/county/api/schema.h"

namespace villageboard::county {
namespace {

Json posts_of(const std::vector<Post>& posts) {
    Json names = Json::array();
    for (const Post post : posts) names.push_back(to_string(post));
    return names;
}

Json json_of(const StepRow& step) {
    return {{"act", step.act},
            {"from", text_or_null(step.from_state)},
            {"to", step.to_state},
            {"actor", step.actor},
            {"post", text_or_null(step.post)},
            {"at", moment_or_null(step.at)},
            {"reason", text_or_null(step.reason)}};
}

Json json_of(const FindingRow& row) {
    return {{"finding", row.position},
            {"rule", row.rule},
            {"severity", row.severity},
            {"place", row.place},
            {"message", row.message_zh},
            {"message_en", row.message_en},
            {"reason", text_or_null(row.reason)},
            {"reviewer", text_or_null(row.reviewer)}};
}

Json json_of(const NoticeRow& row, const std::vector<ObjectionRow>& objections) {
    Json list = Json::array();
    for (const ObjectionRow& one : objections)
        list.push_back({{"reference", one.reference},
                        {"opened", moment_or_null(one.opened)},
                        {"closed", moment_or_null(one.closed)}});
    return {{"photo", row.photo},
            {"place", row.place},
            {"posted_by", row.posted_by},
            {"posted", moment_or_null(row.posted)},
            {"confirmed_by", text_or_null(row.confirmed_by)},
            {"confirmed", moment_or_null(row.confirmed)},
            {"from", text_or_null(row.first_day)},
            {"to", text_or_null(row.last_day)},
            {"may_be_confirmed", row.ripe != 0},
            {"objections", std::move(list)}};
}

}  // namespace

Json json_of(const DossierRow& row) {
    return {{"id", row.id},
            {"area", row.area},
            {"kind", row.kind},
            {"catalogue", row.catalogue},
            {"operation", row.operation},
            {"item", row.item},
            {"office", row.office},
            {"author", row.author},
            {"author_post", row.author_post},
            {"state", row.state},
            {"version", row.version},
            {"created", moment_or_null(row.created)},
            {"changed", moment_or_null(row.changed)},
            {"changed_by", row.changed_by},
            {"returned", text_or_null(row.returned)},
            {"disclosure", row.disclosure},
            {"disclosure_reason", text_or_null(row.disclosure_reason)},
            {"class", text_or_null(row.class_)},
            {"publish_at", moment_or_null(row.publish_at)},
            {"due", moment_or_null(row.due)},
            {"index", row.released == 0 ? Json() : Json(row.position)},
            {"revision", row.released == 0 ? Json() : Json(row.revision)},
            {"released", moment_or_null(row.released)},
            {"approve_by", text_or_null(row.approve_by)}};
}

Json json_of(const DossierView& view, const Tools& tools) {
    Json answer = json_of(view.row);
    answer["document"] =
        view.row.document.empty() ? Json() : Json::parse(view.row.document, nullptr, false);
    answer["steps"] = Json::array();
    for (const StepRow& step : view.steps) answer["steps"].push_back(json_of(step));
    answer["signatures"] = Json::array();
    for (const SignatureRow& one : view.signatures)
        answer["signatures"].push_back(
            {{"post", one.post}, {"actor", one.actor}, {"at", moment_or_null(one.at)}});
    answer["findings"] = Json::array();
    for (const FindingRow& one : view.findings) answer["findings"].push_back(json_of(one));
    answer["next"] = Json::array();
    for (const NextStep& step : view.next)
        answer["next"].push_back({{"act", step.act},
                                  {"posts", posts_of(step.posts)},
                                  {"author_only", step.posts.empty()}});
    answer["missing"] = Json::array();
    for (const Requirement& one : view.missing) answer["missing"].push_back(posts_of(one));
    answer["sign_as"] = view.sign_as ? Json(to_string(*view.sign_as)) : Json();
    DeskRows rows(tools.repository);
    const auto notice = rows.notice(view.row.id);
    answer["notice"] = notice ? json_of(*notice, rows.objections(view.row.id)) : Json();
    return answer;
}

Json json_of(const check::Finding& finding) {
    Json answer = check::to_json(finding, check::Language::chinese);
    answer["message_en"] = finding.message_en;
    return answer;
}

Json json_of(const UploadRow& row) {
    return {{"id", row.id},     {"name", row.name},       {"mime", row.mime},
            {"size", row.size}, {"offset", row.received}, {"sha256", text_or_null(row.sha256)}};
}

Json json_of(const ItemRow& row) {
    return {{"id", row.id},
            {"kind", row.kind},
            {"revision", row.revision},
            {"phase", row.phase},
            {"index", row.last_index}};
}

Json json_of(const ItemVersion& version) {
    const feed::Envelope& envelope = version.envelope;
    Json changes = Json::array();
    for (const FigureChange& one : version.changes)
        changes.push_back({{"place", one.place}, {"old", one.before}, {"new", one.after}});
    Json answer{{"index", version.index},
                {"revision", envelope.revision},
                {"operation", to_string(envelope.operation)},
                {"kind", to_string(envelope.kind)},
                {"catalogue", envelope.catalogue},
                {"published", format_instant(envelope.published)},
                {"office", envelope.office},
                {"reviewers", envelope.reviewers}};
    if (envelope.notice_from && envelope.notice_to)
        answer["notice_period"] = {{"from", format_day(*envelope.notice_from)},
                                   {"to", format_day(*envelope.notice_to)}};
    answer["body"] = version.body;
    answer["changes"] = std::move(changes);
    return answer;
}

Json json_of(const ErasureRow& row) {
    return {{"area", row.area},
            {"item", row.item},
            {"catalogue", row.catalogue},
            {"name", row.name},
            {"office", row.office},
            {"class", row.class_},
            {"at", moment_or_null(row.at)}};
}

Json json_of(const RecheckRow& row) {
    return {{"id", row.id},
            {"area", row.area},
            {"item", row.item},
            {"dossier", row.dossier},
            {"basis", row.basis},
            {"change", row.change},
            {"made", moment_or_null(row.made)},
            {"due", row.due},
            {"outcome", text_or_null(row.outcome)},
            {"resolved_by", text_or_null(row.resolved_by)},
            {"resolved", moment_or_null(row.resolved)},
            {"reason", text_or_null(row.reason)}};
}

Json json_of(const RuleRow& row) {
    return {{"id", row.id},
            {"level", row.level},
            {"area", row.area},
            {"catalogue", row.catalogue},
            {"what", row.what},
            {"value", row.value},
            {"from", row.from_day},
            {"to", text_or_null(row.to_day)},
            {"source", row.source},
            {"made_by", row.made_by},
            {"made", moment_or_null(row.made)}};
}

Json dossier_schema() {
    const Json word{{"type", "string"}};
    const Json maybe{{"type", {"string", "null"}}};
    const Json number{{"type", {"integer", "null"}}};
    Json properties = Json::object();
    for (const char* name : {"id", "area", "kind", "catalogue", "operation", "item", "office",
                             "author", "author_post", "state", "changed_by", "disclosure"})
        properties[name] = word;
    properties["version"] = schema::integer();
    for (const char* name : {"created", "changed", "returned", "disclosure_reason", "class",
                             "publish_at", "due", "released", "approve_by"})
        properties[name] = maybe;
    for (const char* name : {"index", "revision"}) properties[name] = number;
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

Json upload_schema() {
    return schema::object({{"id", schema::text()},
                           {"name", schema::text()},
                           {"mime", schema::text()},
                           {"size", schema::integer()},
                           {"offset", schema::integer()},
                           {"sha256", Json{{"type", {"string", "null"}}}}});
}

}  // namespace villageboard::county
