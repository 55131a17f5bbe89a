/// The whole demo content: an invented county, its town and its village, as drafts to publish and
/// the pictures beside them. Pure but for reading the sources and writing the result.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "content/demo/item.h"
#include "content/demo/tokens.h"

namespace villageboard::demo {

/// The hand-written part, as it stands in content/demo.
struct DemoSources {
    std::map<std::string, std::string> texts;     ///< "539921/policy-farmland" to JSON
    std::map<std::string, std::string> pictures;  ///< "water-tank" to SVG
    std::map<std::string, std::string> tables;    ///< "people" to JSON
};

struct Demo {
    std::vector<DemoItem> items;
    std::vector<DemoPicture> pictures;  ///< every attachment of every item, once
};

/// Turns an SVG into the PNG at the path; throws Error when it cannot.
using PictureRenderer = std::function<void(const std::string& svg, const std::filesystem::path&)>;

/// Reads texts/, pictures/ and tables/ below `folder`. Error `invalid` names what is missing.
DemoSources read_sources(const std::filesystem::path& folder);

/// The same items for the same day. Texts whose "months" don't hold the month of `clock.today` are
/// left out (forest fires in the dry season, floods in the wet one). Error `invalid` names the text
/// that is no valid draft, with the place in it.
Demo make_demo(const DemoSources& sources, const DemoClock& clock);

/// Writes OUT/<area>/<name>.json and OUT/<area>/<picture>, making the folders. Files that stand
/// there already are replaced, others left alone.
void write_demo(const Demo& demo, const std::filesystem::path& out, const PictureRenderer& render);

}  // namespace villageboard::demo
