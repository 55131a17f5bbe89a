#include "sync/county/inbox/tallies.h"

#include <algorithm>
#include <array>
#include <set>

#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/live_item.h"
#include "sync/county/store/consultation_rows.h"

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
    auto live = live_item(tools_.repository, area, item);
    if (!live || live->envelope.kind != Kind::consultation) return std::nullopt;
    return std::get<Consultation>(std::move(live->body));
}

void Tallies::count(Transaction& transaction, const state::OpenedSubmission& message) {
    const auto area = AreaCode::parse(message.area);
    if (!area || !message.about || !tools_.settings.area.contains(*area)) return;
    std::optional<Consultation> asked;
    std::string asked_by;
    for (const AreaCode& one : area->path())
        if (!asked && (asked = find(one, message.about->item))) asked_by = one.digits();
    if (!asked || message.day > asked->open_to) return;
    if (ConsultationRows(tools_.repository).lock(transaction, asked_by, message.about->item).closed)
        return;
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
    const bool in_words = message.kind == state::SubmissionKind::answer &&
                          !(message.text.empty() && message.voice.empty());
    if (!counted.empty() || in_words) vote({}, 0);
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
    if (std::ranges::find(kHandChannels, counted.channel) == kHandChannels.end())
        throw Refusal(RefusalKind::invalid, "channel",
                      "Answers by hand are 'paper', 'meeting', 'phone' or 'web'.", "/channel");
    const bool all = counted.question.empty() && counted.choice == 0;
    if (!all && !has_choice(*asked, counted.question, counted.choice))
        throw Refusal(RefusalKind::invalid, "question",
                      "The consultation has no such question or option.", "/question");
    Transaction transaction(tools_.repository);
    if (ConsultationRows(tools_.repository).lock(transaction, area.digits(), item).closed)
        throw Refusal(RefusalKind::conflict, "closed",
                      "The consultation is closed; nothing is counted any more.");
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
