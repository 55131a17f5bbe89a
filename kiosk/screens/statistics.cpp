#include <cmath>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/money.h"

namespace villageboard::kiosk {
namespace {

// For the length of a bar only; what is written stays the decimal as published.
double size_of(const Decimal& value) {
    return static_cast<double>(value.units) / std::pow(10.0, value.places);
}

class StatisticsScreen : public ItemScreen {
  public:
    using ItemScreen::ItemScreen;
    std::string name() const override { return "statistics"; }

  protected:
    void build_item(Page& page) override {
        const Statistics& series = as<Statistics>();
        head(page);
        if (series.finding != common().summary)
            page.flow.prose(series.finding, Look{}.sized(Type::lead));
        if (series.preliminary)
            page.flow.prose(page.say("statistics.preliminary"),
                            Look{}.in(page.ui.colour(Ink::money_out)));
        page.flow.gap(2);
        page.flow.text(series.indicator + "  " + page.say("statistics.unit") + " " + series.unit,
                       Look{}.bold().as(Role::heading));
        page.flow.gap(1);
        chart(page, series);
        page.flow.gap(2);
        page.flow.fact(page.say("statistics.source"), series.source);
        page.flow.fact(page.say("statistics.method"), series.method_note.value_or(""));
        show_blocks(page, page.flow, *words_of(common(), page.ui.strings().language()).blocks,
                    attachments());
        foot(page);
    }

  private:
    static void chart(Page& page, const Statistics& series) {
        std::vector<ValueBar> bars;
        for (const StatisticsPoint& point : series.points) {
            ValueBar bar{point.period, format_decimal(point.value), size_of(point.value), -1};
            for (const StatisticsPoint& last : series.last_year)
                if (last.period == point.period) bar.last_year = size_of(last.value);
            bars.push_back(std::move(bar));
        }
        const float top = page.flow.y();
        value_bars(page.flow, bars, page.theme().colour(Subject::village));
        page.ui.note(Role::chart, series.indicator,
                     {page.flow.x(), top, page.flow.width(), page.flow.y() - top});
        if (!series.last_year.empty())
            page.flow.text(page.say("statistics.last_year"),
                           Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet)));
    }
};

}  // namespace

std::unique_ptr<Screen> statistics_screen(std::string item_id) {
    return std::make_unique<StatisticsScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
