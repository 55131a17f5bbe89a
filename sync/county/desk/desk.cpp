#include "sync/county/desk/desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/erasure.h"
#include "sync/county/desk/policies.h"
#include "sync/county/desk/release.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/desk/variants.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/publisher.h"
#include "sync/county/talk/commitments.h"
#include "sync/county/talk/consultations.h"
#include "sync/county/talk/meetings.h"

namespace villageboard::county {
namespace {

constexpr int kForcedDays = 5;  ///< working days within which a forced notice is approved

long long seconds(Instant at) { return at.time_since_epoch().count(); }

Refusal forbidden(const std::string& code, const std::string& sentence) {
    return {RefusalKind::forbidden, code, sentence};
}

Refusal wrong_state(const DossierRow& row) {
    return {RefusalKind::conflict, "state",
            "The dossier is in the state '" + row.state + "', where this can't be done."};
}

Refusal in_the_way(Obstacle obstacle) {
    switch (obstacle) {
        case Obstacle::own_item:
            return forbidden("own_item", "Nobody approves what they wrote; let another do it.");
        case Obstacle::signed_already:
            return forbidden("signed_already",
                             "You signed this already; every signature is another person's.");
        case Obstacle::kin:
            return forbidden("kin",
                             "The supervision of a village is no kin of its office holders.");
        case Obstacle::member:
            return forbidden("member",
                             "A member of the village committee is not of its supervision.");
        case Obstacle::no_post:
            return forbidden("post", "You hold no post whose signature is missing here.");
        default:
            return {RefusalKind::conflict, "not_now", "No signature of that post is missing now."};
    }
}

void require_disclosure(const Disclosure& disclosure) {
    constexpr std::array kAttributes = {"proactive", "on_request", "not_disclosed"};
    if (std::ranges::find(kAttributes, disclosure.attribute) == kAttributes.end())
        throw Refusal(RefusalKind::invalid, "disclosure",
                      "The disclosure is proactive, on_request or not_disclosed.", "/disclosure");
    if (disclosure.attribute != "proactive" && disclosure.reason.empty())
        throw Refusal(RefusalKind::invalid, "disclosure_reason",
                      "What is not disclosed proactively needs a reason.", "/disclosure_reason");
}

bool is_allowed(Operation operation, const std::string& phase) {
    if (phase == "live") return operation != Operation::publish;
    if (phase == "withdrawn")
        return operation == Operation::correct || operation == Operation::retire ||
               operation == Operation::erase;
    return phase == "retired" &&
           (operation == Operation::withdraw || operation == Operation::erase);
}

bool carries_body(Operation operation) {
    return operation == Operation::publish || operation == Operation::correct;
}

/// The legal bases that an item rests on: those it names and those of its catalogue item.
std::vector<std::string> bases_of(const ItemDraft& draft, const CatalogueItem* item) {
    std::vector<std::string> bases;
    if (draft.body) bases = common_of(*draft.body).basis;
    if (item != nullptr) bases.insert(bases.end(), item->basis.begin(), item->basis.end());
    return bases;
}

/// A pack of the interface's phrases is vouched for by who knows its language.
void require_language(const Actor& actor, const DossierRow& row) {
    const ItemDraft draft = draft_of(row);
    const auto* pack = draft.body ? std::get_if<PhraseTable>(&*draft.body) : nullptr;
    if (pack != nullptr && !post_that_knows(actor, pack->language, draft.area, row.catalogue))
        throw forbidden("language",
                        "Only who knows the language '" + pack->language + "' here signs for it.");
}

std::vector<FindingRow> rows_of(const check::Findings& findings) {
    std::vector<FindingRow> rows;
    for (const check::Finding& one : findings)
        rows.push_back({static_cast<long long>(rows.size()), one.rule,
                        std::string(check::letter_of(one.severity)), one.place, one.message_zh,
                        one.message_en, "", ""});
    return rows;
}

void refuse_blocked(const check::Findings& findings) {
    const auto first =
        std::ranges::find(findings, check::Severity::error, &check::Finding::severity);
    if (first == findings.end()) return;
    const auto count =
        std::ranges::count(findings, check::Severity::error, &check::Finding::severity);
    std::string sentence = first->rule + ": " + first->message_en;
    if (count > 1) sentence += " (and " + std::to_string(count - 1) + " more)";
    throw Refusal(RefusalKind::invalid, "blocked", sentence, "/document" + first->place);
}

}  // namespace

Refusal stale(const DossierRow& row) {
    return {RefusalKind::conflict, "stale",
            "The dossier has version " + std::to_string(row.version) + " since " +
                format_instant(Instant{std::chrono::seconds{row.changed}}) + ", changed by '" +
                row.changed_by + "'; read it again."};
}

DossierRow Desk::readable(const Actor& actor, std::optional<DossierRow> row) {
    if (!row || !may_read(actor, *AreaCode::parse(row->area), row->catalogue))
        throw Refusal(RefusalKind::unknown, "unknown", "There is no such dossier.");
    return std::move(*row);
}

DossierRow Desk::change(const Actor& actor, const std::string& id, long long version,
                        const std::string& name, const std::function<void(Act&)>& work) {
    DossierRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    DossierRow row = readable(actor, rows.lock(transaction, id));
    if (row.version != version) throw stale(row);
    if (row.claimed != 0 || (row.due != 0 && row.state != "scheduled"))
        throw Refusal(RefusalKind::conflict, "releasing",
                      "The item is being published at this moment; try again in a minute.");
    const std::string from = row.state;
    Act act{transaction, row, case_of(tools_, row), name, {}};
    work(act);
    row.version += 1;
    row.changed = seconds(tools_.clock());
    row.changed_by = actor.id;
    rows.put(transaction, row);
    rows.add_step(transaction, id,
                  {act.act, from, row.state, actor.id, act.post, row.changed, act.reason});
    put_waits(transaction, tools_, row);
    Audit(tools_).record(
        transaction, actor.id,
        {"item." + act.act, row.area, row.item,
         nlohmann::json{{"dossier", id}, {"post", act.post}, {"state", row.state}}.dump()});
    transaction.commit();
    return row;
}

/// The office must be one of those that the catalogue names for this item.
void Desk::require_office(const DossierRow& row) {
    if (row.catalogue.empty()) return;
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    const CatalogueItem* item = reference.catalogue.find(row.catalogue);
    const auto dash = row.office.rfind('-');
    const auto area = AreaCode::parse(row.office.substr(0, std::min(dash, row.office.size())));
    const std::string suffix = dash == std::string::npos ? "" : row.office.substr(dash + 1);
    if (item == nullptr)
        throw Refusal(RefusalKind::invalid, "catalogue",
                      "The catalogue has no item '" + row.catalogue + "'.", "/document/catalogue");
    const bool named = std::ranges::find(item->publishers, suffix) != item->publishers.end();
    if (named && area && area->contains(*AreaCode::parse(row.area))) return;
    throw Refusal(RefusalKind::invalid, "office",
                  "The office '" + row.office + "' does not publish " + row.catalogue +
                      " here; the catalogue names other offices for it.",
                  "/document/office");
}

DossierRow Desk::create(const Actor& actor, const NewDossier& wanted) {
    require_disclosure(wanted.disclosure);
    DossierRow row;
    row.id = feed::make_item_id(tools_.clock(), tools_.random);
    row.area = wanted.area.digits();
    row.operation = std::string(to_string(wanted.operation));
    row.item = wanted.operation == Operation::publish
                   ? feed::make_item_id(tools_.clock(), tools_.random)
                   : wanted.item;
    row.slot = row.item + (wanted.operation == Operation::erase ? "/erase" : "");
    row.disclosure = wanted.disclosure.attribute;
    row.disclosure_reason = wanted.disclosure.reason;
    row.class_ = wanted.class_;
    if (wanted.publish_at) row.publish_at = seconds(*wanted.publish_at);
    const auto item = wanted.operation == Operation::publish
                          ? std::nullopt
                          : published_item(tools_.repository, wanted.area, wanted.item);
    if (wanted.operation != Operation::publish) {
        if (!item || !may_read(actor, wanted.area, item->envelope.catalogue))
            throw Refusal(RefusalKind::unknown, "unknown", "There is no such item in this area.");
        if (!is_allowed(wanted.operation, item->row.phase))
            throw Refusal(RefusalKind::conflict, "phase",
                          "The item is " + item->row.phase + "; this can't be done with it.");
    }
    if (carries_body(wanted.operation)) {
        take_document(row, wanted.document);
        if (item && (row.kind != item->row.kind || row.catalogue != item->envelope.catalogue))
            throw Refusal(RefusalKind::invalid, "kind",
                          "A correction keeps the kind and the catalogue code of its item.",
                          "/document/kind");
        require_office(row);
    } else {
        if (wanted.operation == Operation::withdraw && wanted.reason.empty())
            throw Refusal(RefusalKind::invalid, "reason", "A withdrawal leaves a line of reason.",
                          "/reason");
        make_document(row, *item, wanted.reason);
    }
    if (row.kind == "alert")
        throw Refusal(RefusalKind::invalid, "alert", "Alerts have calls of their own.",
                      "/document/kind");
    if (wanted.operation == Operation::erase) {
        if (!actor.confirmed)
            throw Refusal(RefusalKind::signed_out, "confirm",
                          "Give your password and the code of your second factor again first.");
        if (!is_erasure_class(wanted.class_))
            throw Refusal(RefusalKind::invalid, "class",
                          "An erasure names its reason from the closed list.", "/class");
        if (row.kind == "finance")
            throw Refusal(RefusalKind::invalid, "finance",
                          "A finance report is corrected, never erased.", "/operation");
    }
    row.author = actor.id;
    row.state = to_string(DossierState::draft);
    row.version = 1;
    row.created = row.changed = seconds(tools_.clock());
    row.changed_by = actor.id;
    const auto post = post_to_write(case_of(tools_, row, {}), actor);
    if (!post) throw forbidden("post", "You hold no post that may write this item here.");
    row.author_post = to_string(*post);
    std::vector<HandedIn> brought;
    if (carries_body(wanted.operation)) brought = take_variants(row);
    std::vector<std::string> names = attachment_names(row);
    std::ranges::copy(files_of(brought), std::back_inserter(names));
    const auto uploads = Uploads(tools_).require(actor, names, row.item);
    std::vector<std::string> ids;
    for (const UploadRow& one : uploads) ids.push_back(one.id);

    DossierRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    if (rows.is_taken(row.slot))
        throw Refusal(RefusalKind::conflict, "open_dossier",
                      "Another dossier of this item is under way; finish or discard it first.");
    rows.add(transaction, row);
    UploadRows(tools_.repository).put_uses(transaction, row.id, ids);
    Variants(tools_).hand_in(transaction, row, actor.id, brought);
    rows.add_step(transaction, row.id,
                  {"create", "", row.state, actor.id, row.author_post, row.created, ""});
    Audit(tools_).record(
        transaction, actor.id,
        {"item.create", row.area, row.item,
         nlohmann::json{
             {"dossier", row.id}, {"operation", row.operation}, {"catalogue", row.catalogue}}
             .dump()});
    transaction.commit();
    return row;
}

DossierRow Desk::edit(const Actor& actor, const std::string& id, long long version,
                      const DossierEdit& edit) {
    if (edit.disclosure) require_disclosure(*edit.disclosure);
    DossierRow wanted = readable(actor, DossierRows(tools_.repository).find(id));
    if (wanted.version != version) throw stale(wanted);
    const std::string kind = wanted.kind;
    const std::string catalogue = wanted.catalogue;
    if (wanted.operation != "publish" && wanted.operation != "correct") throw wrong_state(wanted);
    take_document(wanted, edit.document);
    if (wanted.operation == "correct" && (wanted.kind != kind || wanted.catalogue != catalogue))
        throw Refusal(RefusalKind::invalid, "kind",
                      "A correction keeps the kind and the catalogue code of its item.",
                      "/document/kind");
    require_office(wanted);
    const std::vector<HandedIn> brought = take_variants(wanted);
    std::vector<std::string> names = attachment_names(wanted);
    std::ranges::copy(files_of(brought), std::back_inserter(names));
    std::ranges::copy(files_of(VariantRows(tools_.repository).of_dossier(id)),
                      std::back_inserter(names));
    const auto uploads = Uploads(tools_).require(actor, names, wanted.item);
    return change(actor, id, version, "edit", [&](Act& act) {
        const auto state = parse_state(act.row.state);
        if (state != DossierState::draft && !is_in_review(*state)) throw wrong_state(act.row);
        wanted.state = act.row.state;
        const auto before = post_to_write(act.subject, actor);
        const auto after = post_to_write(case_of(tools_, wanted), actor);
        if (!before || !after)
            throw forbidden("post", "You hold no post that may write this item here.");
        act.post = to_string(*after);
        act.row = wanted;
        if (edit.disclosure) {
            act.row.disclosure = edit.disclosure->attribute;
            act.row.disclosure_reason = edit.disclosure->reason;
        }
        if (edit.publish_at) act.row.publish_at = seconds(*edit.publish_at);
        act.row.state = to_string(DossierState::draft);
        std::vector<std::string> ids;
        for (const UploadRow& one : uploads) ids.push_back(one.id);
        UploadRows(tools_.repository).put_uses(act.transaction, id, ids);
        Variants(tools_).silence(act.transaction, act.row);
        Variants(tools_).hand_in(act.transaction, act.row, actor.id, brought);
        DossierRows(tools_.repository).void_signatures(act.transaction, id);
        DossierRows(tools_.repository).put_findings(act.transaction, id, {});
    });
}

DossierRow Desk::discard(const Actor& actor, const std::string& id, long long version) {
    return change(actor, id, version, "discard", [&](Act& act) {
        if (act.row.state != "draft") throw wrong_state(act.row);
        if (act.row.author != actor.id)
            throw forbidden("author", "Only its author discards a draft.");
        if (act.row.operation == "publish")
            UploadRows(tools_.repository).release(act.transaction, act.row.item);
        Policies(tools_).return_interpretations(act.transaction, act.row);
        DossierRows(tools_.repository).put_findings(act.transaction, id, {});
        VariantRows(tools_.repository).remove_of(act.transaction, id);
        act.row.document.clear();
        act.row.returned.clear();
        act.row.slot = id;
        act.row.state = to_string(DossierState::archived);
    });
}

check::Findings Desk::examine(const Actor& actor, const std::string& id) {
    const DossierRow row = readable(actor, DossierRows(tools_.repository).find(id));
    if (row.document.empty()) throw wrong_state(row);
    return Publisher(tools_).examine(input_of(tools_, row, {}));
}

DossierRow Desk::submit(const Actor& actor, const std::string& id, long long version) {
    const DossierRow seen = readable(actor, DossierRows(tools_.repository).find(id));
    if (seen.version != version) throw stale(seen);
    if (seen.state != "draft") throw wrong_state(seen);
    const check::Findings findings = examine(actor, id);
    refuse_blocked(findings);
    refuse_wrong_consultation(tools_, seen);
    refuse_wrong_meeting(tools_, seen);
    refuse_unproved_promises(tools_, seen);
    const std::string gaps = Policies(tools_).gaps(seen);
    if (!gaps.empty())
        return change(actor, id, version, "submit_returned", [&](Act& act) {
            const auto post = post_to_write(act.subject, actor);
            if (!post) throw forbidden("post", "You hold no post that may write this item here.");
            act.post = to_string(*post);
            act.reason = gaps;
            act.row.returned = gaps;
        });
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    const auto bases = bases_of(draft_of(seen), reference.catalogue.find(seen.catalogue));
    return change(actor, id, version, "submit", [&](Act& act) {
        const auto post = post_to_write(act.subject, actor);
        if (!post) throw forbidden("post", "You hold no post that may write this item here.");
        act.post = to_string(*post);
        DossierRows rows(tools_.repository);
        rows.put_findings(act.transaction, id, rows_of(findings));
        rows.put_bases(act.transaction, id, bases);
        act.row.returned.clear();
        act.row.state = to_string(standing_of(act.subject).state);
    });
}

DossierRow Desk::sign(const Actor& actor, const std::string& id, long long version,
                      std::optional<Post> post, const std::vector<FindingReason>& reasons) {
    change(actor, id, version, "sign", [&](Act& act) {
        const bool owed = act.subject.forced && is_out(act.subject.state);
        if (!is_in_review(act.subject.state) && !owed) throw wrong_state(act.row);
        Obstacle why = Obstacle::none;
        if (post)
            why = obstacle_to_sign(act.subject, actor, *post);
        else if ((post = post_to_sign(act.subject, actor, why)))
            why = Obstacle::none;
        if (!post || why != Obstacle::none) throw in_the_way(why);
        if (*post == Post::language_reviewer) require_language(actor, act.row);
        if (act.row.operation == "erase" && !actor.confirmed)
            throw Refusal(RefusalKind::signed_out, "confirm",
                          "Give your password and the code of your second factor again first.");
        DossierRows rows(tools_.repository);
        for (const FindingReason& one : reasons) {
            FindingRow finding;
            finding.position = one.finding;
            finding.reason = one.reason;
            finding.reviewer = actor.id;
            rows.give_reason(act.transaction, id, finding);
        }
        act.post = to_string(*post);
        rows.add_signature(
            act.transaction, id,
            {act.post, actor.id, seconds(tools_.clock()), digest_of_document(act.row)});
        if (owed) {
            act.act = "approve";
            act.row.approve_by.clear();
            return;
        }
        const Standing standing = standing_of(case_of(tools_, act.row));
        act.row.state = to_string(standing.state);
        if (standing.missing.empty()) approve(act);
    });
    return released(id);
}

/// The path is complete: it is scheduled, or, where it isn't to be published, put away.
void Desk::approve(Act& act) {
    const auto findings = DossierRows(tools_.repository).findings(act.row.id);
    const auto bare = std::ranges::find_if(
        findings, [](const FindingRow& one) { return one.severity == "W" && one.reason.empty(); });
    if (bare != findings.end())
        throw Refusal(RefusalKind::invalid, "reasons",
                      "Finding " + std::to_string(bare->position) + " (" + bare->rule +
                          ") needs a reason why it may stand: " + bare->message_en,
                      "/reasons");
    if (act.row.disclosure != "proactive") {
        act.row.state = to_string(DossierState::archived);
        act.row.slot = act.row.id;
        Policies(tools_).return_interpretations(act.transaction, act.row);
        return;
    }
    refuse_wrong_meeting(tools_, act.row);
    Policies(tools_).require_policy(act.row);
    act.row.due = std::max(seconds(tools_.clock()), act.row.publish_at);
    const auto embargo = draft_of(act.row).embargo;
    if (embargo) act.row.due = std::max(act.row.due, seconds(*embargo));
    Policies(tools_).set_due(act.transaction, act.row);
}

DossierRow Desk::released(const std::string& id) {
    try {
        Release(tools_).carry_out(id);
    } catch (const Error& error) {
        // It is approved and kept; the chore goes on with it.
        spdlog::error("The dossier {} waits for its release: {}", id, error.what());
    }
    return *DossierRows(tools_.repository).find(id);
}

DossierRow Desk::send_back(const Actor& actor, const std::string& id, long long version,
                           const std::string& reason) {
    if (reason.empty())
        throw Refusal(RefusalKind::invalid, "reason", "Say why it goes back.", "/reason");
    return change(actor, id, version, "return", [&](Act& act) {
        const bool possible =
            is_in_review(act.subject.state) ||
            (act.subject.state == DossierState::scheduled && act.row.claimed == 0);
        if (!possible) throw wrong_state(act.row);
        const auto post = post_to_return(act.subject, actor);
        if (!post) throw forbidden("post", "You hold no post that may send this back.");
        act.post = to_string(*post);
        act.reason = reason;
        act.row.returned = reason;
        act.row.due = 0;
        act.row.state = to_string(DossierState::draft);
        Policies(tools_).set_due(act.transaction, act.row);
        DossierRows(tools_.repository).void_signatures(act.transaction, id);
    });
}

DossierRow Desk::force(const Actor& actor, const std::string& id, long long version,
                       const std::string& reason) {
    if (reason.empty())
        throw Refusal(RefusalKind::invalid, "reason", "Say why it can't wait.", "/reason");
    const check::Findings findings = examine(actor, id);
    refuse_blocked(findings);
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    change(actor, id, version, "force", [&](Act& act) {
        const bool admin = actor.holds(Post::county_admin, act.subject.area, act.subject.catalogue);
        if (!admin) throw forbidden("post", "Only the county's office orders that.");
        if (!actor.confirmed)
            throw Refusal(RefusalKind::signed_out, "confirm",
                          "Give your password and the code of your second factor again first.");
        const bool early =
            act.subject.state == DossierState::draft || is_in_review(act.subject.state);
        if (!early) throw wrong_state(act.row);
        if (act.row.kind != "notice" || !carries_body(act.subject.operation) ||
            act.row.disclosure != "proactive")
            throw Refusal(RefusalKind::invalid, "kind", "Only notices go out by order.");
        refuse_wrong_meeting(tools_, act.row);
        DossierRows rows(tools_.repository);
        auto stored = rows_of(findings);
        rows.put_findings(act.transaction, id, stored);
        for (FindingRow& one : stored) {
            if (one.severity != "W") continue;
            one.reason = reason;
            one.reviewer = actor.id;
            rows.give_reason(act.transaction, id, one);
        }
        rows.put_bases(act.transaction, id,
                       bases_of(draft_of(act.row), reference.catalogue.find(act.row.catalogue)));
        rows.void_signatures(act.transaction, id);
        act.post = to_string(Post::county_admin);
        act.reason = reason;
        rows.add_signature(
            act.transaction, id,
            {act.post, actor.id, seconds(tools_.clock()), digest_of_document(act.row)});
        const Day today = shanghai_day(tools_.clock());
        act.row.approve_by =
            format_day(reference.calendar.add_working_days(today, kForcedDays).day);
        act.row.returned.clear();
        act.row.state = to_string(DossierState::scheduled);
        act.row.due = seconds(tools_.clock());
    });
    return released(id);
}

DossierView Desk::view(const Actor& actor, const std::string& id) {
    DossierRows rows(tools_.repository);
    DossierView view;
    view.row = readable(actor, rows.find(id));
    view.steps = rows.steps(id);
    view.signatures = rows.signatures(id);
    view.findings = rows.findings(id);
    const DossierCase subject = case_of(tools_, view.row, view.signatures);
    view.next = steps_of(subject);
    if (is_in_review(subject.state)) view.missing = standing_of(subject).missing;
    Obstacle why = Obstacle::none;
    view.sign_as = post_to_sign(subject, actor, why);
    return view;
}

std::vector<DossierRow> Desk::list(const Actor& actor, const DossierRows::Page& page,
                                   std::string& next) {
    const auto area = AreaCode::parse(page.area);
    const bool anything = area && std::ranges::any_of(actor.appointments, [&](const auto& one) {
                              return one.area.contains(*area);
                          });
    if (!anything) throw forbidden("area", "You hold no post for this area.");
    auto rows = DossierRows(tools_.repository).list(page);
    next.clear();
    if (static_cast<int>(rows.size()) == page.limit) next = rows.back().area + "." + rows.back().id;
    std::erase_if(rows, [&](const DossierRow& row) {
        return !may_read(actor, *AreaCode::parse(row.area), row.catalogue);
    });
    return rows;
}

std::vector<QueueRow> Desk::queue(const Actor& actor, const std::string& after, int limit,
                                  std::string& next) {
    std::vector<Appointment> posts = actor.appointments;
    std::ranges::sort(posts, [](const Appointment& a, const Appointment& b) {
        return std::pair(a.post, a.area.digits()) < std::pair(b.post, b.area.digits());
    });
    // "N.area.dossier": the Nth appointment, and the last row that was looked at.
    const auto dot = after.find('.');
    const auto second = after.find('.', std::min(dot, after.size() - 1) + 1);
    std::size_t at = 0;
    std::string after_area;
    std::string after_dossier;
    if (dot != std::string::npos && second != std::string::npos) {
        at = static_cast<std::size_t>(std::atoi(after.substr(0, dot).c_str()));
        after_area = after.substr(dot + 1, second - dot - 1);
        after_dossier = after.substr(second + 1);
    }
    DossierRows rows(tools_.repository);
    std::vector<QueueRow> queue;
    int looked_at = 0;
    next.clear();
    for (; at < posts.size(); ++at, after_area.clear(), after_dossier.clear()) {
        const std::string post(to_string(posts[at].post));
        const auto waits =
            rows.waits(post, posts[at].area.digits(), after_area, after_dossier, limit - looked_at);
        for (const WaitingRow& wait : waits) {
            ++looked_at;
            next = std::to_string(at) + "." + wait.area + "." + wait.dossier;
            auto row = rows.find(wait.dossier);
            if (!row) continue;
            const DossierCase subject = case_of(tools_, *row);
            const bool signs = is_in_review(subject.state) || subject.forced;
            const bool mine =
                signs ? obstacle_to_sign(subject, actor, posts[at].post) == Obstacle::none
                      : actor.holds(posts[at].post, subject.area, subject.catalogue);
            row->document.clear();
            if (mine) queue.push_back({posts[at].post, std::move(*row)});
        }
        if (looked_at >= limit) return queue;
    }
    next.clear();
    return queue;
}

std::vector<DossierRow> Desk::returned(const Actor& actor, const std::string& after, int limit) {
    auto rows = DossierRows(tools_.repository).of_author(actor.id, "draft", after, limit);
    std::erase_if(rows, [](const DossierRow& row) { return row.returned.empty(); });
    return rows;
}

}  // namespace villageboard::county
