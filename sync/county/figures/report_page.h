/// A year's figures as one page of paper: HTML for printing on A4, without scripts and without
/// anything from elsewhere. Pure; any thread.
#pragma once
#include <string>

#include "sync/county/api/csv.h"
#include "sync/county/figures/figure.h"
#include "sync/county/store/report_rows.h"

namespace villageboard::county {

/// `area_name` may be empty: the code stands there then.
std::string report_page(const YearlyReportRow& report, const std::string& area_name);
CsvTable figures_csv(const std::vector<Figure>& figures);
CsvTable figure_rows_csv(const Figure& figure);

/// "93.4%", rounded half up; empty of nothing.
std::string rate(std::int64_t numerator, std::int64_t denominator);

}  // namespace villageboard::county
