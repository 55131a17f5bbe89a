#include <algorithm>
#include <cmath>

#include "kiosk/screens/item_screen.h"
#include "kiosk/screens/screens.h"
#include "kiosk/widgets/charts.h"
#include "kiosk/widgets/money.h"

namespace villageboard::kiosk {
namespace {

constexpr float kWidestChart = 1.4F;  ///< of the measure: a bar across the hall says nothing more

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
        // A quarter stands beside the same quarter of the year before: the same place in both rows.
        const bool by_place =
            series.last_year.size() == bars.size() &&
            std::none_of(bars.begin(), bars.end(), [](const auto& b) { return b.last_year >= 0; });
        for (std::size_t i = 0; by_place && i < bars.size(); ++i)
            bars[i].last_year = size_of(series.last_year[i].value);
        const float top = page.flow.y();
        const Colour colour = page.theme().colour(Subject::village);
        Flow column(page.ui, page.flow.x(), top,
                    std::min(page.flow.width(), page.theme().measure() * kWidestChart));
        if (series.chart == Chart::pie) {
            share_bar(column, bars, colour);
        } else if (series.chart == Chart::line &&
                   fits_side_by_side(page.ui, bars, column.width())) {
            point_chart(column, bars, colour);
        } else {
            value_bars(column, bars, colour);
        }
        page.flow.below(column, column);
        page.ui.note(Role::chart, series.indicator,
                     {page.flow.x(), top, page.flow.width(), page.flow.y() - top});
        if (!series.last_year.empty() && series.chart != Chart::pie)
            page.flow.text(page.say(series.chart == Chart::line &&
                                            fits_side_by_side(page.ui, bars, column.width())
                                        ? "statistics.last_year_points"
                                        : "statistics.last_year"),
                           Look{}.sized(Type::caption).in(page.ui.colour(Ink::quiet)));
    }
};

}  // namespace

std::unique_ptr<Screen> statistics_screen(std::string item_id) {
    return std::make_unique<StatisticsScreen>(std::move(item_id));
}

}  // namespace villageboard::kiosk
