#include "sync/county/talk/meetings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/wire_names.h"
#include "sync/county/desk/desk.h"
#include "sync/county/desk/documents.h"
#include "sync/county/desk/path.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/live_item.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/county/talk/corrections.h"
#include "sync/county/talk/talk_words.h"

namespace villageboard::county {
namespace {

using std::chrono::days;

constexpr int kVillagersDays = 10;
constexpr int kOtherDays = 1;
constexpr const char* kResultCatalogue = "G02";
constexpr std::string_view kColon = "：";

std::string_view type_name(MeetingType type) { return wire_name(type); }

MeetingType type_of(const std::string& name) {
    for (const MeetingType type : {MeetingType::villagers, MeetingType::committee})
        if (type_name(type) == name) return type;
    return MeetingType::representatives;
}

Refusal stale_meeting(long long version) {
    return {RefusalKind::conflict, "stale",
            "The meeting has changed since its version " + std::to_string(version) +
                "; read it again."};
}

void require_agenda(const std::vector<std::string>& agenda) {
    for (std::size_t i = 0; i < agenda.size(); ++i)
        if (agenda[i].empty())
            throw Refusal(RefusalKind::invalid, "agenda", "A point of the agenda is empty.",
                          "/agenda/" + std::to_string(i));
    if (agenda.empty())
        throw Refusal(RefusalKind::invalid, "agenda", "The agenda has no point.", "/agenda");
}

void require_days_before(MeetingType type, Day held, Day up) {
    const Day last = held - days{notice_days(type)};
    if (up <= last) return;
    throw Refusal(RefusalKind::invalid, "too_late",
                  "The notice has to be up " + std::to_string(notice_days(type)) +
                      " days before the meeting of " + format_day(held) + ", by " +
                      format_day(last) + ".",
                  "/document/body/event_at");
}

ItemDraft notice_of(const CalledMeeting& meeting, Day today) {
    ItemDraft draft(meeting.area);
    draft.catalogue = meeting.catalogue;
    draft.office = meeting.office;
    draft.formed = today;
    Notice body;
    body.title = meeting.title;
    body.summary = meeting.summary;
    body.office_name = meeting.office_name;
    body.event_at = meeting.at;
    body.event_place = meeting.place;
    body.blocks = {Heading{.level = 2, .text = std::string(words::kAgenda)},
                   ListBlock{.ordered = true, .items = meeting.agenda}};
    draft.body = std::move(body);
    return draft;
}

ItemDraft result_of(const LiveItem& notice, const MeetingView& view, const AreaCode& area,
                    const MeetingResult& result, Day today) {
    const auto& called = std::get<Notice>(notice.body);
    ItemDraft draft(area);
    draft.kind = Kind::meeting;
    draft.catalogue = kResultCatalogue;
    draft.office = notice.envelope.office;
    draft.formed = today;
    Meeting body;
    body.title = result.title;
    body.summary = result.summary;
    body.office_name = called.office_name;
    body.meeting = type_of(view.row.type);
    body.held = *view.held;
    body.due = result.due;
    body.present = result.present;
    body.agenda = view.agenda;
    body.follow_up = result.follow_up;
    ListBlock outcomes{.ordered = true, .items = {}};
    for (std::size_t i = 0; i < result.points.size(); ++i) {
        outcomes.items.push_back(view.agenda[i] + std::string(kColon) + result.points[i].outcome);
        if (result.points[i].decision) body.decisions.push_back(*result.points[i].decision);
    }
    body.blocks = {Heading{.level = 2, .text = std::string(words::kOutcomes)}, std::move(outcomes),
                   Paragraph{.text = std::string(words::kNoticeWas) + called.title}};
    draft.body = std::move(body);
    return draft;
}

void require_points(const MeetingResult& result, const std::vector<std::string>& agenda) {
    if (result.points.size() != agenda.size())
        throw Refusal(RefusalKind::invalid, "points",
                      "The agenda has " + std::to_string(agenda.size()) +
                          " points, the result speaks to " + std::to_string(result.points.size()) +
                          ".",
                      "/points");
    for (std::size_t i = 0; i < agenda.size(); ++i) {
        const PointResult& point = result.points[i];
        const std::string place = "/points/" + std::to_string(i);
        if (point.outcome.empty())
            throw Refusal(RefusalKind::invalid, "outcome",
                          "Say what came of point " + std::to_string(i + 1) + ".",
                          place + "/outcome");
        if (!point.decision) continue;
        const Decision& vote = *point.decision;
        if (vote.for_ + vote.against + vote.abstain > result.present)
            throw Refusal(RefusalKind::invalid, "votes",
                          "More voted on point " + std::to_string(i + 1) + " than were present.",
                          place + "/decision");
    }
}

/// Whether the result begun last still counts: under way or live.
bool is_taken(const Tools& tools, const MeetingRow& row) {
    if (row.result.empty()) return false;
    if (live_item(tools.repository, *AreaCode::parse(row.area), row.result)) return true;
    return std::ranges::any_of(
        DossierRows(tools.repository).of_item(row.result), [](const DossierRow& one) {
            return is_open(parse_state(one.state).value_or(DossierState::archived));
        });
}

void refuse_wrong_notice(const Tools& tools, const DossierRow& dossier, const MeetingRow& row) {
    const ItemDraft draft = draft_of(dossier);
    const auto* body = std::get_if<Notice>(&*draft.body);
    if (body == nullptr) return;
    if (!body->event_at)
        throw Refusal(RefusalKind::invalid, "day", "The notice doesn't say when the meeting is.",
                      "/document/body/event_at");
    if (agenda_of(*body).empty())
        throw Refusal(RefusalKind::invalid, "agenda", "The notice has no agenda.",
                      "/document/body/blocks");
    const auto live = live_item(tools.repository, *AreaCode::parse(row.area), row.notice);
    const auto* before = live ? std::get_if<Notice>(&live->body) : nullptr;
    if (before != nullptr && before->event_at == body->event_at &&
        agenda_of(*before) == agenda_of(*body))
        return;
    const Instant wanted{std::chrono::seconds{dossier.publish_at}};
    const Instant out = std::max({tools.clock(), wanted, draft.embargo.value_or(wanted)});
    require_days_before(type_of(row.type), shanghai_day(*body->event_at), shanghai_day(out));
}

void refuse_wrong_result(const Tools& tools, const DossierRow& dossier, const MeetingRow& row) {
    const ItemDraft draft = draft_of(dossier);
    const auto notice = live_item(tools.repository, *AreaCode::parse(row.area), row.notice);
    const auto* body = std::get_if<Meeting>(&*draft.body);
    if (body == nullptr || !notice) return;
    const std::vector<std::string> agenda = agenda_of(common_of(notice->body));
    if (body->agenda != agenda)
        throw Refusal(RefusalKind::invalid, "agenda",
                      "The result's agenda is not that of the notice.", "/document/body/agenda");
    const std::vector<std::string> outcomes = agenda_of(*body);
    for (std::size_t i = 0; i < agenda.size(); ++i) {
        const std::string start = agenda[i] + std::string(kColon);
        const bool speaks = i < outcomes.size() && outcomes[i].starts_with(start) &&
                            outcomes[i].size() > start.size();
        if (!speaks)
            throw Refusal(RefusalKind::invalid, "outcome",
                          "The result doesn't say what came of point " + std::to_string(i + 1) +
                              ": " + agenda[i],
                          "/document/body/blocks");
    }
}

}  // namespace

int notice_days(MeetingType type) {
    return type == MeetingType::villagers ? kVillagersDays : kOtherDays;
}

std::vector<std::string> agenda_of(const BodyCommon& body) {
    for (const Block& block : body.blocks)
        if (const auto* list = std::get_if<ListBlock>(&block); list != nullptr && list->ordered)
            return list->items;
    return {};
}

MeetingView meeting_view(const Tools& tools, const MeetingRow& row, const Calendar& calendar,
                         Day today) {
    MeetingView view{.row = row};
    const AreaCode area = *AreaCode::parse(row.area);
    const auto notice = live_item(tools.repository, area, row.notice);
    const auto* body = notice ? std::get_if<Notice>(&notice->body) : nullptr;
    if (body == nullptr || !body->event_at) return view;
    view.title = body->title;
    view.held = shanghai_day(*body->event_at);
    view.agenda = agenda_of(*body);
    view.result_due = calendar.add_working_days(*view.held, kMeetingResultDays).day;
    const bool has_result =
        !row.result.empty() && live_item(tools.repository, area, row.result).has_value();
    view.state = has_result ? "result" : today > *view.held ? "held" : "called";
    view.overdue = !has_result && today > *view.result_due;
    return view;
}

DossierRow Meetings::call(const CalledMeeting& meeting) {
    require_agenda(meeting.agenda);
    const Day today = shanghai_day(tools_.clock());
    require_days_before(meeting.type, shanghai_day(meeting.at), today);
    DossierRow dossier = begin_dossier(tools_, actor_, notice_of(meeting, today));
    Transaction transaction(tools_.repository);
    MeetingRows(tools_.repository)
        .add(transaction,
             {dossier.item, dossier.area, std::string(type_name(meeting.type)), "", 1});
    Audit(tools_).record(
        transaction, actor_.id,
        {.act = "meeting.call", .area = dossier.area, .subject = dossier.item, .detail = "{}"});
    transaction.commit();
    return dossier;
}

MeetingView Meetings::view(const AreaCode& area, const std::string& notice) {
    const auto row = MeetingRows(tools_.repository).find(notice);
    if (!row || row->area != area.digits() || !may_read(actor_, area, {}))
        throw Refusal(RefusalKind::unknown, "meeting", "There is no such meeting in this area.");
    return meeting_view(tools_, *row,
                        ReferenceData::load(tools_.repository, tools_.settings.area).calendar,
                        shanghai_day(tools_.clock()));
}

std::vector<MeetingView> Meetings::list(const AreaCode& area, const std::string& after,
                                        std::uint64_t limit, std::string& next) {
    if (!actor_.sees(area))
        throw Refusal(RefusalKind::forbidden, "area", "You hold no post for this area.");
    const auto dot = after.find('.');
    const bool on = dot != std::string::npos;
    const auto rows = MeetingRows(tools_.repository)
                          .of_range(AreaRange(area), on ? after.substr(0, dot) : "",
                                    on ? after.substr(dot + 1) : "", limit);
    next = rows.size() == limit ? rows.back().area + "." + rows.back().notice : std::string();
    const Calendar calendar = ReferenceData::load(tools_.repository, tools_.settings.area).calendar;
    std::vector<MeetingView> all;
    for (const MeetingRow& row : rows)
        if (may_read(actor_, *AreaCode::parse(row.area), {}))
            all.push_back(meeting_view(tools_, row, calendar, shanghai_day(tools_.clock())));
    return all;
}

DossierRow Meetings::begin_result(const AreaCode& area, const std::string& notice,
                                  long long version, const MeetingResult& result) {
    const MeetingView now = view(area, notice);
    const auto live = live_item(tools_.repository, area, notice);
    if (!live || !now.held)
        throw Refusal(RefusalKind::conflict, "notice", "The meeting's notice is not up.");
    const Day today = shanghai_day(tools_.clock());
    if (today < *now.held)
        throw Refusal(RefusalKind::conflict, "not_held",
                      "The meeting is only on " + format_day(*now.held) + ".");
    if (now.row.version != version) throw stale_meeting(version);
    if (is_taken(tools_, now.row))
        throw Refusal(RefusalKind::conflict, "result",
                      "The meeting has its result; correct that one.");
    require_points(result, now.agenda);
    DossierRow dossier = begin_dossier(tools_, actor_, result_of(*live, now, area, result, today));
    if (!keep_result(area, notice, version, dossier.item)) {
        Desk(tools_).discard(actor_, dossier.id, dossier.version);
        throw stale_meeting(version);
    }
    return dossier;
}

bool Meetings::keep_result(const AreaCode& area, const std::string& notice, long long version,
                           const std::string& item) {
    MeetingRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    auto row = rows.lock(transaction, notice);
    if (!row || row->version != version) return false;
    row->result = item;
    row->version += 1;
    rows.put(transaction, *row);
    Audit(tools_).record(transaction, actor_.id,
                         {.act = "meeting.result",
                          .area = area.digits(),
                          .subject = notice,
                          .detail = nlohmann::json{{"item", item}}.dump()});
    transaction.commit();
    return true;
}

void refuse_wrong_meeting(const Tools& tools, const DossierRow& dossier) {
    if (dossier.operation != "publish" && dossier.operation != "correct") return;
    MeetingRows rows(tools.repository);
    if (dossier.kind == "notice") {
        if (const auto row = rows.find(dossier.item)) refuse_wrong_notice(tools, dossier, *row);
    } else if (dossier.kind == "meeting") {
        if (const auto row = rows.of_result(dossier.item))
            refuse_wrong_result(tools, dossier, *row);
    }
}

}  // namespace villageboard::county
