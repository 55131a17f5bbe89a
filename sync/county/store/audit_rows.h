/// The rows of the audit log: its lines, its head (what the next line follows), its checkpoints.
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
    // what the line says, to be found by
    std::int64_t at = 0;
    std::string actor;
    std::string act;
    std::string area;
};

struct AuditHead {
    std::uint64_t size = 0;
    std::string digest;    ///< of the last line; empty before the first
    std::string frontier;  ///< feed::Frontier::to_bytes() of the lines; empty before the first
};

struct AuditCheckpointRow {
    std::uint64_t size = 0;
    std::string note;     ///< signed
    std::int64_t at = 0;  ///< when it was last signed
};

/// Which lines; what is empty asks for all.
struct AuditFilter {
    std::string area;  ///< digits of an area: it and everything in it
    std::string actor;
    std::string act;
    std::int64_t since = 0;
};

class AuditRows {
  public:
    /// `repository` must outlive it.
    explicit AuditRows(Repository& repository) : repository_(repository) {}

    /// Held until the transaction ends, so that positions have no gap.
    AuditHead lock_head(Transaction&);
    AuditHead head();
    void put_head(Transaction&, const AuditHead& head);
    void add(Transaction&, const AuditRow& row);
    /// Up to `count` rows from `first` on, in order.
    std::vector<AuditRow> read(std::uint64_t first, std::uint64_t count);
    /// Up to `limit` rows before position `below`, the newest first.
    std::vector<AuditRow> find(const AuditFilter& filter, std::uint64_t below, std::uint64_t limit);

    /// By size.
    std::vector<AuditCheckpointRow> checkpoints();
    std::optional<AuditCheckpointRow> last_checkpoint();
    /// Replaces the one of this size.
    void put_checkpoint(Transaction&, const AuditCheckpointRow& row);

  private:
    AuditHead read_head(const char* text);
    std::vector<AuditCheckpointRow> read_checkpoints(const char* order);

    Repository& repository_;
};

}  // namespace villageboard::county
