/// A file of the terminal's data folder, and what it must hold. Files are written by another
/// program and lie on flash for years: what was read is shown only if it is what was published.
#pragma once
#include <filesystem>
#include <string>

namespace villageboard::draw {

struct StoredFile {
    std::filesystem::path path;
    std::string sha256 = {};  ///< 64 lower-case hex digits; empty where it isn't known

    friend bool operator==(const StoredFile&, const StoredFile&) = default;
};

}  // namespace villageboard::draw
