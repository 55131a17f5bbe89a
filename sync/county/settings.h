/// county.conf: the few settings of a county's data folder, read by every verb.
#pragma once
#include <filesystem>
#include <string>

#include "content/model/area.h"

namespace villageboard::county {

/// The version of the data folder that this program reads and writes.
inline constexpr int kDataVersion = 1;

struct Settings {
    int version = kDataVersion;
    std::string origin;    ///< name of the county's logs: "board.yunling.example"
    AreaCode area;         ///< the county
    std::string database;  ///< "sqlite", or a URL "postgresql://..."
};

/// Reads `name = value` lines; '#' starts a comment line. Throws Error(invalid) that names the
/// line, and for a folder that a newer program wrote.
Settings parse_settings(const std::string& text, const std::filesystem::path& file);
std::string format_settings(const Settings& settings);

/// Throws Error(invalid) when DIR/county.conf is missing or unreadable.
Settings load_settings(const std::filesystem::path& data);

/// A log origin is a host-like name: letters, digits, '.', '-', at most 100 characters.
bool is_origin(const std::string& text);

}  // namespace villageboard::county
