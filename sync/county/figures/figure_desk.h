/// The county's figures out of its database, the yearly report frozen from them, and who may see
/// them: whoever holds a post whose area contains the one asked for. One thread at a time; throws
/// Refusal.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/figures/figure_sources.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/report_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class FigureDesk {
  public:
    FigureDesk(const Tools& tools, const Actor& actor) : tools_(tools), actor_(actor) {}

    /// All 23, in the order of their numbers. Of figure 22 without the list behind it.
    std::vector<Figure> figures(const FigureSpan& span);
    /// One of them with the list behind it; `number` from 1 to 23.
    Figure figure(const FigureSpan& span, int number);

    /// The figures of a whole year as they were frozen; else worked out anew, `made` being 0.
    YearlyReportRow report(const AreaCode& area, int year);
    /// Keeps the figures of a year that is over for good. A year frozen before is given as it
    /// stands. Who may: the county's office, and the town's reviewer for their town.
    YearlyReportRow freeze(const AreaCode& area, int year);
    std::vector<YearlyReportRow> frozen(const AreaCode& area);

  private:
    void require_sight(const AreaCode& area) const;

    Tools tools_;
    const Actor& actor_;
};

/// {"number","name","available","why","numerator","denominator","also":{...}}: `name` as
/// figure_words() has it.
nlohmann::ordered_json figure_json(const Figure& figure);
nlohmann::ordered_json figure_schema();

}  // namespace villageboard::county
