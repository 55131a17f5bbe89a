#include "kiosk/screens/notice_board.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "kiosk/screens/screens.h"

namespace villageboard::kiosk {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFade{200};  ///< going, and as long coming
constexpr milliseconds kFrame{33};  ///< of a fade
constexpr milliseconds kShift{60'000};
constexpr std::pair<int, int> kShifts[] = {{0, 0},  {1, 0},  {1, 1},   {0, 1},
                                           {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}};

const std::vector<Kind>& shown_kinds() {
    static const std::vector<Kind> kinds{Kind::notice,       Kind::policy,      Kind::finance,
                                         Kind::subsidy_roll, Kind::relief_roll, Kind::project,
                                         Kind::consultation, Kind::statistics,  Kind::meeting};
    return kinds;
}

}  // namespace

void NoticeBoard::reload(Board& board) {
    const std::optional<BoardStop> here = stop() ? std::optional(*stop()) : std::nullopt;
    std::vector<BoardCandidate> candidates;
    for (const cache::ItemRow& item : board.items(shown_kinds()))
        if (const auto body = board.body(item)) candidates.push_back(candidate_of(item, *body));
    round_ = board_round(candidates, board.time());
    at_ = 0;
    if (!here) return;
    const auto same = std::find(round_.begin(), round_.end(), *here);
    if (same != round_.end()) at_ = static_cast<std::size_t>(same - round_.begin()) + 1;
}

void NoticeBoard::begin(Time now) {
    now_ = began_ = turned_ = now;
    at_ = 0;
}

NoticeBoard::Time NoticeBoard::fade() const { return motion_ == Motion::on ? kFade : Time{0}; }

bool NoticeBoard::pass(Time now, Motion motion) {
    const auto before = std::tuple(at_, shift(), veil());
    now_ = now;
    motion_ = motion;
    if (pages() > 1 && now >= turned_ + turn_ + fade()) {
        at_ = (at_ + 1) % pages();
        turned_ = now;
    }
    return before != std::tuple(at_, shift(), veil());
}

NoticeBoard::Time NoticeBoard::next_change() const {
    const Time shifts = began_ + ((now_ - began_) / kShift + 1) * kShift;
    if (pages() <= 1) return shifts;
    const Time end = turned_ + turn_;
    if (veil() > 0 || now_ >= end) return std::min(shifts, now_ + kFrame);
    return std::min(shifts, end);
}

std::pair<int, int> NoticeBoard::shift() const {
    return kShifts[static_cast<std::size_t>((now_ - began_) / kShift) % std::size(kShifts)];
}

// The page goes under paper, the next comes out of it.
double NoticeBoard::veil() const {
    if (fade() == Time{0} || pages() <= 1) return 0;
    const auto part = [](Time passed) {
        return std::clamp(static_cast<double>(passed.count()) / static_cast<double>(kFade.count()),
                          0.0, 1.0);
    };
    const Time end = turned_ + turn_;
    if (now_ >= end) return part(now_ - end);
    return turned_ == began_ ? 0 : 1 - part(now_ - turned_);
}

std::optional<std::string> NoticeBoard::shown_item() const {
    return stop() ? std::optional(stop()->id) : std::nullopt;
}

void NoticeBoard::build(Page& page) {
    std::optional<BoardSheet> sheet;
    if (stop()) sheet = board_sheet(page.ui.strings(), page.board, *stop());
    if (!sheet) sheet = board_title(page.ui.strings(), page.board);
    const BoardTap tap = show_board_sheet(page, *sheet);
    if (const double part = veil(); part > 0) {
        Colour paper = page.ui.colour(Ink::paper);
        paper.alpha = static_cast<std::uint8_t>(std::lround(part * 255));
        page.ui.fill(page.view, paper);
    }
    if (tap == BoardTap::none) return;
    page.act.home();
    if (tap == BoardTap::home || sheet->item.empty()) return;
    if (const auto item = page.board.item(sheet->item)) page.act.open(screen_for(*item));
}

}  // namespace villageboard::kiosk
