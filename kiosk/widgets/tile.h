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
};

/// The largest type in which the word fits a tile of this width.
Type tile_type(Ui& ui, const std::string& word, float width);
bool tile(Ui& ui, const Rect& rect, const TileSpec& spec);
/// The least height in which a tile of this width shows all its words.
float tile_height(Ui& ui, const TileSpec& spec, float width);

}  // namespace villageboard::kiosk
