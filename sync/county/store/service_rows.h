/// On which days terminals reported, a bit a day, so that the figures need not read their reports.
/// Days are those of China.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

/// An accepted terminal that is meant to be at work.
struct ServiceRow {
    std::string device;
    std::string area;
    Day first{};                   ///< the first day of the time after that of its enrolment
    std::optional<Instant> fresh;  ///< its last round that fetched everything; none: never told
    std::int64_t days = 0;         ///< from then on, on which it reported
    bool clock_unknown = false;    ///< an alarm of that kind stands now
    bool empty_shell = false;      ///< likewise
};

class ServiceRows {
  public:
    /// `repository` must outlive it.
    explicit ServiceRows(Repository& repository) : repository_(repository) {}

    /// The terminal reported on this day. Again and again is the same.
    void see(Transaction&, const std::string& device, Day day);
    /// The terminals that stand in the range, by area and id, with their days up to `to`.
    std::vector<ServiceRow> terminals(const AreaRange& range, Day from, Day to);

  private:
    void add_days(const AreaRange& range, Day from, Day to, std::vector<ServiceRow>& rows);
    void add_alarms(const AreaRange& range, std::vector<ServiceRow>& rows);

    Repository& repository_;
};

}  // namespace villageboard::county
