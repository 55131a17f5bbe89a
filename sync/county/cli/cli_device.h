/// `villageboard-county device`: codes, acceptance, the register, what terminals report.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_device_verbs(CLI::App& app);

}  // namespace villageboard::county
