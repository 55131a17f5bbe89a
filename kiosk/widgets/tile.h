/// A subject on the home screen: a raised sheet with the subject's colour as a thick left edge, a
/// line drawing, the word in serif, and one live line.
#pragma once
#include <optional>
#include <string>

#include "kiosk/widgets/icons.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

struct TileSpec {
    std::string id;
    std::string word;
    std::string live;
    Subject subject = Subject::finance;
    Type type = Type::title;        ///< of the word; the same for all tiles of a page
    std::optional<Icon> icon = {};  ///< in place of the subject's own
    float live_height = 0;          ///< room for the live line at least: words in one line of tiles
};

/// The largest type in which the word fits a tile of this width; larger than a title only where the
/// tile is so high that drawing and words leave it some air. Of a low tile its height tells that
/// the drawing needs room beside the word.
Type tile_type(Ui& ui, const std::string& word, float width, float height = 0);
bool tile(Ui& ui, const Rect& rect, const TileSpec& spec);
/// From which height on a tile has its drawing above a word of title size.
float roomy_tile_height(const Theme& theme);
/// The height of the live line in a tile of this width.
float tile_live_height(Ui& ui, const TileSpec& spec, float width);
/// The least height in which a tile of this width shows all its words.
float tile_height(Ui& ui, const TileSpec& spec, float width);

}  // namespace villageboard::kiosk
