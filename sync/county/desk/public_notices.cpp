#include "sync/county/desk/public_notices.h"

#include <algorithm>

#include "sync/county/desk/documents.h"
#include "sync/county/desk/notice_period.h"
#include "sync/county/desk/notice_words.h"
#include "sync/county/desk/uploads.h"
#include "sync/county/desk/variants.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {
namespace {

constexpr int kAtOnce = 200;

/// The post as which `actor` does `act` now; refuses who holds none of its posts.
Post post_for(const Desk::Act& act, const Actor& actor, std::string_view wanted) {
    for (const NextStep& step : steps_of(act.subject)) {
        if (step.act != wanted) continue;
        for (const Post post : step.posts)
            if (actor.holds(post, act.subject.area, act.subject.catalogue)) return post;
        throw Refusal(RefusalKind::forbidden, "post", "You hold no post that may do this.");
    }
    throw Refusal(RefusalKind::conflict, "state",
                  "The dossier is in the state '" + act.row.state + "', where this can't be done.");
}

std::string days_of(const NoticePeriod& period) {
    return format_day(period.from) + std::string(words::kUntil) + format_day(period.to);
}

NoticePeriod period_from(const Tools& tools, const DossierRow& row, const ItemDraft& draft,
                         Day first) {
    const ReferenceData reference = ReferenceData::load(tools.repository, tools.settings.area);
    const RulesInForce rules = rules_in_force(tools.repository, *AreaCode::parse(row.area),
                                              row.catalogue, shanghai_day(tools.clock()));
    return notice_period(draft, reference.catalogue.find(row.catalogue), rules.notice_days, first,
                         reference.calendar);
}

/// Moves a roll from its notice to its confirmed stage; false for what has no stages.
bool confirm_stage(Body& body) {
    if (auto* roll = std::get_if<SubsidyRoll>(&body)) {
        roll->stage = SubsidyStage::confirmed;
        return true;
    }
    if (auto* roll = std::get_if<ReliefRoll>(&body)) {
        roll->stage = ReliefStage::confirmed;
        return true;
    }
    return false;
}

Refusal missing_poster() {
    return {RefusalKind::conflict, "poster",
            "The period has not begun: the photo of the poster on the fixed board is missing, or "
            "nobody else has confirmed it."};
}

}  // namespace

std::optional<NoticeRow> PublicNotices::notice(const std::string& id) {
    return DeskRows(tools_.repository).notice(id);
}

/// The desk's own release: the same item with what has become of it, as its next revision.
void PublicNotices::release_again(Desk::Act& act, const ItemDraft& draft, DossierState target) {
    ItemDraft next = draft;
    next.operation = Operation::correct;
    next.id = act.row.item;
    act.row.document = print_draft(next);
    act.row.due = tools_.clock().time_since_epoch().count();
    act.row.target = to_string(target);
    Variants(tools_).silence(act.transaction, act.row);
}

DossierRow PublicNotices::post(const Actor& actor, const std::string& id, long long version,
                               const std::string& photo, const std::string& place) {
    const auto row = DossierRows(tools_.repository).find(id);
    const auto uploads = Uploads(tools_).require(actor, {photo}, row ? row->item : std::string());
    if (!uploads.front().mime.starts_with("image/"))
        throw Refusal(RefusalKind::invalid, "photo", "The photo must be a picture.", "/photo");
    return Desk(tools_).change(actor, id, version, "post", [&](Desk::Act& act) {
        act.post = to_string(post_for(act, actor, "post"));
        DeskRows rows(tools_.repository);
        const auto before = rows.notice(id);
        if (before && before->confirmed != 0)
            throw Refusal(RefusalKind::conflict, "confirmed", "The poster is confirmed already.");
        UploadRows(tools_.repository).add_use(act.transaction, id, uploads.front().id);
        rows.put_notice(act.transaction, {.dossier = id,
                                          .photo = uploads.front().sha256,
                                          .place = place,
                                          .posted_by = actor.id,
                                          .posted = tools_.clock().time_since_epoch().count(),
                                          .confirmed_by = {},
                                          .confirmed = 0,
                                          .first_day = {},
                                          .last_day = {},
                                          .ripe = 0});
    });
}

