/// The rows of alarms about terminals. Of one kind at most one stands for a terminal at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct AlarmRow {
    std::string id;
    std::string device;
    std::string area;
    std::string kind;
    std::string detail;        ///< a code: "no_items", "rollback"; may be empty
    std::int64_t raised = 0;   ///< Unix seconds
    std::int64_t cleared = 0;  ///< 0: it stands
    std::string seen_by;       ///< id of who acknowledged it; empty: nobody yet
    std::int64_t seen = 0;
};

struct AlarmFilter {
    std::string area;       ///< and everything below it
    bool standing = false;  ///< only those that stand
};

class AlarmRows {
  public:
    /// `repository` must outlive it.
    explicit AlarmRows(Repository& repository) : repository_(repository) {}

    /// False where one of its kind already stands for the terminal.
    bool raise(Transaction&, const AlarmRow& row);
    /// False where none stands any more.
    bool clear(Transaction&, const std::string& id, std::int64_t at);
    /// False where somebody was faster, or there is no such alarm.
    bool see(Transaction&, const std::string& id, const std::string& by, std::int64_t at);
    std::optional<AlarmRow> find(const std::string& id);
    std::vector<AlarmRow> standing(const std::string& device);
    /// Newest first; `before` is the raised time and id of the last row of the page before.
    std::vector<AlarmRow> list(const AlarmFilter& filter, std::int64_t before_raised,
                               const std::string& before_id, std::uint64_t limit);
    void forget_cleared(Transaction&, std::int64_t before);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
