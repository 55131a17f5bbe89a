/// The audit log: every act at the server, in one chain of digests, so that a line which is taken
/// out, put in or altered later is found. No villager's name, no secret and no personal number
/// stands in it; ids and codes do.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "sync/county/people/actor.h"
#include "sync/county/tools.h"

namespace villageboard::county {

struct AuditEvent {
    std::string act;      ///< "item.approve", "session.begin", "device.revoke"
    std::string area;     ///< digits; empty: the county as a whole
    std::string subject;  ///< id of what was acted on
    std::string detail;   ///< JSON object with codes and counts only; "{}" when there is nothing
};

class Audit {
  public:
    explicit Audit(const Tools& tools) : tools_(tools) {}

    /// Appends within the caller's transaction: the act and its line are kept together or not at
    /// all. `actor` is a user's id, a device's id or the name of a chore.
    void record(Transaction& transaction, const std::string& actor, const AuditEvent& event);

  private:
    Tools tools_;
};

}  // namespace villageboard::county
