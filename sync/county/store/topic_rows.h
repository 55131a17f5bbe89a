/// Topics that were asked often enough to be proposed for the catalogue.
#pragma once
#include <string>
#include <vector>

#include "sync/county/store/published_rows.h"

namespace villageboard::county {

struct TopicProposalRow {
    std::string area;
    std::string topic;
    std::uint64_t asked = 0;
    Instant proposed{};  ///< when it was proposed first
};

class TopicRows {
  public:
    /// `repository` must outlive it.
    explicit TopicRows(Repository& repository) : repository_(repository) {}

    /// One that stands keeps its time and gets the new count.
    void put(Transaction&, const TopicProposalRow& row);
    /// The most asked first, at most 200.
    std::vector<TopicProposalRow> of_range(const AreaRange& range);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
