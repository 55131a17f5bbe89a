/// The verbs of payments to persons: hand in a batch, list the batches, make a one-time code.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_payment_verbs(CLI::App& app);

}  // namespace villageboard::county
