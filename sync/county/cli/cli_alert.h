/// `villageboard-county alert`: warnings of the gateway and by hand.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_alert_verbs(CLI::App& app);

}  // namespace villageboard::county
