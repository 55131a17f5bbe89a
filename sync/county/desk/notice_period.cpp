#include "sync/county/desk/notice_period.h"

#include <algorithm>

namespace villageboard::county {
namespace {

/// What a roll itself says.
void ask_of_body(const Body& body, const auto& ask) {
    if (const auto* roll = std::get_if<SubsidyRoll>(&body); roll != nullptr && roll->notice_days)
        ask(*roll->notice_days, DayUnit::days);
    if (const auto* roll = std::get_if<ReliefRoll>(&body); roll != nullptr && roll->notice_days)
        ask(*roll->notice_days, roll->notice_unit.value_or(DayUnit::days));
}

}  // namespace

NoticePeriod notice_period(const ItemDraft& draft, const CatalogueItem* item,
                           std::optional<int> rule_days, Day first, const Calendar& calendar) {
    NoticePeriod period{first, first};
    const auto ask = [&](int days, DayUnit unit) {
        const Day last = unit == DayUnit::days ? first + std::chrono::days{days}
                                               : calendar.add_working_days(first, days).day;
        period.to = std::max(period.to, last);
    };
    if (draft.notice_period)
        ask(static_cast<int>((draft.notice_period->to - draft.notice_period->from).count()),
            DayUnit::days);
    if (draft.body) ask_of_body(*draft.body, ask);
    if (item != nullptr && item->limit.notice_days)
        ask(*item->limit.notice_days, item->limit.notice_unit.value_or(DayUnit::days));
    if (rule_days) ask(*rule_days, DayUnit::days);
    return period;
}

}  // namespace villageboard::county
