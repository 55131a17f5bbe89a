/// The rows of the audit log.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct AuditRow {
    std::uint64_t position = 0;  ///< from 0, without a gap
    std::string line;            ///< one JSON object, exactly as its digest covers it
    std::string digest;          ///< hex, of the digest before and this line
};

class AuditRows {
  public:
    /// `repository` must outlive it.
    explicit AuditRows(Repository& repository) : repository_(repository) {}

    /// The last row; holds the log until the transaction ends, so that positions have no gap.
    std::optional<AuditRow> lock_last(Transaction&);
    void add(Transaction&, const AuditRow& row);
    /// Up to `count` rows from `first` on, in order.
    std::vector<AuditRow> read(std::uint64_t first, std::uint64_t count);

  private:
    Repository& repository_;
};

}  // namespace villageboard::county
