#include "sync/county/talk/commitments.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/county/desk/documents.h"
#include "sync/county/desk/path.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/live_item.h"
#include "sync/county/store/upload_rows.h"
#include "sync/county/talk/corrections.h"
#include "sync/county/talk/talk_words.h"

namespace villageboard::county {
namespace {

constexpr const char* kCatalogue = "G07";  ///< 村民提问及答复、承诺

Refusal invalid(const std::string& code, const std::string& sentence, const std::string& place) {
    return {RefusalKind::invalid, code, sentence, place};
}

Refusal unknown() { return {RefusalKind::unknown, "unknown", "There is no such commitment."}; }

feed::Envelope envelope_of(const std::string& office) {
    feed::Envelope envelope;
    envelope.kind = Kind::notice;
    envelope.catalogue = kCatalogue;
    envelope.office = office;
    return envelope;
}

std::string upload_id(const std::string& name) { return name.substr(0, name.find('.')); }

const CommitmentRow* same_promise(const std::vector<CommitmentRow>& rows, const FollowUp& task) {
    const auto found = std::ranges::find(rows, task.text, &CommitmentRow::text);
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

CommitmentRow Commitments::readable(std::optional<CommitmentRow> row) {
    if (!row || !may_read(actor_, *AreaCode::parse(row->area), kCatalogue)) throw unknown();
    return std::move(*row);
}

CommitmentView Commitments::view_of(const CommitmentRow& row) {
    const bool late = !row.done && row.due < shanghai_day(tools_.clock());
    return {row,
            row.done ? "done"
            : late   ? "overdue"
                     : "open",
            CommitmentRows(tools_.repository).old_dues(row.id)};
}

void Commitments::require_office(const AreaCode& area, const std::string& office) {
    const auto its_area = AreaCode::parse(office.substr(0, office.find('-')));
    if (office.find('-') == std::string::npos || !its_area || !its_area->contains(area))
        throw invalid("office", "The office is named by its code, such as 539921102205-VC.",
                      "/office");
    require_writer(tools_, actor_, area, envelope_of(office));
}

CommitmentView Commitments::add(const NewCommitment& wanted) {
    require_office(wanted.area, wanted.office);
    refuse_person(wanted.who, "/who");
    refuse_private(wanted.text, "/text");
    if (wanted.who.empty()) throw invalid("who", "Name the post that does it.", "/who");
    if (wanted.text.empty()) throw invalid("text", "Say what was promised.", "/text");
    const Day today = shanghai_day(tools_.clock());
    if (wanted.due < today)
        throw invalid("due", "The day until which it is to be done is over.", "/due");
    if (!wanted.item.empty() && !live_item(tools_.repository, wanted.area, wanted.item))
        throw invalid("item", "There is no such item in this area.", "/item");
    CommitmentRow row;
    row.id = feed::make_item_id(tools_.clock(), tools_.random);
    row.area = wanted.area.digits();
    row.office = wanted.office;
    row.who = wanted.who;
    row.text = wanted.text;
    row.item = wanted.item;
    row.made = today;
    row.due = wanted.due;
    row.version = 1;
    Transaction transaction(tools_.repository);
    CommitmentRows(tools_.repository).add(transaction, row);
    Audit(tools_).record(
        transaction, actor_.id,
        {.act = "commitment.add", .area = row.area, .subject = row.id, .detail = "{}"});
    transaction.commit();
    return view_of(row);
}

CommitmentView Commitments::view(const std::string& id) {
    return view_of(readable(CommitmentRows(tools_.repository).find(id)));
}

std::vector<CommitmentView> Commitments::list(const AreaCode& area, const std::string& state,
                                              const std::string& after, std::uint64_t limit,
                                              std::string& next) {
    if (!actor_.sees(area))
        throw Refusal(RefusalKind::forbidden, "area", "You hold no post for this area.");
    const auto dot = after.find('.');
    const bool on = dot != std::string::npos;
    const auto rows = CommitmentRows(tools_.repository)
                          .of_range(AreaRange(area), on ? after.substr(0, dot) : "",
                                    on ? after.substr(dot + 1) : "", limit);
    next = rows.size() == limit ? rows.back().area + "." + rows.back().id : std::string();
    std::vector<CommitmentView> all;
    for (const CommitmentRow& row : rows) {
        if (!may_read(actor_, *AreaCode::parse(row.area), kCatalogue)) continue;
        CommitmentView view = view_of(row);
        if (state.empty() || view.state == state) all.push_back(std::move(view));
    }
    return all;
}

CommitmentView Commitments::change(const std::string& id, long long version, const char* act,
                                   const Work& work) {
    CommitmentRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    CommitmentRow row = readable(rows.lock(transaction, id));
    require_writer(tools_, actor_, *AreaCode::parse(row.area), envelope_of(row.office));
    if (row.version != version)
        throw Refusal(RefusalKind::conflict, "stale",
                      "The commitment has version " + std::to_string(row.version) +
                          " since somebody changed it; read it again.");
    if (row.done)
        throw Refusal(RefusalKind::conflict, "done",
                      "It was done on " + format_day(*row.done) + "; that stays.");
    work(transaction, row);
    row.version += 1;
    rows.put(transaction, row);
    Audit(tools_).record(transaction, actor_.id,
                         {.act = std::string("commitment.") + act,
                          .area = row.area,
                          .subject = id,
                          .detail = nlohmann::json{{"due", format_day(row.due)}}.dump()});
    transaction.commit();
    return view_of(row);
}

CommitmentView Commitments::move(const std::string& id, long long version, Day due,
                                 const std::string& reason) {
    if (reason.empty()) throw invalid("reason", "Say why the day is put off.", "/reason");
    refuse_private(reason, "/reason");
    return change(id, version, "move", [&](Transaction& transaction, CommitmentRow& row) {
        if (due == row.due)
            throw invalid("due", "That is the day until which it is to be done already.", "/due");
        if (due < row.made)
            throw invalid("due", "That day is before the promise was made.", "/due");
        CommitmentRows(tools_.repository)
            .add_old_due(transaction, id,
                         {row.due, reason, actor_.id, tools_.clock().time_since_epoch().count()});
        row.due = due;
    });
}

void Commitments::require_evidence(const CommitmentRow& row, const Evidence& evidence) {
    if (evidence.kind == "upload") {
        Uploads(tools_).require(actor_, {evidence.name}, row.item);
        return;
    }
    for (const AreaCode& area : AreaCode::parse(row.area)->path())
        if (live_item(tools_.repository, area, evidence.name)) return;
    throw invalid("evidence", "No item of this area or above it has this id.", "/evidence");
}

CommitmentView Commitments::finish(const std::string& id, long long version, Day day,
                                   const Evidence& evidence) {
    if (day > shanghai_day(tools_.clock()))
        throw invalid("day", "That day is still to come.", "/day");
    return change(id, version, "done", [&](Transaction&, CommitmentRow& row) {
        if (day < row.made)
            throw invalid("day", "That day is before the promise was made.", "/day");
        require_evidence(row, evidence);
        row.done = day;
        row.evidence_kind = evidence.kind;
        row.evidence = evidence.name;
    });
}

DossierRow Commitments::begin_update(const AreaCode& area, const std::string& item) {
    const auto live = live_item(tools_.repository, area, item);
    if (!live || live->envelope.kind != Kind::meeting ||
        !may_read(actor_, area, live->envelope.catalogue))
        throw Refusal(RefusalKind::unknown, "meeting", "There is no such meeting in this area.");
    ItemDraft draft = correction_of(tools_, area, *live);
    auto& body = std::get<Meeting>(*draft.body);
    ChangeNote note{std::string(words::kPromisesWhat),
                    std::string(words::kPromisesWhy),
                    body.office_name,
                    {},
                    {}};
    const auto rows = CommitmentRows(tools_.repository).of_item(item);
    bool changed = false;
    for (FollowUp& task : body.follow_up) {
        const CommitmentRow* row = same_promise(rows, task);
        if (row == nullptr || (task.due == row->due && task.done == row->done)) continue;
        changed = true;
        if (task.due != row->due) {
            const std::string label = std::string(words::kDueBefore) + task.text;
            note.old.push_back({label, format_day(task.due)});
            note.new_.push_back({label, format_day(row->due)});
        }
        task.due = row->due;
        task.done = row->done;
    }
    if (!changed)
        throw Refusal(RefusalKind::conflict, "unchanged",
                      "The published result says already how its commitments stand.");
    body.change_note = std::move(note);
    return begin_dossier(tools_, actor_, draft);
}

void take_in_commitments(const Tools& tools, Transaction& transaction, const DossierRow& released) {
    if (released.kind != "meeting" || released.document.empty()) return;
    if (released.operation != "publish" && released.operation != "correct") return;
    const ItemDraft draft = draft_of(released);
    CommitmentRows rows(tools.repository);
    const auto known = rows.of_item(released.item);
    for (const FollowUp& task : std::get<Meeting>(*draft.body).follow_up) {
        if (task.done || same_promise(known, task) != nullptr) continue;
        CommitmentRow row;
        row.id = feed::make_item_id(tools.clock(), tools.random);
        row.area = released.area;
        row.office = released.office;
        row.who = task.who;
        row.text = task.text;
        row.item = released.item;
        row.made = std::get<Meeting>(*draft.body).held;
        row.due = task.due;
        row.version = 1;
        rows.add(transaction, row);
    }
}

void wipe_commitments(const Tools& tools, Transaction& transaction, const std::string& item) {
    CommitmentRows rows(tools.repository);
    const auto gone = rows.of_item(item);
    rows.wipe(transaction, item);
    for (const CommitmentRow& row : gone)
        if (row.evidence_kind == "upload")
            UploadRows(tools.repository).remove_unnamed(transaction, upload_id(row.evidence));
}

void refuse_unproved_promises(const Tools& tools, const DossierRow& dossier) {
    if (dossier.kind != "meeting" || dossier.operation != "correct") return;
    const auto live = live_item(tools.repository, *AreaCode::parse(dossier.area), dossier.item);
    if (!live) return;
    const auto& before = std::get<Meeting>(live->body).follow_up;
    const auto rows = CommitmentRows(tools.repository).of_item(dossier.item);
    const ItemDraft draft = draft_of(dossier);
    const auto& tasks = std::get<Meeting>(*draft.body).follow_up;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const FollowUp& task = tasks[i];
        const std::string place = "/document/body/follow_up/" + std::to_string(i);
        if (std::ranges::find(before, task) != before.end()) continue;
        const CommitmentRow* row = same_promise(rows, task);
        if (task.done && (row == nullptr || row->done != task.done))
            throw invalid("evidence",
                          "It is called done, but its commitment isn't; note it there with its "
                          "evidence first.",
                          place + "/done");
        if (row != nullptr && row->due != task.due)
            throw invalid("due", "The day is put off in its commitment first, with the reason.",
                          place + "/due");
    }
}

}  // namespace villageboard::county
