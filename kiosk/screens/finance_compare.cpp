#include "kiosk/screens/finance_compare.h"

#include <algorithm>
#include <chrono>

#include "kiosk/strings/format.h"

namespace villageboard::kiosk {
namespace {

constexpr int kMonthsOfYear = 12;

int months(Day day) {
    const std::chrono::year_month_day date{day};
    return static_cast<int>(date.year()) * kMonthsOfYear +
           static_cast<int>(static_cast<unsigned>(date.month()));
}

int length(PeriodType type) {
    switch (type) {
        case PeriodType::month:
            return 1;
        case PeriodType::quarter:
            return 3;
        case PeriodType::year:
            return kMonthsOfYear;
        case PeriodType::special:
            return 0;
    }
    return 0;
}

std::string change(const Strings& strings, Fen before, Fen now) {
    if (now == before) return strings.say("compare.same");
    const Fen by = now > before ? now - before : before - now;
    return strings.say(now > before ? "compare.more" : "compare.less",
                       {{"amount", format_yuan(by)}});
}

}  // namespace

bool stands_against(const FinancePeriod& earlier, const FinancePeriod& now, Against against) {
    if (earlier.type != now.type || length(now.type) == 0) return false;
    if (against == Against::year_before && now.type == PeriodType::year) return false;
    const int apart = against == Against::period_before ? length(now.type) : kMonthsOfYear;
    return months(now.from) - months(earlier.from) == apart;
}

std::string compared(const Strings& strings, const Finance& now, const Finance& earlier) {
    return strings.say("compare.sentence",
                       {{"label", period_name(strings, earlier.period)},
                        {"income", change(strings, earlier.sheet_a->income_total_fen,
                                          now.sheet_a->income_total_fen)},
                        {"expense", change(strings, earlier.sheet_a->expense_total_fen,
                                           now.sheet_a->expense_total_fen)}});
}

std::optional<SheetALine> grown_most(const SheetA& now, const SheetA& earlier) {
    std::optional<SheetALine> most;
    for (const SheetALine& line : now.expense) {
        const auto before =
            std::find_if(earlier.expense.begin(), earlier.expense.end(),
                         [&](const SheetALine& other) { return other.code == line.code; });
        const Fen grown = before == earlier.expense.end() ? line.amount_fen
                                                          : line.amount_fen - before->amount_fen;
        if (grown.value > 0 && (!most || grown > most->amount_fen))
            most = SheetALine{line.code, line.label, grown};
    }
    return most;
}

Fen opening_gap(const SheetA& now, const SheetA& earlier) {
    return now.opening_fen - earlier.closing_fen;
}

}  // namespace villageboard::kiosk
