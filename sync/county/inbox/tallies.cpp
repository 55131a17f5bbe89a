#include "sync/county/inbox/tallies.h"

#include <algorithm>
#include <array>
#include <set>

#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

/// Yes and no are 0 and 1.
constexpr int kYesNo = 2;

bool has_choice(const Consultation& consultation, const std::string& question, int choice) {
    const auto found = std::ranges::find(consultation.questions, question, &Question::id);
    if (found == consultation.questions.end() || choice < 0) return false;
    if (found->type == QuestionType::text) return false;
    return choice <
           (found->type == QuestionType::yes_no ? kYesNo : static_cast<int>(found->options.size()));
}

bool may_count(const Actor& actor, const AreaCode& area) {
    return std::ranges::any_of(
        std::array{Post::clerk, Post::town_reviewer, Post::county_editor, Post::county_admin},
        [&](Post post) { return actor.holds(post, area); });
}

bool may_read(const Actor& actor, const AreaCode& area) {
    return may_count(actor, area) || actor.holds(Post::village_head, area) ||
           actor.holds(Post::supervision, area);
}

}  // namespace

std::optional<Consultation> Tallies::find(const AreaCode& area, const std::string& item) {
    if (!feed::is_item_id(item)) return std::nullopt;
    const auto row = tools_.repository.item(area.digits(), item);
    if (!row || row->kind != "consultation" || row->phase != "live") return std::nullopt;
    const feed::Dictionaries dictionaries =
        RepositorySource(tools_.repository, area.digits()).dictionaries();
    feed::FrameKeys keys;
    keys.dictionaries = &dictionaries;
    std::optional<Consultation> newest;
    tools_.repository.visit_entries(area.digits(), row->last_index, 1, [&](const EntryRow& entry) {
        const auto body = stored_body(entry, Audience::public_, keys);
        if (!body) return;
        newest = std::get<Consultation>(
            parse_body(Kind::consultation, std::string_view(*body), Strictness::lenient));
    });
    return newest;
}

void Tallies::count(Transaction& transaction, const state::OpenedSubmission& message) {
    const auto area = AreaCode::parse(message.area);
    if (!area || !message.about || !tools_.settings.area.contains(*area)) return;
    std::optional<Consultation> asked;
    for (const AreaCode& one : area->path())
        if (!asked) asked = find(one, message.about->item);
    if (!asked) return;
    SubmissionRows rows(tools_.repository);
    const auto vote = [&](const std::string& question, int choice) {
        rows.count_vote(transaction, {.item = message.about->item,
                                      .question = question,
                                      .choice = choice,
                                      .channel = std::string(kTerminalChannel),
                                      .votes = 1});
    };
    std::set<std::pair<std::string, int>> counted;
    for (const state::ConsultationAnswer& answer : message.answers)
        for (const int choice : answer.options)
            if (has_choice(*asked, answer.question, choice) &&
                counted.insert({answer.question, choice}).second)
                vote(answer.question, choice);
    if (!counted.empty()) vote({}, 0);
}

void Tallies::add(const Actor& actor, const AreaCode& area, const std::string& item,
                  const ByHand& counted) {
    if (!may_count(actor, area))
        throw Refusal(RefusalKind::forbidden, "not_yours",
                      "Only the village's clerk, the town or the county counts answers here.");
    const auto asked = find(area, item);
    if (!asked)
        throw Refusal(RefusalKind::unknown, "consultation",
                      "There is no such consultation in this area.");
    if (counted.channel != "paper" && counted.channel != "meeting")
        throw Refusal(RefusalKind::invalid, "channel", "Answers by hand are 'paper' or 'meeting'.",
                      "/channel");
    const bool all = counted.question.empty() && counted.choice == 0;
    if (!all && !has_choice(*asked, counted.question, counted.choice))
        throw Refusal(RefusalKind::invalid, "question",
                      "The consultation has no such question or option.", "/question");
    Transaction transaction(tools_.repository);
    SubmissionRows(tools_.repository)
        .count_vote(transaction, {.item = item,
                                  .question = counted.question,
                                  .choice = counted.choice,
                                  .channel = counted.channel,
                                  .votes = counted.votes});
    Audit(tools_).record(
        transaction, actor.id,
        {.act = "tally.add", .area = area.digits(), .subject = item, .detail = "{}"});
    transaction.commit();
}

Tallies::Result Tallies::result(const Actor& actor, const AreaCode& area, const std::string& item) {
    if (!may_read(actor, area))
        throw Refusal(RefusalKind::forbidden, "not_yours",
                      "Only the offices of this area see what was answered.");
    if (!find(area, item))
        throw Refusal(RefusalKind::unknown, "consultation",
                      "There is no such consultation in this area.");
    Result result;
    result.rows = SubmissionRows(tools_.repository).tallies(item);
    for (const TallyRow& row : result.rows)
        if (row.question.empty()) result.answered += row.votes;
    if (result.answered < kFewestShown) result.rows.clear();
    return result;
}

}  // namespace villageboard::county
