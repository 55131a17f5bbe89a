#include "kiosk/widgets/ui.h"

#include <doctest/doctest.h>

namespace villageboard::kiosk {

TEST_CASE("a turned page overlaps by the tallest line of running text, also on the lowest page") {
    struct Case {
        int width;
        int height;
        float lowest_page;  ///< px under an alert strip of two lines, at the largest text
    };
    for (const Case& panel : {Case{1080, 1920, 900}, Case{1920, 1080, 700}, Case{1280, 800, 245}})
        for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest}) {
            const Theme theme(usual_panel(panel.width, panel.height), Palette::day, size);
            const float overlap = page_overlap(theme, panel.lowest_page);
            CAPTURE(panel.width);
            for (const Type type : {Type::caption, Type::body, Type::lead, Type::title})
                CHECK(overlap >= theme.line(type));
            CHECK(overlap <= panel.lowest_page * 0.66F);
        }
}

}  // namespace villageboard::kiosk
