/// Which meetings were called, by the item of their notice, and the item of their result. What was
/// called when and about what stands in the notice itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct MeetingRow {
    std::string notice;  ///< item of the notice
    std::string area;
    std::string type;       ///< "villagers", "representatives", "committee"
    std::string result;     ///< item of the result; empty while none was begun
    long long version = 0;  ///< of the optimistic lock
};

class MeetingRows {
  public:
    /// `repository` must outlive it.
    explicit MeetingRows(Repository& repository) : repository_(repository) {}

    void add(Transaction&, const MeetingRow& row);
    std::optional<MeetingRow> find(const std::string& notice);
    std::optional<MeetingRow> of_result(const std::string& result);
    /// The row, which nobody else changes until the transaction ends.
    std::optional<MeetingRow> lock(Transaction&, const std::string& notice);
    void put(Transaction&, const MeetingRow& row);
    /// In the order of area and notice, after a row.
    std::vector<MeetingRow> of_range(const AreaRange& range, const std::string& after_area,
                                     const std::string& after_notice, std::uint64_t limit);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
