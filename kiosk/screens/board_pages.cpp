#include "kiosk/screens/board_pages.h"

#include <algorithm>
#include <tuple>

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kMostItems = 12;
constexpr std::size_t kMostNewest = 5;
constexpr std::chrono::days kNew{30};
constexpr std::chrono::days kUrgent{7};
constexpr std::chrono::days kEnding{2};
constexpr std::chrono::hours kEventLasts{2};

struct Chosen {
    const BoardCandidate* item;
    BoardReason reason;
    int weight;
    int credit = 0;
};

bool in_notice(const BoardCandidate& item, Day today) {
    if (!item.notice_to || *item.notice_to < today) return false;
    return !item.notice_from || *item.notice_from <= today;
}

bool event_over(const BoardCandidate& item, const BoardTime& time) {
    return item.event_at && item.event_until.value_or(*item.event_at + kEventLasts) < time.now;
}

bool coming(const BoardCandidate& item, const BoardTime& time) {
    return item.event_at && shanghai_day(*item.event_at) <= time.today() + std::chrono::days{1};
}

std::optional<BoardReason> reason_of(const BoardCandidate& item, const BoardTime& time) {
    if (event_over(item, time)) return std::nullopt;
    const bool pressing = item.priority == Priority::high || item.priority == Priority::alert;
    if (pressing && item.published + kUrgent > time.now) return BoardReason::urgent;
    if (time.known && coming(item, time)) return BoardReason::coming;
    if (time.known && in_notice(item, time.today())) return BoardReason::notice;
    if (item.published + kNew > time.now) return BoardReason::newest;
    return std::nullopt;
}

int weight_of(const BoardCandidate& item, BoardReason reason, const BoardTime& time) {
    switch (reason) {
        case BoardReason::urgent:
            return 3;
        case BoardReason::coming:
            return 2;
        case BoardReason::notice:
            return *item.notice_to < time.today() + kEnding ? 2 : 1;
        case BoardReason::newest:
            return 1;
    }
    return 1;
}

// Within a reason: what happens or ends first, then what is newer.
auto order(const Chosen& chosen) {
    const BoardCandidate& item = *chosen.item;
    auto until = Instant::max();
    if (chosen.reason == BoardReason::coming) until = *item.event_at;
    if (chosen.reason == BoardReason::notice) until = Instant{*item.notice_to};
    return std::tuple(chosen.reason, until, -item.published.time_since_epoch(), item.id);
}

std::vector<Chosen> choose(const std::vector<BoardCandidate>& candidates, const BoardTime& time) {
    std::vector<Chosen> all;
    for (const BoardCandidate& item : candidates)
        if (const auto reason = reason_of(item, time))
            all.push_back({&item, *reason, weight_of(item, *reason, time)});
    std::sort(all.begin(), all.end(),
              [](const Chosen& a, const Chosen& b) { return order(a) < order(b); });
    const auto newest = std::find_if(all.begin(), all.end(), [](const Chosen& chosen) {
        return chosen.reason == BoardReason::newest;
    });
    const auto others = static_cast<std::size_t>(newest - all.begin());
    all.resize(std::min({all.size(), others + kMostNewest, kMostItems}));
    return all;
}

}  // namespace

BoardCandidate candidate_of(const cache::ItemRow& item, const Body& body) {
    BoardCandidate candidate{
        item.id, item.priority, item.first_published, item.notice_from, item.notice_to, {}, {}};
    if (const auto* notice = std::get_if<Notice>(&body)) {
        candidate.event_at = notice->event_at;
        candidate.event_until = notice->event_until;
    }
    if (const auto* consultation = std::get_if<Consultation>(&body)) {
        candidate.notice_from = consultation->open_from;
        candidate.notice_to = consultation->open_to;
    }
    return candidate;
}

// Smooth weighted turns: every turn each gains its weight, and the richest pays for all. What comes
// often begins in debt, so that it doesn't stand at both ends of the circle.
std::vector<BoardStop> board_round(const std::vector<BoardCandidate>& candidates,
                                   const BoardTime& time) {
    std::vector<Chosen> chosen = choose(candidates, time);
    int turns = 0;
    for (Chosen& each : chosen) {
        turns += each.weight;
        if (each.weight > 1) each.credit = -each.weight;
    }
    std::vector<BoardStop> round;
    for (int turn = 0; turn < turns; ++turn) {
        for (Chosen& each : chosen) each.credit += each.weight;
        const auto next =
            std::max_element(chosen.begin(), chosen.end(),
                             [](const Chosen& a, const Chosen& b) { return a.credit < b.credit; });
        next->credit -= turns;
        BoardStop stop{next->item->id, next->reason};
        if (round.empty() || round.back() != stop) round.push_back(std::move(stop));
    }
    if (round.size() > 1 && round.back() == round.front()) round.pop_back();
    // What matters most stands first.
    const auto first = std::find_if(round.begin(), round.end(), [&](const BoardStop& stop) {
        return stop.id == chosen.front().item->id;
    });
    std::rotate(round.begin(), first, round.end());
    return round;
}

}  // namespace villageboard::kiosk