DossierRow PublicNotices::confirm_poster(const Actor& actor, const std::string& id,
                                         long long version) {
    Desk(tools_).change(actor, id, version, "confirm_poster", [&](Desk::Act& act) {
        const Post post = post_for(act, actor, "confirm_poster");
        DeskRows rows(tools_.repository);
        auto notice = rows.notice(id);
        if (!notice) throw missing_poster();
        if (notice->confirmed != 0)
            throw Refusal(RefusalKind::conflict, "confirmed", "The poster is confirmed already.");
        if (notice->posted_by == actor.id)
            throw Refusal(RefusalKind::forbidden, "own_poster",
                          "Another person than who posted it confirms that it hangs there.");
        const Day today = shanghai_day(tools_.clock());
        ItemDraft draft = draft_of(act.row);
        const NoticePeriod period = period_from(tools_, act.row, draft, today);
        act.post = to_string(post);
        notice->confirmed_by = actor.id;
        notice->confirmed = tools_.clock().time_since_epoch().count();
        notice->first_day = format_day(period.from);
        notice->last_day = format_day(period.to);
        rows.put_notice(act.transaction, *notice);
        if (draft.notice_period == period) return;
        const std::string before = draft.notice_period ? days_of(*draft.notice_period) : "";
        common_of(*draft.body).change_note =
            ChangeNote{std::string(words::kPeriodWhat),
                       std::string(words::kPeriodWhy),
                       std::string(words::name_of(post)),
                       {{std::string(words::kPeriod), before}},
                       {{std::string(words::kPeriod), days_of(period)}}};
        draft.notice_period = period;
        release_again(act, draft, DossierState::notice);
    });
    return Desk(tools_).released(id);
}

DossierRow PublicNotices::object(const Actor& actor, const std::string& id, long long version,
                                 const std::string& reference) {
    return Desk(tools_).change(actor, id, version, "object", [&](Desk::Act& act) {
        const bool again = act.subject.state == DossierState::objection_hold;
        act.post = to_string(post_for(act, actor, again ? "settle" : "object"));
        act.reason = reference;
        if (!DeskRows(tools_.repository)
                 .add_objection(act.transaction, id,
                                {reference, tools_.clock().time_since_epoch().count(), 0}))
            throw Refusal(RefusalKind::conflict, "known", "This objection is noted already.");
        act.row.state = to_string(DossierState::objection_hold);
    });
}

DossierRow PublicNotices::settle(const Actor& actor, const std::string& id, long long version,
                                 const std::string& reference) {
    return Desk(tools_).change(actor, id, version, "settle", [&](Desk::Act& act) {
        act.post = to_string(post_for(act, actor, "settle"));
        act.reason = reference;
        DeskRows rows(tools_.repository);
        const auto open = [&](const ObjectionRow& one) { return one.closed == 0; };
        const auto before = rows.objections(id);
        if (std::ranges::none_of(before, [&](const ObjectionRow& one) {
                return open(one) && one.reference == reference;
            }))
            throw Refusal(RefusalKind::unknown, "unknown", "No open objection has this reference.");
        rows.close_objection(act.transaction, id, reference,
                             tools_.clock().time_since_epoch().count());
        if (std::ranges::count_if(before, open) == 1)
            act.row.state = to_string(DossierState::notice);
    });
}

DossierRow PublicNotices::confirm(const Actor& actor, const std::string& id, long long version) {
    Desk(tools_).change(actor, id, version, "confirm", [&](Desk::Act& act) {
        const Post post = post_for(act, actor, "confirm");
        const auto& writers = act.subject.writers;
        if (std::ranges::find(writers, actor.id) != writers.end())
            throw Refusal(RefusalKind::forbidden, "own_item",
                          "Nobody confirms what they wrote; let another do it.");
        const auto notice = DeskRows(tools_.repository).notice(id);
        if (!notice || notice->confirmed == 0) throw missing_poster();
        ItemDraft draft = draft_of(act.row);
        const NoticePeriod least =
            period_from(tools_, act.row, draft, *parse_day(notice->first_day));
        const Day last = std::max(least.to, *parse_day(notice->last_day));
        if (shanghai_day(tools_.clock()) <= last)
            throw Refusal(RefusalKind::conflict, "period",
                          "The notice period runs until " + format_day(last) +
                              "; it can be confirmed from the day after.");
        act.post = to_string(post);
        if (!confirm_stage(*draft.body)) {
            act.row.state = to_string(DossierState::confirmed);
            return;
        }
        common_of(*draft.body).change_note =
            ChangeNote{std::string(words::kConfirmedWhat),
                       std::string(words::kConfirmedWhy),
                       std::string(words::name_of(post)),
                       {{std::string(words::kStage), std::string(words::kInNotice)}},
                       {{std::string(words::kStage), std::string(words::kConfirmed)}}};
        release_again(act, draft, DossierState::confirmed);
    });
    return Desk(tools_).released(id);
}

void PublicNotices::ripen() {
    DeskRows rows(tools_.repository);
    DossierRows dossiers(tools_.repository);
    const std::string today = format_day(shanghai_day(tools_.clock()));
    for (const std::string& id : rows.ripening(today, kAtOnce)) {
        Transaction transaction(tools_.repository);
        const auto row = dossiers.lock(transaction, id);
        auto notice = rows.notice(id);
        if (!row || row->state != "notice" || !notice) continue;
        notice->ripe = 1;
        rows.put_notice(transaction, *notice);
        put_waits(transaction, tools_, *row);
        transaction.commit();
    }
}

}  // namespace villageboard::county
