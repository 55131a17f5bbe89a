/// The notice board that the terminal is while nobody is there: pages that follow each other, a tap
/// opens what the page shows. Time comes in; nothing here waits. UI thread only.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/board_page.h"

namespace villageboard::kiosk {

class NoticeBoard : public Screen {
  public:
    using Time = std::chrono::milliseconds;

    /// Each page stands for `turn`, more than zero.
    explicit NoticeBoard(std::chrono::seconds turn) : turn_(turn) {}

    std::string name() const override { return "board"; }
    /// The round that the content of now gives; a page that is still part of it stays.
    void reload(Board& board) override;
    void build(Page& page) override;
    std::optional<std::string> shown_item() const override;

    /// A new round from its first page.
    void begin(Time now);
    /// Lets time pass; true when the picture changes by it. `motion` decides whether pages fade.
    bool pass(Time now, Motion motion);
    /// When pass() has to be called at the latest.
    Time next_change() const;
    /// Where the page stands off its place, in px: another place each minute, so that no edge burns
    /// itself into the glass.
    std::pair<int, int> shift() const;

  private:
    std::size_t pages() const { return round_.size() + 1; }
    const BoardStop* stop() const { return at_ == 0 ? nullptr : &round_[at_ - 1]; }
    Time fade() const;
    double veil() const;  ///< 0: the page is bare, 1: nothing but paper

    std::chrono::seconds turn_;
    std::vector<BoardStop> round_;
    std::size_t at_ = 0;  ///< 0: the title page
    Time now_{0};
    Time began_{0};   ///< the board
    Time turned_{0};  ///< to this page
    Motion motion_ = Motion::off;
};

}  // namespace villageboard::kiosk
