#include "sync/county/inbox/cases.h"

#include <algorithm>
#include <array>
#include <set>

#include "content/check/privacy.h"
#include "content/model/error.h"
#include "content/state/answer.h"
#include "content/state/seal.h"
#include "sync/county/inbox/answer_batches.h"
#include "sync/county/inbox/case_words.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/draft_input.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostNotes = 200;
constexpr std::size_t kMostEvents = 500;
constexpr std::size_t kMostTopics = 8;
constexpr std::array<std::string_view, 5> kStates{"received", "in_hand", "transferred", "answered",
                                                  "closed"};

Refusal unknown_case() { return {RefusalKind::unknown, "case", "There is no such case."}; }

void require_state(const Case& one, std::initializer_list<std::string_view> allowed) {
    if (std::ranges::find(allowed, one.row.state) != allowed.end()) return;
    throw Refusal(RefusalKind::conflict, "state",
                  "This can't be done to a case that is " + one.row.state + "; take it in hand.");
}

void require_text(const std::string& text, const std::string& place) {
    if (text.empty())
        throw Refusal(RefusalKind::invalid, "empty", "A few words are needed here.", place);
    check_lines(text, kMostCaseWords, place);
}

/// "day id", which no id and no day holds.
std::pair<std::string, std::string> cursor_of(const std::string& after) {
    const auto blank = after.find(' ');
    if (after.empty()) return {};
    if (blank == std::string::npos || !parse_day(after.substr(0, blank)))
        throw Refusal(RefusalKind::invalid, "cursor", "The parameter 'after' is no cursor.");
    return {after.substr(0, blank), after.substr(blank + 1)};
}

std::string cursor_of(Day day, const std::string& id) { return format_day(day) + " " + id; }

bool comes_before(const Case& a, const Case& b) {
    return std::pair(a.row.due, a.row.id) < std::pair(b.row.due, b.row.id);
}

}  // namespace

Case Cases::opened(const Actor& actor, std::optional<CaseRow> row) const {
    if (!row || !may_handle(actor, {row->route, row->desk}, tools_.settings.area))
        throw unknown_case();
    Case one;
    one.file = parse_case(box_.open(row->box, row->id));
    one.row = std::move(*row);
    return one;
}

CasePage Cases::list(const Actor& actor, const CaseQuery& query) {
    if (!query.state.empty() && std::ranges::find(kStates, query.state) == kStates.end())
        throw Refusal(RefusalKind::invalid, "state", "There is no such state of a case.");
    CaseFilter filter;
    filter.state = query.state;
    if (query.overdue) filter.due_by = today();
    std::tie(filter.after_due, filter.after_id) = cursor_of(query.after);
    filter.limit = query.limit + 1;
    CasePage page;
    std::set<std::string> seen;
    for (const CaseScope& desk : desks_of(actor, tools_.settings.area))
        for (CaseRow& row : CaseRows(tools_.repository).list(desk, filter)) {
            if (!may_handle(actor, {row.route, row.desk}, tools_.settings.area)) continue;
            if (!seen.insert(row.id).second) continue;
            page.cases.push_back(opened(actor, std::move(row)));
        }
    std::ranges::sort(page.cases, comes_before);
    if (page.cases.size() > query.limit) {
        page.cases.resize(query.limit);
        page.next = cursor_of(page.cases.back().row.due, page.cases.back().row.id);
    }
    return page;
}

Case Cases::show(const Actor& actor, const std::string& id) {
    Case one = opened(actor, CaseRows(tools_.repository).find(id));
    Transaction transaction(tools_.repository);
    Audit(tools_).record(transaction, actor.id,
                         {.act = "case.read", .area = {}, .subject = id, .detail = "{}"});
    transaction.commit();
    return one;
}

std::string Cases::voice(const Actor& actor, const std::string& id) {
    CaseRows rows(tools_.repository);
    opened(actor, rows.find(id));
    const auto box = rows.voice(id);
    if (!box) throw Refusal(RefusalKind::unknown, "voice", "Nothing was spoken in this case.");
    Transaction transaction(tools_.repository);
    Audit(tools_).record(transaction, actor.id,
                         {.act = "case.hear", .area = {}, .subject = id, .detail = "{}"});
    transaction.commit();
    return box_.open(*box, id + " voice");
}

Case Cases::change(const Actor& actor, const std::string& id, std::uint64_t version,
                   const char* act, const Change& work) {
    CaseRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    Case one = opened(actor, rows.lock(transaction, id));
    if (one.row.version != version)
        throw Refusal(RefusalKind::conflict, "version",
                      "Somebody changed this case meanwhile; look at it again.");
    work(transaction, one);
    ++one.row.version;
    one.row.box = box_.close(print_case(one.file), id);
    rows.put(transaction, one.row);
    Audit(tools_).record(transaction, actor.id,
                         {.act = act, .area = {}, .subject = id, .detail = "{}"});
    transaction.commit();
    return one;
}

void Cases::add_event(Case& one, const Actor& actor, const char* act,
                      const std::string& words) const {
    if (one.file.events.size() >= kMostEvents)
        throw Refusal(RefusalKind::conflict, "full", "This case has had too many turns.");
    one.file.events.push_back({today(), actor.id, act, words});
}

Case Cases::take(const Actor& actor, const std::string& id, std::uint64_t version) {
    return change(actor, id, version, "case.take", [&](Transaction&, Case& one) {
        require_state(one, {"received", "transferred", "answered", "closed"});
        one.row.state = "in_hand";
        add_event(one, actor, "take", {});
    });
}

