/// The fonts that the board is set in, by the paths where Debian 12 installs them.
/// Required: fonts-noto-cjk. The others are fallbacks for further scripts and may be absent.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "fonts/itemize/coverage.h"

namespace villageboard::fonts {

enum class Family : std::uint8_t { sans, serif };
enum class Weight : std::uint8_t { regular, bold };

struct FontFile {
    std::filesystem::path path;
    unsigned index = 0;  ///< face inside a collection

    friend bool operator==(const FontFile&, const FontFile&) = default;
};

/// Where Debian puts fonts; tests give a folder of their own.
inline constexpr std::string_view kFontRoot = "/usr/share/fonts";

/// The existing files of one family and weight, in the order in which they are tried.
/// Throws FontError naming the package when the CJK face, always the first, is missing.
std::vector<FontFile> installed_fonts(Family family, Weight weight,
                                      const std::filesystem::path& root = kFontRoot);

/// The packages of the list, fallbacks included, whose fonts are not there, each once. A machine
/// that lacks any can't say what a terminal with all of them draws.
std::vector<std::string> missing_packages(const std::filesystem::path& root = kFontRoot);

/// Which text the terminals can draw, for checks before publication. One thread at a time.
class InstalledCoverage {
  public:
    /// Throws FontError as installed_fonts() does.
    explicit InstalledCoverage(const std::filesystem::path& root = kFontRoot);

    /// The clusters that a terminal with these fonts would show as an empty box.
    std::vector<std::string> missing_clusters(std::string_view utf8) const;

  private:
    std::vector<FileCoverage> faces_;
};

}  // namespace villageboard::fonts
