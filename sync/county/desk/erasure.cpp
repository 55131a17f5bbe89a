#include "sync/county/desk/erasure.h"

#include <algorithm>
#include <array>

#include "sync/county/desk/documents.h"
#include "sync/county/publish/publisher.h"
#include "sync/county/store/consultation_rows.h"
#include "sync/county/store/upload_rows.h"
#include "sync/county/talk/commitments.h"

namespace villageboard::county {
namespace {

constexpr std::array<std::string_view, 6> kClasses = {
    "purpose_ended",        // PIPL art. 47 (1)
    "service_ended",        // PIPL art. 47 (2): the keeping period is over
    "consent_withdrawn",    // PIPL art. 47 (3)
    "unlawful_handling",    // PIPL art. 47 (4)
    "unlawful_disclosure",  // regulation on open government information, art. 14 and 15
    "court_order"};

constexpr const char* kName = "desk";
constexpr int kAtOnce = 100;

}  // namespace

bool is_erasure_class(std::string_view text) {
    return std::ranges::find(kClasses, text) != kClasses.end();
}

std::vector<std::string_view> erasure_classes() { return {kClasses.begin(), kClasses.end()}; }

void Erasures::finish(Transaction& transaction, const DossierRow& row) {
    wipe(transaction, row.item, row.released, row.changed_by, row.id);
    put_line(transaction, row);
}

void Erasures::follow(const std::string& item) {
    const auto dossiers = DossierRows(tools_.repository).of_item(item);
    const long long now = tools_.clock().time_since_epoch().count();
    Transaction transaction(tools_.repository);
    wipe(transaction, item, now, kName, "");
    const auto decided = std::ranges::find_if(
        dossiers, [](const DossierRow& row) { return row.operation == "erase" && row.due != 0; });
    if (decided != dossiers.end()) {
        DossierRow row = *decided;
        row.released = now;
        put_line(transaction, row);
    }
    transaction.commit();
    DossierRows(tools_.repository).forget_erased_pages();
}

/// All dossiers of the item but `finished`, which is erased already, and what hangs on them.
void Erasures::wipe(Transaction& transaction, const std::string& item, long long at,
                    const std::string& by, const std::string& finished) {
    DossierRows rows(tools_.repository);
    for (const DossierRow& one : rows.of_item(item)) {
        auto other = rows.lock(transaction, one.id);
        const std::string from = other->state;
        if (one.id != finished) {
            other->state = "erased";
            other->due = 0;
            other->claimed = 0;
            other->target.clear();
            other->slot = other->id;
            other->version += 1;
            other->changed = at;
            other->changed_by = by;
            rows.put(transaction, *other);
            rows.add_step(transaction, other->id, {"erase", from, other->state, by, "", at, ""});
        }
        put_waits(transaction, other->id);
    }
    rows.wipe(transaction, item);
    ConsultationRows(tools_.repository).wipe(transaction, item);
    wipe_commitments(tools_, transaction, item);
    UploadRows(tools_.repository).release(transaction, item);
}

void Erasures::put_line(Transaction& transaction, const DossierRow& row) {
    const auto signatures = DossierRows(tools_.repository).signatures(row.id);
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    const CatalogueItem* item = reference.catalogue.find(row.catalogue);
    DeskRows(tools_.repository)
        .put_erasure(transaction,
                     {.item = row.item,
                      .area = row.area,
                      .catalogue = row.catalogue,
                      .name = item != nullptr ? item->name : row.kind,
                      .office = row.office,
                      .class_ = row.class_,
                      .asked_by = row.author,
                      .approved_by = signatures.empty() ? "" : signatures.front().actor,
                      .at = row.released,
                      .done = 0});
}

void Erasures::put_waits(Transaction& transaction, const std::string& dossier) {
    DossierRows(tools_.repository).put_waits(transaction, dossier, "", {});
}

void Erasures::purge() {
    DeskRows rows(tools_.repository);
    const auto unfinished = rows.unfinished_erasures(kAtOnce);
    if (unfinished.empty()) return;
    DossierRows(tools_.repository).forget_erased_pages();
    Transaction transaction(tools_.repository);
    for (ErasureRow row : unfinished) {
        row.done = tools_.clock().time_since_epoch().count();
        rows.put_erasure(transaction, row);
    }
    transaction.commit();
}

std::vector<ErasureRow> Erasures::lines(const std::string& after_area,
                                        const std::string& after_item, int limit) {
    return DeskRows(tools_.repository).erasures(after_area, after_item, limit);
}

}  // namespace villageboard::county
