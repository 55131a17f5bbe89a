/// A short film on the page: its first frame with a large sign to begin, and below it one button in
/// words that plays, pauses and goes on. While it plays a line shows how far it is. Printed paper
/// that moves for a minute, no player. UI thread only.
#pragma once
#include <string>

#include "kiosk/draw/stored_file.h"
#include "kiosk/widgets/ui.h"

namespace villageboard::kiosk {

struct FilmSpec {
    std::string id;  ///< unique on the page
    draw::StoredFile file;
    std::string caption;  ///< what it is about, for the tree of widgets
};

/// Height that a film of this width takes, its button included.
float film_height(const Theme& theme, float picture_height);

/// `rect` as high as film_height() says.
void film(Ui& ui, const Rect& rect, const FilmSpec& spec);

}  // namespace villageboard::kiosk
