#include "kiosk/app/reach.h"

#include <doctest/doctest.h>

#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

kiosk::Panel tall(double bottom_mm = 0) {
    kiosk::Panel panel{2160, 3840, 535, 952, 600, kiosk::Motion::on};
    panel.bottom_mm = bottom_mm;
    return panel;
}

}  // namespace

TEST_CASE("a panel whose edge hangs low keeps its controls 800 mm above the floor") {
    const kiosk::Rect area = kiosk::page_area(tall(600), kiosk::PageReach::whole);
    const double scale = 3840 / 952.0;
    CHECK((3840 - area.bottom()) / scale == doctest::Approx(200).epsilon(0.01));
    CHECK(area.y == 0);
    CHECK(kiosk::page_area(tall(900), kiosk::PageReach::whole).bottom() == 3840);
    CHECK(kiosk::page_area(tall(), kiosk::PageReach::whole).bottom() == 3840);
}

TEST_CASE("lowered, a page reaches from 800 to about 1,100 mm above the floor") {
    const kiosk::Rect area = kiosk::page_area(tall(600), kiosk::PageReach::lowered);
    const double scale = 3840 / 952.0;
    const double top_mm = 600 + (3840 - area.y) / scale;
    CHECK(top_mm >= 1080);
    CHECK(top_mm <= 1120);
    CHECK_FALSE(kiosk::is_tall(kiosk::usual_panel(1080, 1920)));
}

TEST_CASE("on a tall panel a button brings the page into the bottom third, for this person") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    kiosk::Settings settings;
    settings.panel = tall();
    Person person(folder.path(), settings);
    REQUIRE(person.tap("放低"));
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.target != kiosk::Target::none) CHECK(node.rect.y >= 3840 * 2 / 3 - 1);
    REQUIRE(person.tap("补贴"));
    CHECK(person.screen() == "list");
    person.wait(91);
    CHECK(person.sees("放低"));
    REQUIRE(person.tap("放低"));
    REQUIRE(person.tap("放高"));
    CHECK(person.sees("放低"));
}

TEST_CASE("smaller panels have no such button") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    Person person(folder.path(), portrait());
    CHECK_FALSE(person.sees("放低"));
}

TEST_CASE("type grows with the glass, half as high again at most, and never shrinks") {
    const auto body_mm = [](double width_mm, double height_mm) {
        const kiosk::Panel panel =
            kiosk::with_size(kiosk::usual_panel(1920, 1080), width_mm, height_mm);
        const kiosk::Theme theme(panel, kiosk::Palette::day, kiosk::TextSize::normal);
        return theme.type(kiosk::Type::body) / panel.px_per_mm();
    };
    CHECK(body_mm(345, 194) == doctest::Approx(10).epsilon(0.03));
    CHECK(body_mm(476, 268) == doctest::Approx(10).epsilon(0.03));
    CHECK(body_mm(708, 398) == doctest::Approx(14.9).epsilon(0.03));
    CHECK(body_mm(952, 535) == doctest::Approx(15).epsilon(0.03));
    CHECK(kiosk::with_size(kiosk::usual_panel(1280, 800), 217, 136).distance_mm == 400);
    // The largest words have room on their keys.
    const kiosk::Panel large = kiosk::with_size(kiosk::usual_panel(1920, 1080), 952, 535);
    const kiosk::Theme theme(large, kiosk::Palette::day, kiosk::TextSize::largest);
    CHECK(theme.main_target() >= theme.type(kiosk::Type::caption) * 1.4F);
    CHECK(theme.target_gap() / large.px_per_mm() >= 4.5);
}

TEST_CASE("whoever brings a tall page down is close to it: its type is that of an arm's length") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    kiosk::Settings settings;
    settings.panel = tall();
    settings.panel.distance_mm = 900;
    Person person(folder.path(), settings);
    const auto body = [&] { return person.shell().theme().type(kiosk::Type::body); };
    const float whole = body();
    REQUIRE(person.tap("放低"));
    CHECK(body() * 1.5F == doctest::Approx(whole).epsilon(0.02));
    REQUIRE(person.tap("放高"));
    CHECK(body() == whole);
}

}  // namespace villageboard::kiosk_test
