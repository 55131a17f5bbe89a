/// Which items the notice board shows by itself while nobody is there, and in which order: what is
/// urgent, what happens today or tomorrow, what can still be objected to, what is newest. Pure:
/// items and time come in. With an unknown clock nothing depends on the date of today.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/cache/rows.h"
#include "content/model/body.h"
#include "kiosk/app/board.h"

namespace villageboard::kiosk {

/// Why an item is on the board, the strongest reason first.
enum class BoardReason { urgent, coming, notice, newest };

/// What is known of one item for the choice.
struct BoardCandidate {
    std::string id;
    Priority priority = Priority::normal;
    Instant published{};
    std::optional<Day> notice_from = {};
    std::optional<Day> notice_to = {};
    std::optional<Instant> event_at = {};
    std::optional<Instant> event_until = {};
};
/// Of a consultation the time for answers counts as its public notice.
BoardCandidate candidate_of(const cache::ItemRow& item, const Body& body);

/// One page of a round.
struct BoardStop {
    std::string id;
    BoardReason reason = BoardReason::newest;
    friend bool operator==(const BoardStop&, const BoardStop&) = default;
};

/// The pages of one round, in order. Urgent items come up to three times as often as others, events
/// and notices that end within two days twice; no page follows itself while there is another. At
/// most twelve items, of these five for being new; nothing for newness that is older than 30 days,
/// and nothing whose event is over.
std::vector<BoardStop> board_round(const std::vector<BoardCandidate>& candidates,
                                   const BoardTime& time);

}  // namespace villageboard::kiosk
