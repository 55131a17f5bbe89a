/// Pictures of the demo as PNG, by librsvg's rsvg-convert, and its films from such pictures. Starts
/// a process a picture; no shell.
#pragma once
#include <filesystem>
#include <string>

namespace villageboard::demo {

/// Writes `svg` as a PNG of its own size to `file`; where that is to be a film (".webm"), the
/// drawing is a strip of its scenes, one below the other (film.h). Throws Error retry when
/// rsvg-convert is not installed or fails; a half-written file is then removed.
void render_with_rsvg(const std::string& svg, const std::filesystem::path& file);

}  // namespace villageboard::demo
