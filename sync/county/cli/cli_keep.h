/// The verbs for what is kept outside of the running county: backup, restore, archive.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_keep_verbs(CLI::App& app);

}  // namespace villageboard::county
