/// Measures what stands on the glass against the accessibility numbers: heights of text, sizes and
/// distances of targets in mm, contrast of words on the pixels of the drawn picture, nothing cut.
/// Each fault fails the running test with the words concerned.
#pragma once
#include "kiosk/draw/canvas.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {

/// How the words of a node come out on the picture.
struct SeenWords {
    double ground_part = 0;   ///< how much of the box has the colour that the words stand on
    double contrast = 0;      ///< of the pixel that stands out most from that ground
    std::size_t legible = 0;  ///< pixels that stand out by at least `wanted`
};
SeenWords seen_words(const draw::Canvas& canvas, const kiosk::Node& node, double wanted);

/// The contrast that a node's words need: 7 to 1, large ones and those of a warning 4.5 to 1.
double wanted_contrast(const kiosk::Node& node, const kiosk::Panel& panel);

/// What is on the glass now.
void check_glass(Person& person, const kiosk::Panel& panel);
/// The page that is open, turned page by page.
void check_screen(Person& person, const kiosk::Panel& panel, int most_turns = 6);

}  // namespace villageboard::kiosk_test
