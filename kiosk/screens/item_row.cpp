#include "kiosk/screens/item_row.h"

#include "kiosk/screens/item_screen.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/page_head.h"

namespace villageboard::kiosk {

RowSpec item_row(Page& page, const cache::ItemRow& item, ShowSubject show_subject) {
    const Strings& strings = page.ui.strings();
    const BoardTime time = page.board.time();
    RowSpec spec;
    spec.id = "item/" + item.id;
    spec.title = title_of(page.board, item, strings.language());
    if (spec.title.empty()) spec.title = page.say("item.untitled");
    const Day day = shanghai_day(item.first_published);
    spec.note = time.known ? near_day(strings, day, time.today()) : full_day(strings, day);
    const auto subject = subject_of(item.kind);
    const Colour colour = subject ? page.theme().colour(*subject) : page.ui.colour(Ink::ink);
    if (show_subject == ShowSubject::yes && subject) {
        spec.bar = colour;
        spec.note += "  " + subject_word(page.ui, *subject);
    }
    const NoticeState state = notice_state(item, time);
    if (state.told && state.open)
        spec.marks.push_back({strings.count("notice.open", state.left), colour});
    else if (state.told && state.all > 0)
        spec.marks.push_back({page.say("notice.over"), page.ui.colour(Ink::quiet)});
    if (item.revision > 1)
        spec.marks.push_back({page.say("item.corrected"), page.ui.colour(Ink::ink)});
    return spec;
}

}  // namespace villageboard::kiosk
