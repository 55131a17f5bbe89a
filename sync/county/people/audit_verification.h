/// Reads the audit log from its first to its last line and holds it against its own chain of
/// digests, its head, and every checkpoint that was signed: a line that was changed, taken out, put
/// in or cut off is found, also by somebody who could write the database and made the chain anew,
/// as they have no log key. Who cuts off lines together with the checkpoints over them is found
/// with a checkpoint that was kept elsewhere.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/tools.h"

namespace villageboard::county {

struct AuditReport {
    std::uint64_t lines = 0;
    std::uint64_t checkpoints = 0;      ///< whose signature and root agree
    std::vector<std::string> problems;  ///< one sentence each, the first 100
};

/// `kept`: signed checkpoints from elsewhere.
AuditReport verify_audit(const Tools& tools, const std::vector<std::string>& kept = {});

}  // namespace villageboard::county
