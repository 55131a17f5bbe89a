/// `villageboard-county user`: accounts and tokens, by whoever may read the county's keys. The
/// first administrator is made here, and who lost password and second factor gets a new start,
/// with nobody signed in.
#pragma once
#include "sync/county/cli/verb.h"

namespace villageboard::county {

void add_user_verbs(CLI::App& app);

}  // namespace villageboard::county
