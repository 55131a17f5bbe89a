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

constexpr int kAtOnce = 100;

}  // namespace

bool is_erasure_class(std::string_view text) {
    return std::ranges::find(kClasses, text) != kClasses.end();
}

std::vector<std::string_view> erasure_classes() { return {kClasses.begin(), kClasses.end()}; }

void Erasures::finish(Transaction& transaction, const DossierRow& row) {
    DossierRows rows(tools_.repository);
    for (const DossierRow& one : rows.of_item(row.item)) {
        auto other = rows.lock(transaction, one.id);
        const std::string from = other->state;
        if (one.id != row.id) {
            other->state = "erased";
            other->due = 0;
            other->claimed = 0;
            other->target.clear();
            other->slot = other->id;
            other->version += 1;
            other->changed = row.released;
            other->changed_by = row.changed_by;
            rows.put(transaction, *other);
            rows.add_step(transaction, other->id,
                          {"erase", from, other->state, row.changed_by, "", row.released, ""});
        }
        put_waits(transaction, other->id);
    }
    rows.wipe(transaction, row.item);
    ConsultationRows(tools_.repository).wipe(transaction, row.item);
    // an attachment may be a promise's proof as well
    UploadRows(tools_.repository).release(transaction, row.item);
    wipe_commitments(tools_, transaction, row.item);
    const auto signatures = rows.signatures(row.id);
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

std::size_t Erasures::reapply(const std::vector<ErasureRow>& list) {
    std::size_t count = 0;
    for (const ErasureRow& line : list) {
        const auto area = AreaCode::parse(line.area);
        const auto item = area ? published_item(tools_.repository, *area, line.item) : std::nullopt;
        if (!item || item->row.phase == "erased") continue;
        DossierRow row;
        row.area = line.area;
        row.item = line.item;
        row.operation = "erase";
        row.class_ = line.class_;
        row.author = line.asked_by;
        row.released = tools_.clock().time_since_epoch().count();
        row.changed_by = "desk";
        make_document(row, *item, {});
        DraftInput input{
            "erasure of " + line.item,
            draft_of(row),
            {},
            {},
            feed::sha256("again/" + line.item + "/" + std::to_string(item->row.revision)).hex()};
        Publisher(tools_).publish(*area, {input});
        Transaction transaction(tools_.repository);
        finish(transaction, row);
        ErasureRow again = line;
        again.done = 0;
        DeskRows(tools_.repository).put_erasure(transaction, again);
        transaction.commit();
        ++count;
    }
    purge();
    return count;
}

std::vector<ErasureRow> Erasures::lines(const std::string& after_area,
                                        const std::string& after_item, int limit) {
    return DeskRows(tools_.repository).erasures(after_area, after_item, limit);
}

}  // namespace villageboard::county
