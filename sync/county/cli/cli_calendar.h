/// calendar, metrics, report and catalogue: what villages owe, how they did, and the list of what
/// is to be published.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_calendar_verbs(CLI::App& app);

}  // namespace villageboard::county
