/// The verbs of the inbox: keys, messages by stick, cases. Whoever may run them can read the keys;
/// what was sent to discipline inspection they don't show all the same.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_inbox_verbs(CLI::App& app);

}  // namespace villageboard::county
