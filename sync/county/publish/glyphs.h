/// Whether the terminals can draw a text: asked of the fonts of this machine, which are the same
/// Debian packages as on the terminals.
#pragma once
#include <filesystem>

#include "fonts/itemize/installed.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Opens the fonts below `root` when it is first asked. A machine that lacks any of their packages
/// says so once in the log, and from then on finds nothing wrong: its answer would not be that of
/// the terminals. Never throws.
MissingClusters glyph_check(std::filesystem::path root = fonts::kFontRoot);

}  // namespace villageboard::county
