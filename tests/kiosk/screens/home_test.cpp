#include <doctest/doctest.h>

#include "kiosk/app/reach.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct Glass {
    int width_px;
    int height_px;
    double width_mm;
    double height_mm;
};

constexpr Glass kGlasses[] = {
    {1080, 1920, 268, 476}, {1920, 1080, 476, 268}, {1080, 1920, 398, 708}, {1920, 1080, 708, 398},
    {1080, 1920, 535, 952}, {1920, 1080, 952, 535}, {1280, 800, 217, 136}};

kiosk::Settings on(const Glass& glass, const char* language) {
    kiosk::Settings settings;
    settings.panel = kiosk::with_size(kiosk::usual_panel(glass.width_px, glass.height_px),
                                      glass.width_mm, glass.height_mm);
    settings.language = language;
    return settings;
}

bool is_whole(const Person& person, const std::string& id) {
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.id == id)
            return node.visible.h >= node.rect.h - 1 && node.visible.w >= node.rect.w - 1;
    return false;
}

float top_of(const Person& person, const std::string& words) {
    for (const kiosk::Node& node : person.tree().nodes)
        if (node.label == words && node.target == kiosk::Target::none) return node.rect.y;
    return -1;
}

}  // namespace

TEST_CASE(
    "on every panel the first page shows the subjects, both questions and the way to a person") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Glass& glass : kGlasses)
        for (const char* language : {"zh-CN", "en"}) {
            Person person(folder.path(), on(glass, language));
            CAPTURE(glass.width_mm);
            CAPTURE(language);
            REQUIRE(person.screen() == "home");
            for (const char* id :
                 {"home/finance", "home/subsidy", "home/relief", "home/policy", "home/projects",
                  "home/village", "home/money", "home/speak", "home/help"}) {
                CAPTURE(id);
                CHECK(is_whole(person, id));
            }
        }
}

TEST_CASE("the words of tiles side by side stand on one line, however long what is under them") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Glass& glass : kGlasses) {
        Person person(folder.path(), on(glass, "en"));
        CAPTURE(glass.width_mm);
        REQUIRE(top_of(person, "Village money") > 0);
        CHECK(top_of(person, "Village money") == top_of(person, "Subsidies"));
    }
}

TEST_CASE("the first page of an upright panel is full from top to bottom") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Glass& glass : {kGlasses[0], kGlasses[2], kGlasses[4]}) {
        Person person(folder.path(), on(glass, "zh-CN"));
        CAPTURE(glass.width_mm);
        float lowest = 0;
        for (const kiosk::Node& node : person.tree().nodes)
            if (node.id.starts_with("headline/")) lowest = std::max(lowest, node.visible.bottom());
        CHECK(lowest > 0.88F * static_cast<float>(glass.height_px));
    }
}

}  // namespace villageboard::kiosk_test
