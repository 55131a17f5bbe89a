#include "kiosk/theme/theme.h"

#include <doctest/doctest.h>

#include <cmath>

namespace villageboard::kiosk {
namespace {

constexpr Palette kPalettes[] = {Palette::day, Palette::night, Palette::contrast};
constexpr Subject kSubjects[] = {Subject::finance, Subject::subsidy,  Subject::relief,
                                 Subject::policy,  Subject::projects, Subject::village};

Theme theme(int width, int height, Palette palette = Palette::day,
            TextSize size = TextSize::normal) {
    return Theme(usual_panel(width, height), palette, size);
}

}  // namespace

TEST_CASE(
    "contrast is measured as WCAG does: black on white is 21 to 1, a colour on itself 1 to 1") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
    CHECK(contrast(rgb(0x17573F), rgb(0x17573F)) == doctest::Approx(1));
    CHECK(contrast(rgb(0x777777), rgb(0xFFFFFF)) == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("words stand 7 to 1 on the page and on sheets in every palette") {
    for (const Palette palette : kPalettes) {
        const Theme each = theme(1080, 1920, palette);
        for (const Ink ground : {Ink::paper, Ink::raised})
            for (const Ink words : {Ink::ink, Ink::quiet, Ink::money_in, Ink::money_out}) {
                CAPTURE(static_cast<int>(palette));
                CAPTURE(static_cast<int>(words));
                CHECK(contrast(each.colour(words), each.colour(ground)) >= 7.0);
            }
    }
}

TEST_CASE("subject colours stand 7 to 1 on the page and on sheets in every palette") {
    for (const Palette palette : kPalettes) {
        const Theme each = theme(1080, 1920, palette);
        for (const Subject subject : kSubjects) {
            CAPTURE(static_cast<int>(palette));
            CAPTURE(static_cast<int>(subject));
            CHECK(contrast(each.colour(subject), each.colour(Ink::paper)) >= 7.0);
            CHECK(contrast(each.colour(subject), each.colour(Ink::raised)) >= 7.0);
        }
    }
}

TEST_CASE("words on the four alert colours and on the main button stand 4.5 to 1") {
    for (const Palette palette : kPalettes) {
        const Theme each = theme(1080, 1920, palette);
        for (const Ink ground : {Ink::alert_red, Ink::alert_orange, Ink::alert_yellow,
                                 Ink::alert_blue, Ink::accent, Ink::ink}) {
            CAPTURE(static_cast<int>(ground));
            CHECK(contrast(each.on(each.colour(ground)), each.colour(ground)) >= 4.5);
        }
    }
}

TEST_CASE("edges of controls stand 3 to 1") {
    for (const Palette palette : kPalettes) {
        const Theme each = theme(1080, 1920, palette);
        CHECK(contrast(each.colour(Ink::quiet), each.colour(Ink::paper)) >= 3.0);
    }
}

TEST_CASE("a Hanzi of body text is 10, 15 and 20 mm high on a 21.5 inch panel") {
    const double expected[] = {10, 15, 20};
    for (const TextSize size : {TextSize::normal, TextSize::large, TextSize::largest}) {
        const Theme each = theme(1080, 1920, Palette::day, size);
        CHECK(each.type(Type::body) / each.panel().px_per_mm() ==
              doctest::Approx(expected[static_cast<int>(size)]).epsilon(0.02));
    }
}

TEST_CASE("on no panel does rounding to pixels make a target or a gap smaller than its floor") {
    for (const double inches : {10.1, 15.6, 21.5, 24.0, 27.0, 32.0, 43.0, 55.0}) {
        Panel panel = usual_panel(1920, 1080);
        const double diagonal = std::hypot(1920, 1080);
        panel.width_mm = inches * 25.4 * 1920 / diagonal;
        panel.height_mm = inches * 25.4 * 1080 / diagonal;
        const Theme theme(panel, Palette::day, TextSize::normal);
        CAPTURE(inches);
        CHECK(theme.target() / panel.px_per_mm() >= 16);
        CHECK(theme.main_target() / panel.px_per_mm() >= 20);
        CHECK(theme.target_gap() / panel.px_per_mm() >= 3);
    }
}

TEST_CASE(
    "on a panel read from 400 mm type is two thirds as high, targets are as large as anywhere") {
    const Theme tablet = theme(1280, 800);
    CHECK(tablet.panel().distance_mm == 400);
    CHECK(tablet.type(Type::body) / tablet.panel().px_per_mm() ==
          doctest::Approx(6.67).epsilon(0.02));
    CHECK(tablet.target() / tablet.panel().px_per_mm() >= 16);
    CHECK(tablet.main_target() / tablet.panel().px_per_mm() >= 20);
    CHECK(tablet.target_gap() / tablet.panel().px_per_mm() >= 3);
}

TEST_CASE("the usual panels have the size on which they are sold") {
    CHECK(usual_panel(1080, 1920).width_mm == doctest::Approx(267.7).epsilon(0.01));
    CHECK(usual_panel(1920, 1080).width_mm == doctest::Approx(476).epsilon(0.01));
    CHECK(usual_panel(1280, 800).width_mm == doctest::Approx(217.5).epsilon(0.01));
}

TEST_CASE("a size is two positive numbers with an x between them") {
    for (const char* bad :
         {"", "x", "10", "10x", "x10", "0x10", "-1x5", "10x10x10", "ax5", "1e9x5"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_size(bad));
    }
    CHECK(parse_size("1080x1920") == std::pair<double, double>{1080, 1920});
    CHECK(parse_size("267.7x475.9") == std::pair<double, double>{267.7, 475.9});
}

}  // namespace villageboard::kiosk
