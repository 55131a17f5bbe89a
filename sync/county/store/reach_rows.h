/// What terminals told of one item: who holds it, how long it stood on the glass, how often it was
/// used. Nothing of persons: a terminal tells no count under five of one day.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct ReachRow {
    std::string area;        ///< where the terminal stands
    std::int64_t holds = 0;  ///< entries of the item's feed that it said it holds
    std::map<std::string, std::int64_t, std::less<>> counts;  ///< by what is counted
};

class ReachRows {
  public:
    /// `repository` must outlive it.
    explicit ReachRows(Repository& repository) : repository_(repository) {}

    /// Accepted terminals that follow the feed, by id, with their counts of the item from the first
    /// to the last day (both included, as YYYY-MM-DD).
    std::map<std::string, ReachRow> of_item(const std::string& area, const std::string& item,
                                            const std::string& from, const std::string& to);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
