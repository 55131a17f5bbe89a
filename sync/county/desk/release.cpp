#include "sync/county/desk/release.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "content/model/error.h"
#include "sync/county/desk/cases.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/erasure.h"
#include "sync/county/desk/notice_words.h"
#include "sync/county/desk/policies.h"
#include "sync/county/desk/rechecks.h"
#include "sync/county/desk/variants.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/publisher.h"
#include "sync/county/store/open_dossiers.h"
#include "sync/county/talk/commitments.h"

namespace villageboard::county {
namespace {

constexpr const char* kName = "desk";
constexpr int kAtOnce = 50;
/// Kinds of which a county has one that counts (publish/stored_bodies.h).
constexpr std::array<std::string_view, 5> kOneInForce = {"catalogue", "calendar", "legal_basis",
                                                         "areas", "glossary"};
const std::vector<std::string> kOut = {"live", "notice", "objection_hold", "confirmed"};

/// Whether a roll or another item is put up for objections with this draft.
bool is_notice(const ItemDraft& draft, Day today) {
    if (!draft.notice_period || !draft.body) return false;
    if (const auto* roll = std::get_if<SubsidyRoll>(&*draft.body))
        return roll->stage == SubsidyStage::notice;
    if (const auto* roll = std::get_if<ReliefRoll>(&*draft.body))
        return roll->stage == ReliefStage::first_review;
    return draft.notice_period->to >= today;
}

DossierState state_after(const DossierRow& row, Day today) {
    if (const auto wanted = parse_state(row.target); wanted && *wanted != DossierState::live)
        return *wanted;
    if (row.operation == "withdraw") return DossierState::withdrawn;
    if (row.operation == "retire") return DossierState::archived;
    if (row.operation == "erase") return DossierState::erased;
    return is_notice(draft_of(row), today) ? DossierState::notice : DossierState::live;
}

/// What becomes of the dossiers of earlier revisions.
DossierState others_after(const std::string& operation) {
    if (operation == "withdraw") return DossierState::withdrawn;
    if (operation == "retire") return DossierState::archived;
    return DossierState::corrected;
}

}  // namespace

void Release::carry_out(const std::string& dossier) {
    const auto seen = DossierRows(tools_.repository).find(dossier);
    if (!seen || seen->due == 0) return;
    const std::vector<Claimed> claimed = claim(Policies(tools_).together(*seen));
    if (claimed.empty()) return;
    std::vector<Published> published;
    try {
        std::vector<DraftInput> inputs;
        for (const Claimed& one : claimed)
            inputs.push_back(input_of(tools_, one.row, one.signatures));
        published = Publisher(tools_).publish(*AreaCode::parse(seen->area), inputs);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        for (const Claimed& one : claimed) give_back(one.row.id, error.what());
        return;
    }
    for (std::size_t i = 0; i < claimed.size(); ++i)
        finish(claimed[i].row.id, static_cast<long long>(published[i].index));
}

void Release::carry_out_due() {
    const long long now = tools_.clock().time_since_epoch().count();
    for (const std::string& dossier : DossierRows(tools_.repository).due(now, kAtOnce)) {
        try {
            carry_out(dossier);
        } catch (const Error& error) {
            spdlog::error("The dossier {} can't be released: {}", dossier, error.what());
        }
    }
}

void Release::follow(const std::string& area, const std::string& item) {
    const auto state = tools_.repository.item(area, item);
    if (!state) return;
    if (state->phase == "erased") return Erasures(tools_).follow(item);
    DossierRows rows(tools_.repository);
    for (const DossierRow& row : rows.of_item(item))
        if (row.due != 0) give_back(row.id, std::string(words::kPublishedSince));
    DossierRow by;
    by.operation = state->phase == "withdrawn" ? "withdraw"
                   : state->phase == "retired" ? "retire"
                                               : "correct";
    by.released = tools_.clock().time_since_epoch().count();
    Transaction transaction(tools_.repository);
    for (const DossierRow& row : rows.of_item(item))
        if (is_out(parse_state(row.state).value_or(DossierState::draft)) &&
            (state->phase != "live" || row.revision < state->revision))
            mark(transaction, row.id, by, by.operation, others_after(by.operation));
    transaction.commit();
}

/// All of them, or none where one is not due.
std::vector<Release::Claimed> Release::claim(const std::vector<std::string>& dossiers) {
    DossierRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const long long now = tools_.clock().time_since_epoch().count();
    std::vector<Claimed> claimed;
    for (const std::string& dossier : dossiers) {
        auto found = rows.lock(transaction, dossier);
        if (!found || found->due == 0 || found->due > now) return {};
        found->claimed = 1;
        rows.put(transaction, *found);
        claimed.push_back({std::move(*found), rows.signatures(dossier)});
    }
    transaction.commit();
    return claimed;
}

void Release::finish(const std::string& dossier, long long index) {
    DossierRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    auto row = rows.lock(transaction, dossier);
    // Another server came first.
    if (!row || row->due == 0) return;
    const Instant now = tools_.clock();
    const std::string from = row->state;
    const DossierState state = state_after(*row, shanghai_day(now));
    tools_.repository.visit_entries(row->area, static_cast<std::uint64_t>(index), 1,
                                    [&](const EntryRow& entry) { row->revision = entry.revision; });
    row->state = std::string(to_string(state));
    row->position = index;
    row->released = now.time_since_epoch().count();
    row->due = 0;
    row->claimed = 0;
    row->target.clear();
    row->release_no += 1;
    row->version += 1;
    row->changed = row->released;
    row->changed_by = kName;
    row->slot = row->id;
    rows.put(transaction, *row);
    rows.add_step(transaction, row->id,
                  {"release", from, row->state, kName, "", row->released, ""});
    if (row->operation == "erase") {
        Erasures(tools_).finish(transaction, *row);
    } else {
        mark_others(transaction, *row, others_after(row->operation));
        supersede_others(transaction, *row);
        Variants(tools_).after_release(transaction, *row, from == "scheduled");
    }
    put_waits(transaction, tools_, *row);
    Audit(tools_).record(transaction, kName,
                         {"item.release", row->area, row->item,
                          nlohmann::json{{"dossier", row->id},
                                         {"operation", row->operation},
                                         {"index", index},
                                         {"revision", row->revision}}
                              .dump()});
    if (row->kind == "legal_basis") Rechecks(tools_).after_release(transaction, *row);
    take_in_commitments(tools_, transaction, *row);
    transaction.commit();
    if (row->operation != "erase") return;
    try {
        Erasures(tools_).purge();
    } catch (const Error& error) {
        // The words are gone from every row; the chore takes them out of the log.
        spdlog::warn("{}", error.what());
    }
}

void Release::give_back(const std::string& dossier, const std::string& why) {
    DossierRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    auto row = rows.lock(transaction, dossier);
    if (!row || row->due == 0) return;
    const std::string from = row->state;
    row->due = 0;
    row->claimed = 0;
    row->target.clear();
    row->version += 1;
    row->changed = tools_.clock().time_since_epoch().count();
    row->changed_by = kName;
    // A release of the desk's own, such as a moved period, leaves the item as it stands.
    if (from == "scheduled") {
        row->state = "draft";
        row->returned = why;
        rows.void_signatures(transaction, row->id);
    }
    Variants(tools_).after_refusal(transaction, *row, why);
    rows.put(transaction, *row);
    rows.add_step(transaction, row->id,
                  {"release_refused", from, row->state, kName, "", row->changed, why});
    put_waits(transaction, tools_, *row);
    Audit(tools_).record(transaction, kName,
                         {"item.release_refused", row->area, row->item,
                          nlohmann::json{{"dossier", row->id}}.dump()});
    transaction.commit();
}

void Release::mark_others(Transaction& transaction, const DossierRow& row, DossierState state) {
    if (row.operation == "publish") return;
    DossierRows rows(tools_.repository);
    for (const DossierRow& one : rows.of_item(row.item))
        if (one.id != row.id && is_out(parse_state(one.state).value_or(DossierState::draft)))
            mark(transaction, one.id, row, row.operation, state);
}

/// Of a table that is the county's, the one published last is in force; the others are superseded.
void Release::supersede_others(Transaction& transaction, const DossierRow& row) {
    if (std::ranges::find(kOneInForce, row.kind) == kOneInForce.end() ||
        (row.operation != "publish" && row.operation != "correct"))
        return;
    DossierRows rows(tools_.repository);
    for (const std::string& id : dossiers_in(tools_.repository, row.area, row.kind, kOut)) {
        const auto other = rows.find(id);
        if (other && other->item != row.item)
            mark(transaction, id, row, "supersede", DossierState::superseded);
    }
}

void Release::mark(Transaction& transaction, const std::string& id, const DossierRow& by,
                   const std::string& act, DossierState state) {
    DossierRows rows(tools_.repository);
    auto other = rows.lock(transaction, id);
    const std::string from = other->state;
    other->state = std::string(to_string(state));
    other->due = 0;
    other->claimed = 0;
    other->target.clear();
    other->version += 1;
    other->changed = by.released;
    other->changed_by = kName;
    rows.put(transaction, *other);
    rows.add_step(transaction, other->id, {act, from, other->state, kName, "", by.released, ""});
    put_waits(transaction, tools_, *other);
}

}  // namespace villageboard::county