Case Cases::answer(const Actor& actor, const std::string& id, std::uint64_t version,
                   const std::string& text) {
    require_text(text, "/text");
    return change(actor, id, version, "case.answer", [&](Transaction& transaction, Case& one) {
        require_state(one, {"in_hand"});
        if (const auto key = state::box_key_from_base64(one.file.answer_key))
            AnswerBatches(tools_).add(transaction, text, *key);
        one.row.state = "answered";
        add_event(one, actor, "answer", text);
    });
}

Case Cases::transfer(const Actor& actor, const std::string& id, std::uint64_t version,
                     const std::string& route, const std::string& area, const std::string& reason) {
    require_text(reason, "/reason");
    const std::string& county = tools_.settings.area.digits();
    CaseScope desk{route, county};
    if (route == "town") {
        const auto town = AreaCode::parse(area);
        if (!town || town->level() != AreaLevel::town || !tools_.settings.area.contains(*town))
            throw Refusal(RefusalKind::invalid, "area", "Name a town of this county.", "/area");
        desk.area = town->digits();
    } else if (route != "county" && route != "discipline") {
        throw Refusal(RefusalKind::invalid, "route", "There is no such desk.", "/route");
    }
    return change(actor, id, version, "case.transfer", [&](Transaction&, Case& one) {
        require_state(one, {"received", "transferred", "in_hand"});
        if (CaseScope{one.row.route, one.row.desk} == desk)
            throw Refusal(RefusalKind::invalid, "same_desk", "The case lies at this desk already.",
                          "/route");
        one.row.route = desk.route;
        one.row.desk = desk.area;
        one.row.state = "transferred";
        add_event(one, actor, "transfer", reason);
    });
}

Case Cases::close(const Actor& actor, const std::string& id, std::uint64_t version,
                  const std::string& reason) {
    require_text(reason, "/reason");
    return change(actor, id, version, "case.close", [&](Transaction&, Case& one) {
        require_state(one, {"received", "transferred", "in_hand"});
        one.row.state = "closed";
        add_event(one, actor, "close", reason);
    });
}

Case Cases::note(const Actor& actor, const std::string& id, std::uint64_t version,
                 const std::string& text) {
    require_text(text, "/text");
    return change(actor, id, version, "case.note", [&](Transaction&, Case& one) {
        if (one.file.notes.size() >= kMostNotes)
            throw Refusal(RefusalKind::conflict, "full", "This case has 200 notes already.");
        one.file.notes.push_back({today(), actor.id, text});
    });
}

Case Cases::set_topics(const Actor& actor, const std::string& id, std::uint64_t version,
                       const std::vector<std::string>& topics) {
    if (topics.size() > kMostTopics)
        throw Refusal(RefusalKind::invalid, "topics", "A case has at most 8 topics.", "/topics");
    return change(actor, id, version, "case.topics", [&](Transaction&, Case& one) {
        const auto known = CaseWords(tools_).topics_at(*AreaCode::parse(one.row.desk));
        for (const std::string& topic : topics)
            if (std::ranges::find(known, topic, &TopicRow::code) == known.end())
                throw Refusal(RefusalKind::invalid, "topics",
                              "The topic '" + topic + "' is not in this desk's list.", "/topics");
        one.file.topics = topics;
        one.row.due = Routing(tools_).due_day(
            one.row.received, std::ranges::find(topics, kRequestTopic) != topics.end());
    });
}

Case Cases::release(const Actor& actor, const std::string& id, std::uint64_t version,
                    const std::string& text) {
    require_text(text, "/text");
    return change(actor, id, version, "case.release", [&](Transaction& transaction, Case& one) {
        require_own_words(one.file, text, "/text");
        ReleaseRow row;
        row.id = random_name(tools_.random);
        row.area = one.file.area;
        row.day = today();
        row.box = box_.close(text, row.id);
        CaseRows(tools_.repository).add_release(transaction, row);
        add_event(one, actor, "release", text);
    });
}

std::string Cases::as_notice(const Actor& actor, const std::string& id, std::uint64_t version,
                             const std::string& item) {
    const DraftInput input = make_draft_input("notice", item, {});
    if (!input.attachments.empty() || !tools_.settings.area.contains(input.draft.area))
        throw Refusal(RefusalKind::invalid, "notice",
                      "A draft made of an answer is for an area of this county and has no files.",
                      "/item");
    const std::string draft = feed::make_item_id(tools_.clock(), tools_.random);
    change(actor, id, version, "case.notice", [&](Transaction& transaction, Case& one) {
        require_state(one, {"in_hand", "answered"});
        const std::string document = print_draft(input.draft);
        require_own_words(one.file, document, "/item");
        tools_.repository.add_draft(transaction,
                                    {draft, input.draft.area.digits(), document, "drafts/" + draft,
                                     format_instant(tools_.clock())});
        add_event(one, actor, "notice", draft);
    });
    return draft;
}

Cases::ReleasePage Cases::releases(const Actor& actor, const AreaCode& village,
                                   const std::string& after, std::size_t limit) {
    const bool allowed = std::ranges::any_of(
        std::array{Post::clerk, Post::village_head, Post::supervision, Post::town_reviewer},
        [&](Post post) { return actor.holds(post, village); });
    if (!allowed)
        throw Refusal(RefusalKind::forbidden, "not_yours",
                      "Only the offices of this village read what was released to it.");
    const auto [day, last] = cursor_of(after);
    ReleasePage page;
    for (const ReleaseRow& row :
         CaseRows(tools_.repository).releases(village.digits(), day, last, limit + 1)) {
        if (page.releases.size() == limit) {
            page.next = cursor_of(page.releases.back().day, page.releases.back().id);
            break;
        }
        page.releases.push_back({row.id, row.day, box_.open(row.box, row.id)});
    }
    return page;
}

}  // namespace villageboard::county
