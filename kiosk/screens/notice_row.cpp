#include "kiosk/screens/notice_row.h"

#include "kiosk/screens/item_row.h"
#include "kiosk/screens/topics.h"
#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

// From when to when on one day, else the day on which it begins.
std::string hours(Page& page, const Notice& notice) {
    const Strings& strings = page.ui.strings();
    const Day begins = shanghai_day(*notice.event_at);
    if (!notice.event_until) return clock_time(*notice.event_at);
    if (shanghai_day(*notice.event_until) == begins)
        return strings.say("event.span", {{"from", clock_time(*notice.event_at)},
                                          {"to", clock_time(*notice.event_until)}});
    return strings.say("event.span",
                       {{"from", short_day(strings, begins)},
                        {"to", short_day(strings, shanghai_day(*notice.event_until))}});
}

void consultation_marks(Page& page, const Consultation& asked, std::vector<Mark>& marks) {
    const BoardTime time = page.board.time();
    const Colour village = page.theme().colour(Subject::village);
    if (!asked.results.empty()) {
        marks.push_back({page.say("consultation.has_result"), page.ui.colour(Ink::money_in)});
    } else if (time.known && days_left(asked.open_to, time.today()) > 0) {
        const int left = days_left(asked.open_to, time.today());
        marks.push_back({page.ui.strings().count("consultation.still", left), village});
    } else if (time.known && asked.result_due && *asked.result_due < time.today()) {
        marks.push_back({page.say("consultation.result_late"), page.ui.colour(Ink::money_out)});
    }
}

}  // namespace

RowSpec notice_row(Page& page, const NoticeItem& notice) {
    RowSpec spec = item_row(page, notice.item, ShowSubject::no);
    if (notice.body)
        if (const auto* asked = std::get_if<Consultation>(notice.body.get()))
            consultation_marks(page, *asked, spec.marks);
    const Notice* words = notice.words();
    if (!words) return spec;
    const std::string topic = "topic." + words->topic.value_or("");
    if (words->topic && page.ui.strings().has(topic))
        spec.marks.push_back({page.say(topic), page.ui.colour(Ink::ink)});
    if (const auto near = near_event(*words, page.board.time())) {
        const bool today = *near == NearDay::today;
        spec.marks.insert(spec.marks.begin(), {page.say(today ? "date.today" : "village.tomorrow"),
                                               today ? page.ui.colour(Ink::money_out)
                                                     : page.theme().colour(Subject::village)});
        spec.note = hours(page, *words);
        if (words->event_place) spec.note += "  " + *words->event_place;
    }
    return spec;
}

}  // namespace villageboard::kiosk
