/// The audit log: every act at the server, in one chain of digests and one hash tree (RFC 6962)
/// whose root the county's log key signs by the hour, so that a line which is taken out, put in or
/// altered later is found (audit_verification.h). No villager's name, no secret and no personal
/// number stands in it; ids and codes do, and of staff who sign in the address they come from.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "sync/county/people/actor.h"
#include "sync/county/store/audit_rows.h"
#include "sync/county/tools.h"
#include "sync/feed/merkle.h"

namespace villageboard::county {

struct AuditEvent {
    std::string act;      ///< "item.approve", "session.begin", "device.revoke"
    std::string area;     ///< digits; empty: the county as a whole
    std::string subject;  ///< id of what was acted on
    std::string detail;   ///< JSON object with codes and counts only; "{}" when there is nothing
};

/// `<county origin>/audit`: the origin of the log's checkpoints.
std::string audit_origin(const Settings& settings);
/// The digest of a line behind the digest before it (empty before the first), hex.
std::string chained_digest(const std::string& before, const std::string& line);
/// Throws Error(corrupt).
feed::Frontier audit_frontier(const AuditHead& head);

class Audit {
  public:
    explicit Audit(const Tools& tools) : tools_(tools) {}

    /// Appends within the caller's transaction: the act and its line are kept together or not at
    /// all. `actor` is a user's id, a device's id or the name of a chore.
    void record(Transaction& transaction, const std::string& actor, const AuditEvent& event);

    /// The signed checkpoint of the whole log (sync/feed/FORMAT.md section 4). Signs a new one
    /// unless the last one is of this size and younger than that. Throws Error(corrupt) where the
    /// log is shorter than what was signed before.
    std::string sign(std::chrono::seconds younger);

  private:
    Tools tools_;
};

}  // namespace villageboard::county
