#include "kiosk/screens/due_rows.h"

#include <chrono>
#include <cstddef>

#include "kiosk/screens/screens.h"
#include "kiosk/strings/format.h"
#include "kiosk/widgets/row.h"

namespace villageboard::kiosk {
namespace {

constexpr std::ptrdiff_t kFew = 2;

RowSpec due_row(Page& page, const OverdueItem& overdue) {
    const Strings& strings = page.ui.strings();
    RowSpec spec;
    spec.id = "due/" + overdue.item.code;
    spec.title = page.say("due.title", {{"name", overdue.item.plain_name},
                                        {"period", period_label(strings, overdue.period)}});
    const Colour colour = page.ui.colour(Ink::money_out);
    spec.bar = colour;
    spec.marks.push_back({page.say("due.mark"), colour});
    spec.note = page.say("due.note",
                         {{"day", near_day(strings, overdue.period.due, page.board.time().today())},
                          {"who", owed_by(strings, overdue.item)}});
    return spec;
}

}  // namespace

std::string period_label(const Strings& strings, const DuePeriod& period) {
    const std::chrono::year_month_day from{period.from};
    const unsigned month = static_cast<unsigned>(from.month());
    constexpr const char* keys[] = {"due.month", "due.quarter", "due.year"};
    return strings.say(keys[static_cast<int>(period.every)],
                       {{"y", std::to_string(static_cast<int>(from.year()))},
                        {"q", strings.say("due.q." + std::to_string((month + 2) / 3))},
                        {"m", std::to_string(month)}});
}

std::string owed_by(const Strings& strings, const CatalogueItem& item) {
    std::string names;
    for (const std::string& code : item.publishers) {
        const std::string key = "due.office." + code;
        if (!strings.has(key)) continue;
        names += (names.empty() ? "" : strings.say("list.comma")) + strings.say(key);
    }
    return names;
}

void due_rows(Page& page, Flow& flow, const std::vector<OverdueItem>& missing) {
    for (const OverdueItem& overdue : missing)
        if (row(flow, due_row(page, overdue))) page.act.open(due_screen(overdue));
}

void few_due_rows(Page& page, Flow& flow, const std::vector<OverdueItem>& missing) {
    if (missing.size() <= kFew + 1) {
        due_rows(page, flow, missing);
        return;
    }
    const auto split = missing.begin() + kFew;
    due_rows(page, flow, {missing.begin(), split});
    RowSpec others;
    others.id = "due/others";
    others.title = page.ui.strings().count("due.others", missing.end() - split);
    others.bar = page.ui.colour(Ink::money_out);
    if (row(flow, others)) page.act.open(due_list_screen(missing));
}

}  // namespace villageboard::kiosk
