/// Screens to PNG files, for scripts, tests and the county.
#pragma once
#include <filesystem>
#include <string>

#include "kiosk/draw/canvas.h"

namespace villageboard::draw {

/// The canvas as an opaque RGB picture, the same bytes for the same pixels. Throws Error (invalid)
/// for a canvas without pixels.
std::string png_of(const Canvas& canvas);

/// Writes the canvas as an opaque RGB picture, the same bytes for the same pixels. The file appears
/// whole or not at all. Throws Error (retry) naming the path when it can't be written, Error
/// (invalid) for a canvas without pixels.
void write_png(const std::filesystem::path& path, const Canvas& canvas);

}  // namespace villageboard::draw
