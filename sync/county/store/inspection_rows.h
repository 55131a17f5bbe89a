/// The inspection log: what the server found when it looked over what is published. Written by the
/// server alone, never changed. No words: ids, codes and places.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct InspectionRun {
    Day day{};  ///< in Shanghai; there is one a day
    Instant began{};
    Instant ended{};
    std::uint64_t items = 0;
    std::uint64_t attachments = 0;
    std::uint64_t links = 0;
    std::uint64_t findings = 0;
};

struct InspectionFinding {
    Day day{};
    std::uint64_t number = 0;  ///< from 0 within its day
    std::string area;
    std::string item;
    std::string fault;  ///< "attachment_missing", "link_dead", ...: calendar/inspection.h
    std::string place;  ///< digest of the attachment, or JSON pointer into the body
};

class InspectionRows {
  public:
    /// `repository` must outlive it.
    explicit InspectionRows(Repository& repository) : repository_(repository) {}

    bool has_run(Day day);
    /// False, and nothing is kept, where this day's run stands already.
    bool add(Transaction&, const InspectionRun& run,
             const std::vector<InspectionFinding>& findings);
    /// Runs of [from, to], the newest first.
    std::vector<InspectionRun> runs(Day from, Day to, std::uint64_t limit);
    /// Findings in the range of areas, the newest day first, behind (day, number).
    std::vector<InspectionFinding> findings(const AreaRange& range, Day to, std::uint64_t behind,
                                            std::uint64_t limit);
    /// How many findings each day of [from, to] has in the range, by fault.
    std::map<std::string, std::uint64_t> counts(const AreaRange& range, Day day);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
