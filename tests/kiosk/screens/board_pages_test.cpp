#include "kiosk/screens/board_pages.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk {
namespace {

using kiosk_test::fixture_now;
using std::chrono::days;
using std::chrono::hours;

BoardTime now() { return {fixture_now(), true}; }

BoardCandidate item(const std::string& id, int days_ago) {
    return {id, Priority::normal, fixture_now() - days{days_ago}, {}, {}, {}, {}};
}

BoardCandidate open_until(const std::string& id, int days_left) {
    BoardCandidate made = item(id, 3);
    made.notice_from = now().today() - days{3};
    made.notice_to = now().today() + days{days_left - 1};
    return made;
}

BoardCandidate at(const std::string& id, Instant from, Instant until) {
    BoardCandidate made = item(id, 3);
    made.event_at = from;
    made.event_until = until;
    return made;
}

std::vector<std::string> ids(const std::vector<BoardStop>& round) {
    std::vector<std::string> all;
    for (const BoardStop& stop : round) all.push_back(stop.id);
    return all;
}

long times(const std::vector<BoardStop>& round, const std::string& id) {
    return std::count_if(round.begin(), round.end(),
                         [&](const BoardStop& stop) { return stop.id == id; });
}

std::optional<BoardReason> reason(const std::vector<BoardStop>& round, const std::string& id) {
    for (const BoardStop& stop : round)
        if (stop.id == id) return stop.reason;
    return std::nullopt;
}

}  // namespace

TEST_CASE("the board shows what is newest, the newest first, and nothing older than thirty days") {
    const auto round =
        board_round({item("old", 31), item("a", 5), item("b", 2), item("c", 9)}, now());
    CHECK(ids(round) == std::vector<std::string>{"b", "a", "c"});
    CHECK(board_round({item("old", 31)}, now()).empty());
    CHECK(board_round({}, now()).empty());
}

TEST_CASE("at most five items are on the board for being new, twelve in all") {
    std::vector<BoardCandidate> many;
    for (int i = 0; i < 20; ++i) many.push_back(item("n" + std::to_string(i), i));
    CHECK(board_round(many, now()).size() == 5);
    for (int i = 0; i < 20; ++i) many.push_back(open_until("p" + std::to_string(i), 5 + i));
    const auto round = board_round(many, now());
    CHECK(round.size() == 12);
    CHECK(times(round, "p0") == 1);
    CHECK(times(round, "p19") == 0);
}

TEST_CASE("what can be objected to stands on the board until its last day, the nearest end first") {
    const auto round =
        board_round({open_until("last", 1), open_until("late", 6), open_until("over", 0)}, now());
    CHECK(reason(round, "last") == BoardReason::notice);
    CHECK(reason(round, "over") == BoardReason::newest);
    CHECK(round.front().id == "last");
    BoardCandidate early = open_until("early", 6);
    early.notice_from = now().today() + days{1};
    CHECK(reason(board_round({early}, now()), "early") == BoardReason::newest);
}

TEST_CASE("what happens today or tomorrow is on the board, what is over is gone") {
    const Instant noon = fixture_now();
    const auto round = board_round({at("today", noon + hours{2}, noon + hours{4}),
                                    at("tomorrow", noon + hours{24}, noon + hours{26}),
                                    at("later", noon + hours{48}, noon + hours{50}),
                                    at("over", noon - hours{4}, noon - hours{1})},
                                   now());
    CHECK(reason(round, "today") == BoardReason::coming);
    CHECK(reason(round, "tomorrow") == BoardReason::coming);
    CHECK(reason(round, "later") == BoardReason::newest);
    CHECK_FALSE(reason(round, "over"));
}

TEST_CASE("an urgent item comes three times as often, never twice in a row") {
    BoardCandidate urgent = item("urgent", 1);
    urgent.priority = Priority::high;
    std::vector<BoardCandidate> all{urgent};
    for (int i = 0; i < 5; ++i) all.push_back(item("n" + std::to_string(i), i + 1));
    const auto round = board_round(all, now());
    CHECK(times(round, "urgent") == 3);
    CHECK(times(round, "n0") == 1);
    for (std::size_t i = 0; i < round.size(); ++i)
        CHECK(round[i].id != round[(i + 1) % round.size()].id);
    urgent.published = fixture_now() - days{8};
    CHECK(reason(board_round({urgent}, now()), "urgent") == BoardReason::newest);
}

TEST_CASE("with an unknown clock no page of the board depends on today's date") {
    const BoardTime unknown{fixture_now(), false};
    const auto round = board_round(
        {open_until("notice", 3), at("event", fixture_now() + hours{2}, fixture_now() + hours{3})},
        unknown);
    CHECK(reason(round, "notice") == BoardReason::newest);
    CHECK(reason(round, "event") == BoardReason::newest);
}

TEST_CASE("a consultation stands on the board as long as it takes answers") {
    Consultation body;
    body.open_from = now().today() - days{5};
    body.open_to = now().today() + days{2};
    cache::ItemRow row;
    row.id = "c";
    row.first_published = fixture_now() - days{5};
    const auto round = board_round({candidate_of(row, body)}, now());
    CHECK(reason(round, "c") == BoardReason::notice);
}

}  // namespace villageboard::kiosk
