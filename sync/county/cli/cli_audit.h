/// `villageboard-county audit`: looks into the log of who did what, and proves that it is whole.
#pragma once
#include "sync/county/cli/verb.h"

namespace villageboard::county {

void add_audit_verbs(CLI::App& app);

}  // namespace villageboard::county
