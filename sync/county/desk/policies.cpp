#include "sync/county/desk/policies.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "content/model/area.h"
#include "sync/county/desk/cases.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/notice_words.h"
#include "sync/county/desk/path.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/store/open_dossiers.h"

namespace villageboard::county {
namespace {

constexpr const char* kName = "desk";

enum class Gap { disclosure, validity, interpretation };

constexpr std::array<std::pair<Gap, std::string_view>, 3> kGaps = {{
    {Gap::disclosure, "没有写公开属性（公开形式）。The disclosure attribute is missing."},
    {Gap::validity, "没有写有效性。The validity is missing."},
    {Gap::interpretation,
     "没有政策解读：请先起草解读，policy_id 写这个文件的条目号，再一起送审。The interpretation is "
     "missing: draft one whose policy_id is this item, then submit both."},
}};

constexpr std::string_view kNoPolicy =
    "policy_id 没有对应的政策文件：这里和上级都没有公布过，也没有正在送审的。The policy_id names "
    "no "
    "policy that is published here or above, or on its way.";

const std::vector<std::string> kOpen = {"draft",       "checked",       "supervision_review",
                                        "town_review", "county_review", "scheduled"};

/// A first publication on its way.
bool is_coming(const DossierRow& row, std::string_view kind) {
    return row.kind == kind && row.operation == "publish" &&
           is_open(parse_state(row.state).value_or(DossierState::erased));
}

std::string policy_of(const DossierRow& row) {
    const ItemDraft draft = draft_of(row);
    return std::get<Interpretation>(*draft.body).policy_id;
}

long long earliest(const DossierRow& row) {
    const auto embargo = draft_of(row).embargo;
    return std::max(row.publish_at,
                    embargo ? static_cast<long long>(embargo->time_since_epoch().count()) : 0);
}

}  // namespace

std::vector<DossierRow> Policies::interpretations_of(const DossierRow& policy) {
    DossierRows rows(tools_.repository);
    std::vector<DossierRow> found;
    for (const std::string& id :
         dossiers_in(tools_.repository, policy.area, "interpretation", kOpen)) {
        auto row = rows.find(id);
        if (row && is_coming(*row, "interpretation") && row->disclosure == "proactive" &&
            policy_of(*row) == policy.item)
            found.push_back(std::move(*row));
    }
    return found;
}

std::string Policies::gaps(const DossierRow& row) {
    if (is_coming(row, "interpretation") && !explains_one(row)) return std::string(kNoPolicy);
    if (row.kind != "policy" || (row.operation != "publish" && row.operation != "correct"))
        return {};
    const ItemDraft draft = draft_of(row);
    const auto& policy = std::get<Policy>(*draft.body);
    const bool proactive = row.disclosure == "proactive";
    std::vector<Gap> missing;
    const bool said = policy.meta && !policy.meta->disclosure.value_or("").empty();
    if (proactive && !said) missing.push_back(Gap::disclosure);
    if (!policy.validity) missing.push_back(Gap::validity);
    if (proactive && row.operation == "publish" && interpretations_of(row).empty())
        missing.push_back(Gap::interpretation);
    std::string text;
    for (const auto& [gap, words] : kGaps) {
        if (std::ranges::find(missing, gap) == missing.end()) continue;
        if (!text.empty()) text += " ";
        text += words;
    }
    return text;
}

bool Policies::explains_one(const DossierRow& interpretation) {
    if (!partners(interpretation).empty()) return true;
    const std::string item = policy_of(interpretation);
    return std::ranges::any_of(
        AreaCode::parse(interpretation.area)->path(), [&](const AreaCode& area) {
            const auto policy = tools_.repository.item(area.digits(), item);
            return policy && policy->kind == "policy" && policy->phase == "live";
        });
}

void Policies::require_policy(const DossierRow& row) {
    if (is_coming(row, "interpretation") && !explains_one(row))
        throw Refusal(RefusalKind::conflict, "policy", std::string(kNoPolicy),
                      "/document/body/policy_id");
}

void Policies::return_interpretations(Transaction& transaction, const DossierRow& policy) {
    if (policy.kind != "policy" || policy.operation != "publish") return;
    DossierRows rows(tools_.repository);
    for (const DossierRow& one : interpretations_of(policy)) {
        auto row = rows.lock(transaction, one.id);
        if (!row || row->state != "scheduled" || row->claimed != 0) continue;
        row->state = "draft";
        row->due = 0;
        row->returned = words::kPolicyLeft;
        row->version += 1;
        row->changed = tools_.clock().time_since_epoch().count();
        row->changed_by = kName;
        rows.put(transaction, *row);
        rows.void_signatures(transaction, row->id);
        rows.add_step(transaction, row->id,
                      {"return", "scheduled", row->state, kName, "", row->changed, row->returned});
        put_waits(transaction, tools_, *row);
        Audit(tools_).record(
            transaction, kName,
            {"item.return", row->area, row->item, nlohmann::json{{"dossier", row->id}}.dump()});
    }
}

std::vector<DossierRow> Policies::partners(const DossierRow& row) {
    if (is_coming(row, "policy")) return interpretations_of(row);
    if (!is_coming(row, "interpretation")) return {};
    const std::string item = policy_of(row);
    for (DossierRow& one : DossierRows(tools_.repository).of_item(item))
        if (is_coming(one, "policy") && one.area == row.area) return {std::move(one)};
    return {};
}

void Policies::set_due(Transaction& transaction, DossierRow& row) {
    std::vector<DossierRow> partners = this->partners(row);
    if (row.kind == "interpretation" && !partners.empty()) {
        // the policy's other interpretations go with it too
        for (DossierRow& one : interpretations_of(partners.front()))
            if (one.id != row.id) partners.push_back(std::move(one));
    }
    if (!is_coming(row, "policy") && partners.empty()) return;
    DossierRows rows(tools_.repository);
    std::vector<DossierRow> held;
    for (const DossierRow& one : partners)
        if (auto locked = rows.lock(transaction, one.id); locked && locked->state == "scheduled")
            held.push_back(std::move(*locked));
    std::vector<DossierRow*> ready;
    if (row.state == "scheduled") ready.push_back(&row);
    for (DossierRow& one : held) ready.push_back(&one);
    const auto of_kind = [&](std::string_view kind) {
        return std::ranges::any_of(ready, [&](const DossierRow* one) { return one->kind == kind; });
    };
    long long due = tools_.clock().time_since_epoch().count();
    for (const DossierRow* one : ready) due = std::max(due, earliest(*one));
    const bool complete = of_kind("interpretation") && of_kind("policy");
    // what a release has begun with can only be finished
    for (DossierRow* one : ready)
        if (one->claimed == 0) one->due = complete ? due : 0;
    for (const DossierRow& one : held) rows.put(transaction, one);
}

std::vector<std::string> Policies::together(const DossierRow& row) {
    std::vector<std::string> ids = {row.id};
    if (is_coming(row, "policy")) {
        for (const DossierRow& one : interpretations_of(row))
            if (one.state == "scheduled" && one.due != 0) ids.push_back(one.id);
        return ids;
    }
    const auto policy = partners(row);
    return policy.empty() ? ids : together(*DossierRows(tools_.repository).find(policy.front().id));
}

}  // namespace villageboard::county
