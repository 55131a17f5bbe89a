#include "fonts/itemize/installed.h"

#include <algorithm>
#include <array>

#include "fonts/error.h"

namespace villageboard::fonts {
namespace {

/// Index of the simplified Chinese face in each collection of fonts-noto-cjk.
constexpr unsigned kSimplifiedChinese = 2;

const char* cjk_file(Family family, Weight weight) {
    if (family == Family::sans) {
        return weight == Weight::bold ? "opentype/noto/NotoSansCJK-Bold.ttc"
                                      : "opentype/noto/NotoSansCJK-Regular.ttc";
    }
    return weight == Weight::bold ? "opentype/noto/NotoSerifCJK-Bold.ttc"
                                  : "opentype/noto/NotoSerifCJK-Regular.ttc";
}

struct Fallback {
    const char* package;
    const char* regular;
    const char* bold;
};

constexpr const char* kNoto = "fonts-noto-core";

/// Latin with all marks first, then the scripts of the county and of its neighbours, symbols, rare
/// Hanzi. Symbols before Hanzi: HanaMinA has some of its own, in another hand.
constexpr std::array kFallbacks = {
    Fallback{kNoto, "truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf"},
    Fallback{kNoto, "truetype/noto/NotoSansLisu-Regular.ttf",
             "truetype/noto/NotoSansLisu-Bold.ttf"},
    Fallback{kNoto, "truetype/noto/NotoSerifTibetan-Regular.ttf",
             "truetype/noto/NotoSerifTibetan-Bold.ttf"},
    Fallback{kNoto, "truetype/noto/NotoSansTaiLe-Regular.ttf", nullptr},
    Fallback{kNoto, "truetype/noto/NotoSansNewTaiLue-Regular.ttf", nullptr},
    Fallback{kNoto, "truetype/noto/NotoSansMiao-Regular.ttf", nullptr},
    Fallback{"fonts-sil-nuosusil", "truetype/nuosusil/NuosuSIL-Regular.ttf", nullptr},
    Fallback{kNoto, "truetype/noto/NotoSansArabic-Regular.ttf",
             "truetype/noto/NotoSansArabic-Bold.ttf"},
    Fallback{kNoto, "truetype/noto/NotoSansHebrew-Regular.ttf",
             "truetype/noto/NotoSansHebrew-Bold.ttf"},
    Fallback{kNoto, "truetype/noto/NotoSansMyanmar-Regular.ttf",
             "truetype/noto/NotoSansMyanmar-Bold.ttf"},
    Fallback{"fonts-symbola", "truetype/ancient-scripts/Symbola_hint.ttf", nullptr},
    Fallback{"fonts-hanazono", "truetype/hanazono/HanaMinA.ttf", nullptr},
    Fallback{"fonts-hanazono", "truetype/hanazono/HanaMinB.ttf", nullptr},
};

}  // namespace

std::vector<FontFile> installed_fonts(Family family, Weight weight,
                                      const std::filesystem::path& root) {
    std::vector<FontFile> files;
    files.push_back({root / cjk_file(family, weight), kSimplifiedChinese});
    if (!std::filesystem::exists(files.front().path)) {
        throw FontError("the font " + files.front().path.string() +
                        " is missing: install the package fonts-noto-cjk");
    }
    for (const Fallback& fallback : kFallbacks) {
        const bool bold = weight == Weight::bold && fallback.bold != nullptr &&
                          std::filesystem::exists(root / fallback.bold);
        const auto path = root / (bold ? fallback.bold : fallback.regular);
        if (std::filesystem::exists(path)) files.push_back({path, 0});
    }
    return files;
}

std::vector<std::string> missing_packages(const std::filesystem::path& root) {
    std::vector<std::string> packages;
    const auto need = [&](const char* file, const char* package) {
        if (std::filesystem::exists(root / file)) return;
        if (std::find(packages.begin(), packages.end(), package) == packages.end()) {
            packages.emplace_back(package);
        }
    };
    need(cjk_file(Family::sans, Weight::regular), "fonts-noto-cjk");
    for (const Fallback& fallback : kFallbacks) need(fallback.regular, fallback.package);
    return packages;
}

InstalledCoverage::InstalledCoverage(const std::filesystem::path& root) {
    for (const FontFile& file : installed_fonts(Family::sans, Weight::regular, root)) {
        faces_.emplace_back(file.path, file.index);
    }
}

std::vector<std::string> InstalledCoverage::missing_clusters(std::string_view utf8) const {
    std::vector<const Coverage*> faces;
    for (const FileCoverage& face : faces_) faces.push_back(&face);
    return fonts::missing_clusters(utf8, faces);
}

}  // namespace villageboard::fonts
