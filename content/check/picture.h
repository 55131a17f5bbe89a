/// Looks for a place of recording in the metadata of pictures (VE1). Reads markers only, decodes
/// no pixel; a damaged picture yields no finding. Pure functions.
#pragma once
#include <string>
#include <string_view>

#include "content/check/finding.h"

namespace villageboard::check {

/// Whether a JPEG, PNG or WebP file carries GPS coordinates: Exif IFD0 tag 0x8825 with entries, or
/// an XMP exif:GPSLatitude.
bool has_gps(std::string_view file_bytes);

/// VE1 at `place` when has_gps.
Findings check_picture(std::string_view file_bytes, const std::string& place);

}  // namespace villageboard::check
