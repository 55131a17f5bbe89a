#include <algorithm>

#include "kiosk/screens/board_page.h"
#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/place_name.h"
#include "kiosk/screens/roll_data.h"
#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

// Only this is read from three metres: the first sentence, or all of it where it is one.
std::string first_sentence(const std::string& words) {
    for (const std::string_view stop : {"。", "！", "？", ". "}) {
        const auto at = words.find(stop);
        if (at != std::string::npos) return words.substr(0, at + stop.size());
    }
    return words;
}

std::string day_of(const Strings& strings, Instant at, const BoardTime& time) {
    const Day day = shanghai_day(at);
    if (day == time.today() + std::chrono::days{1}) return strings.say("board.tomorrow");
    return near_day(strings, day, time.today());
}

std::string reason_words(const Strings& strings, const BoardStop& stop,
                         const BoardCandidate& candidate, const BoardTime& time) {
    switch (stop.reason) {
        case BoardReason::urgent:
            return strings.say("board.urgent");
        case BoardReason::coming:
            return day_of(strings, *candidate.event_at, time);
        case BoardReason::notice: {
            const int left = days_left(*candidate.notice_to, time.today());
            return left <= 1 ? strings.say("notice.last_day") : strings.count("notice.open", left);
        }
        case BoardReason::newest:
            return strings.say("board.new");
    }
    return {};
}

void add_figure(const Strings& strings, const Body& body, BoardSheet& sheet) {
    if (const auto* roll = std::get_if<SubsidyRoll>(&body)) {
        sheet.figure = yuan(strings, roll->totals.amount_fen);
        sheet.figure_label = strings.count("roll.households", roll->totals.households) +
                             strings.say("list.comma") +
                             strings.count("roll.lines", roll->totals.lines);
    } else if (const auto* relief = std::get_if<ReliefRoll>(&body)) {
        sheet.figure = yuan(strings, relief->totals.amount_fen);
        sheet.figure_label = strings.count("roll.households", relief->totals.lines) +
                             strings.say("list.comma") +
                             strings.count("roll.persons", relief->totals.persons);
    } else if (const auto* finance = std::get_if<Finance>(&body); finance && finance->sheet_a) {
        sheet.figure = yuan(strings, finance->sheet_a->closing_fen);
        sheet.figure_label = strings.say("sum.closing");
    } else if (const auto* statistics = std::get_if<Statistics>(&body);
               statistics && !statistics->points.empty()) {
        const auto& point = statistics->points.back();
        sheet.figure = format_decimal(point.value) + " " + statistics->unit;
        sheet.figure_label = point.period;
    }
}

void add_days(const BoardCandidate& candidate, const BoardTime& time, BoardSheet& sheet) {
    const Day first = candidate.notice_from.value_or(shanghai_day(candidate.published));
    sheet.days_left = days_left(*candidate.notice_to, time.today());
    sheet.days_all = std::max(sheet.days_left, days_left(*candidate.notice_to, first));
}

void add_picture(const Board& board, const cache::ItemRow& item, const BodyCommon& common,
                 BoardSheet& sheet) {
    if (common.pictures.empty()) return;
    const Picture& first = common.pictures.front();
    const auto attachments = board.attachments(item);
    for (const cache::AttachmentRow& row : attachments)
        if (row.digest == first.attachment && !row.mime.starts_with("image/")) return;
    sheet.picture = file_of(attachments, first.attachment);
    sheet.picture_label = first.caption;
}

bool is_roll(const Body& body) {
    return std::holds_alternative<SubsidyRoll>(body) || std::holds_alternative<ReliefRoll>(body);
}

}  // namespace

std::optional<BoardSheet> board_sheet(const Strings& strings, const Board& board,
                                      const BoardStop& stop) {
    const auto item = board.item(stop.id);
    const auto body = item ? board.body(*item) : nullptr;
    if (!body) return std::nullopt;
    BoardSheet sheet;
    sheet.item = item->id;
    sheet.subject = subject_of(item->kind);
    sheet.title = title_of(board, *item, strings.language());
    sheet.reason = reason_words(strings, stop, candidate_of(*item, *body), board.time());
    if (stop.reason == BoardReason::notice)
        add_days(candidate_of(*item, *body), board.time(), sheet);
    add_figure(strings, *body, sheet);
    // A roll's own words may name somebody; its page is made of its figures.
    if (is_roll(*body)) return sheet;
    sheet.sentence = first_sentence(words_of(common_of(*body), strings.language()).summary);
    if (sheet.figure.empty()) add_picture(board, *item, common_of(*body), sheet);
    return sheet;
}

BoardSheet board_title(const Strings& strings, const Board& board) {
    BoardSheet sheet;
    const std::string village = place_name(strings, board, board.village());
    sheet.title = village.empty() ? strings.say("app.name")
                                  : strings.say("home.masthead", {{"village", village}});
    sheet.sentence = strings.say("board.about");
    return sheet;
}

}  // namespace villageboard::kiosk
