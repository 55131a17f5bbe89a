#include "sync/county/desk/rechecks.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "sync/county/desk/cases.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

constexpr int kPage = 200;
constexpr int kWorkingDays = 20;  ///< as for what has to be published anew

using RowsById = std::map<std::string, std::vector<LegalBasisRow>>;

RowsById table_of(Repository& repository, const EntryRow& entry) {
    const feed::Dictionaries dictionaries =
        RepositorySource(repository,
                         std::string(feed::read_entry(entry.entry).envelope.area->digits()))
            .dictionaries();
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    RowsById rows;
    const auto bytes = stored_body(entry, Audience::public_, keys);
    if (!bytes) return rows;
    const Body body = parse_body(Kind::legal_basis, std::string_view(*bytes), Strictness::lenient);
    for (const LegalBasisRow& row : std::get<LegalBasisTable>(body).rows)
        rows[row.id].push_back(row);
    return rows;
}

bool has_ended(const std::vector<LegalBasisRow>& rows) {
    return std::ranges::all_of(rows,
                               [](const LegalBasisRow& row) { return row.valid_to.has_value(); });
}

}  // namespace

void Rechecks::after_release(Transaction& transaction, const DossierRow& row) {
    const auto entries = tools_.repository.entries_of_item(row.area, row.item);
    if (entries.size() < 2) return;
    const RowsById before = table_of(tools_.repository, entries[entries.size() - 2]);
    const RowsById now = table_of(tools_.repository, entries.back());
    const std::string day = format_day(shanghai_day(tools_.clock()));
    for (const auto& [id, rows] : before) {
        const auto found = now.find(id);
        if (found != now.end() && found->second == rows) continue;
        const bool ended = found == now.end() || has_ended(found->second);
        make(transaction, id, (ended ? "ended " : "changed ") + day);
    }
}

void Rechecks::make(Transaction& transaction, const std::string& basis, const std::string& change) {
    DeskRows desk(tools_.repository);
    DossierRows dossiers(tools_.repository);
    const Instant now = tools_.clock();
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    const Day due = reference.calendar.add_working_days(shanghai_day(now), kWorkingDays).day;
    std::string after;
    for (;;) {
        const auto page = dossiers.on_basis(basis, after, kPage);
        for (const DossierRow& row : page)
            desk.add_recheck(transaction, {.id = feed::make_item_id(now, tools_.random),
                                           .area = row.area,
                                           .item = row.item,
                                           .dossier = row.id,
                                           .basis = basis,
                                           .change = change,
                                           .made = now.time_since_epoch().count(),
                                           .due = format_day(due),
                                           .outcome = {},
                                           .resolved_by = {},
                                           .resolved = 0,
                                           .reason = {}});
        if (page.size() < kPage) return;
        after = page.back().id;
    }
}

std::vector<RecheckRow> Rechecks::open(const Actor& actor, const AreaCode& area,
                                       const std::string& after_area, const std::string& after_id,
                                       int limit) {
    if (!may_read(actor, area, {}))
        throw Refusal(RefusalKind::forbidden, "area", "You hold no post for this area.");
    return DeskRows(tools_.repository).open_rechecks(area.digits(), after_area, after_id, limit);
}

RecheckRow Rechecks::resolve(const Actor& actor, const std::string& id, const std::string& outcome,
                             const std::string& reason) {
    DeskRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    auto row = rows.lock_recheck(transaction, id);
    const auto dossier = row ? DossierRows(tools_.repository).find(row->dossier) : std::nullopt;
    if (!dossier || !may_read(actor, *AreaCode::parse(row->area), dossier->catalogue))
        throw Refusal(RefusalKind::unknown, "unknown", "There is no such task.");
    if (!post_to_write(case_of(tools_, *dossier), actor))
        throw Refusal(RefusalKind::forbidden, "post", "You hold no post that writes this item.");
    if (!row->outcome.empty()) {
        if (row->outcome == outcome && row->resolved_by == actor.id) return std::move(*row);
        throw Refusal(RefusalKind::conflict, "resolved", "The task was resolved before.");
    }
    row->outcome = outcome;
    row->resolved_by = actor.id;
    row->resolved = tools_.clock().time_since_epoch().count();
    row->reason = reason;
    rows.put_recheck(transaction, *row);
    Audit(tools_).record(
        transaction, actor.id,
        {"recheck.resolve", row->area, row->item, nlohmann::json{{"outcome", outcome}}.dump()});
    transaction.commit();
    return std::move(*row);
}

}  // namespace villageboard::county
