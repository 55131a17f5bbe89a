/// The figures of a year as they were frozen: never changed afterwards.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct YearlyReportRow {
    std::string area;
    int year = 0;
    Instant made{};
    std::string digest;    ///< SHA-256 of `document`, hex
    std::string document;  ///< one line of JSON
};

class ReportRows {
  public:
    /// `repository` must outlive it.
    explicit ReportRows(Repository& repository) : repository_(repository) {}

    std::optional<YearlyReportRow> find(const std::string& area, int year);
    /// All of an area, the newest year first, without their documents.
    std::vector<YearlyReportRow> of_area(const std::string& area);
    /// False, and nothing is kept, where that year's stands already.
    bool add(Transaction&, const YearlyReportRow& row);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
