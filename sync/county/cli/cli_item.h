/// The verbs of the publishing desk: `item list`, `show`, `submit`, `sign`, `approve`, `return`,
/// `withdraw`, `erase`. The command line is one person: what needs two still needs another.
#pragma once
#include <CLI/CLI.hpp>

namespace villageboard::county {

void add_item_verbs(CLI::App& app);

}  // namespace villageboard::county
