/// One full-screen page of the notice board, to be read from three metres: why it is here, the
/// title, one picture or one figure, one sentence, a hand. Of a roll only the totals, never a name.
#pragma once
#include <optional>
#include <string>

#include "kiosk/screens/board_pages.h"
#include "kiosk/screens/screen.h"

namespace villageboard::kiosk {

/// What stands on a page.
struct BoardSheet {
    std::string item;    ///< id; empty for the title page
    std::string reason;  ///< 公示中，还剩 5 天
    std::string title;
    std::string sentence;
    std::string figure;        ///< a sum or a count, with its unit; empty where there is none
    std::string figure_label;  ///< what the figure is
    std::optional<draw::StoredFile> picture;
    std::string picture_label;
    int days_left = 0;  ///< of a public notice; 0 where there is none to tell
    int days_all = 0;
    std::optional<Subject> subject;
};

/// Nothing when the item's text is not here.
std::optional<BoardSheet> board_sheet(const Strings& strings, const Board& board,
                                      const BoardStop& stop);
/// The page for when there is nothing new, and the first of each round: whose board this is.
BoardSheet board_title(const Strings& strings, const Board& board);

/// What a person tapped.
enum class BoardTap { none, page, home };

/// Lays the page out over the whole of page.view.
BoardTap show_board_sheet(Page& page, const BoardSheet& sheet);

}  // namespace villageboard::kiosk
