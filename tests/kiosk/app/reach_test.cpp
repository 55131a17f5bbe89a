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

}  // namespace villageboard::kiosk_test
