#include <doctest/doctest.h>

#include <cmath>

#include "kiosk/print/desk.h"
#include "kiosk/print/public_page.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::Node;
using kiosk::Target;

constexpr double kTargetMm = 16;
constexpr double kMainMm = 20;
constexpr double kGapMm = 3;
constexpr double kBodyContrast = 7.0;
constexpr double kLargeContrast = 4.5;

struct Look {
    int width;
    int height;
    kiosk::TextSize size;
};

const Look kLooks[] = {
    {1080, 1920, kiosk::TextSize::normal},  {1080, 1920, kiosk::TextSize::large},
    {1080, 1920, kiosk::TextSize::largest}, {1920, 1080, kiosk::TextSize::normal},
    {1920, 1080, kiosk::TextSize::largest}, {1280, 800, kiosk::TextSize::normal},
    {1280, 800, kiosk::TextSize::largest}};

kiosk::Settings settings(const Look& look) {
    kiosk::Settings made;
    made.panel = kiosk::usual_panel(look.width, look.height);
    made.text_size = look.size;
    return made;
}

double gap_mm(const Node& a, const Node& b, double px_per_mm) {
    const double dx =
        std::max({0.F, a.visible.x - b.visible.right(), b.visible.x - a.visible.right()});
    const double dy =
        std::max({0.F, a.visible.y - b.visible.bottom(), b.visible.y - a.visible.bottom()});
    return std::hypot(dx, dy) / px_per_mm;
}

void check_words(const Node& node, const kiosk::Panel& panel) {
    CAPTURE(node.label);
    CHECK_FALSE(node.cut);
    CHECK(node.rect.x >= 0);
    CHECK(node.rect.right() <= static_cast<float>(panel.width_px) + 1);
    if (node.type_px > 0) {
        const double wanted = panel.distance_mm / 600 * 8;
        CHECK(node.type_px / panel.px_per_mm() >= wanted * 0.98);
        // Words of a warning are all large: its orange has to stay an orange.
        const kiosk::Colour orange = kiosk::rgb(0xB24507);
        const bool warning = node.ground == orange || node.ink == orange;
        const bool large =
            warning || node.type_px / panel.px_per_mm() >= 13 * panel.distance_mm / 600 * 0.98;
        CHECK(kiosk::contrast(node.ink, node.ground) >= (large ? kLargeContrast : kBodyContrast));
    }
}

void check_targets(const std::vector<const Node*>& targets, const kiosk::Panel& panel) {
    const double scale = panel.px_per_mm();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Node& node = *targets[i];
        CAPTURE(node.label);
        const double least = node.target == Target::main ? kMainMm : kTargetMm;
        CHECK(node.rect.w / scale >= least);
        CHECK(node.rect.h / scale >= least);
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            CAPTURE(targets[j]->label);
            CHECK(gap_mm(node, *targets[j], scale) >= kGapMm);
        }
    }
}

// What is on the glass now: nothing cut, nothing too small, nothing too close.
void check_glass(const Person& person, const kiosk::Panel& panel) {
    std::vector<const Node*> targets;
    for (const Node& node : person.tree().nodes) {
        if (node.visible.empty()) continue;
        if (node.target != Target::none) {
            if (node.visible.h >= node.rect.h * 0.5F) targets.push_back(&node);
        } else {
            check_words(node, panel);
        }
    }
    check_targets(targets, panel);
}

// Turns the pages of the screen that is open and checks each.
void check_screen(Person& person, const kiosk::Panel& panel) {
    CAPTURE(person.screen());
    for (int turn = 0; turn < 6; ++turn) {
        check_glass(person, panel);
        if (!person.tap(person.shell().strings().say("scroll.down"))) break;
    }
}

// Finds the row by turning pages, as a person would.
void open(Person& person, const std::string& label) {
    CAPTURE(label);
    while (person.tap(person.shell().strings().say("scroll.up"))) {
    }
    for (int turn = 0; turn < 60; ++turn) {
        const Node* node = person.tree().find_target(label);
        if (node && node->visible.h >= node->rect.h * 0.6F) break;
        if (!person.tap(person.shell().strings().say("scroll.down"))) break;
    }
    REQUIRE(person.tap(label));
}

const char* const kPaths[][3] = {{"村里的钱", "2026年第三季度的账", nullptr},
                                 {"补贴", "种地补贴名单", nullptr},
                                 {"补贴", "草原补奖", nullptr},
                                 {"救助", "低保公示名单", nullptr},
                                 {"政策", "种地补贴怎么发", "更多"},
                                 {"项目", "河边组人饮水池工程", nullptr},
                                 {"政策", "种地补贴怎么发", "是不是给我的？"},
                                 {"救助", "残补（2026年第三季度）", nullptr},
                                 {"救助", "样该公布的，也没有看到", nullptr},
                                 {"村务", "11月25日大箐组", nullptr},
                                 {"村务", "看全部通知", nullptr},
                                 {"村务", "答应的事", nullptr}};
const char* const kMoneyPaths[][2] = {{"看存折上的四个字", "耕地保护"},
                                      {"看补贴的名字", "耕地地力保护补贴"},
                                      {"我只知道是多少钱", "2"}};
const char* const kVillagePaths[][2] = {{"怎么办事", "低保怎么办"},
                                        {"会议决定", "村民代表会议决定"},
                                        {"征求意见", "村规民约修改征求意见"},
                                        {"数字", "全村核桃产量"},
                                        {"联系谁", "村里有事找谁"}};

}  // namespace

TEST_CASE("on every screen, panel and text size nothing is cut, too small, too pale or too close") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person person(folder.path(), set);
        CAPTURE(look.width);
        CAPTURE(static_cast<int>(look.size));
        check_screen(person, set.panel);
        for (const auto& path : kPaths) {
            person.shell().reset();
            person.show();
            for (const char* label : path) {
                if (!label) break;
                open(person, label);
                check_screen(person, set.panel);
            }
        }
        for (const auto& path : kMoneyPaths) {
            person.shell().reset();
            person.show();
            open(person, "补贴");
            open(person, "这是什么钱？");
            check_screen(person, set.panel);
            for (const char* label : path) {
                open(person, label);
                check_screen(person, set.panel);
            }
        }
        open(person, "查一查");
        check_screen(person, set.panel);
        for (const auto& path : kVillagePaths) {
            person.shell().reset();
            person.show();
            open(person, "村务");
            for (const char* label : path) open(person, label);
            check_screen(person, set.panel);
        }
        person.shell().reset();
        person.show();
        open(person, "帮助");
        check_screen(person, set.panel);
    }
}

TEST_CASE("the code to take home and the page before printing fit every panel and text size") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    print::PrintDesk desk(folder.path() / "prints", print::Paper::receipt80, print::no_printer());
    const auto pages = print::PublicPages::parse("https://board.yunling.example/item/{id}");
    kiosk::Services services;
    services.print = &desk;
    services.pages = &*pages;
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person person(folder.path(), set, fixture_now(), services);
        CAPTURE(look.width);
        CAPTURE(static_cast<int>(look.size));
        open(person, "村务");
        open(person, "怎么办事");
        open(person, "低保怎么办");
        check_screen(person, set.panel);
        open(person, "打印");
        REQUIRE(person.screen() == "print");
        check_screen(person, set.panel);
    }
}

TEST_CASE("warnings of every colour fit the panel at every size without scrolling") {
    for (const Severity severity : {Severity::red, Severity::orange, Severity::yellow}) {
        TemporaryFolder folder;
        VillageWriter writer(folder.path());
        fill_village(writer);
        writer.add(alert(severity), {.priority = Priority::alert, .days_ago = 0});
        for (const Look& look : kLooks) {
            const kiosk::Settings set = settings(look);
            Person person(folder.path(), set);
            CAPTURE(look.width);
            CAPTURE(static_cast<int>(look.size));
            check_glass(person, set.panel);
            if (person.screen() != "alert") continue;
            for (const Node& node : person.tree().nodes)
                CHECK(node.rect.bottom() <= static_cast<float>(set.panel.height_px) + 1);
        }
    }
}

TEST_CASE("night and high contrast are as legible as day") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    writer.add(alert(Severity::yellow), {.priority = Priority::alert, .days_ago = 0});
    for (const kiosk::Palette palette : {kiosk::Palette::night, kiosk::Palette::contrast}) {
        kiosk::Settings set = portrait();
        set.palette = palette;
        Person person(folder.path(), set);
        CAPTURE(static_cast<int>(palette));
        check_screen(person, set.panel);
        open(person, "村里的钱");
        open(person, "2026年第三季度的账");
        check_screen(person, set.panel);
    }
}

TEST_CASE("English fits as well as Chinese") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    for (const Look& look : kLooks) {
        kiosk::Settings set = settings(look);
        set.language = "en";
        Person person(folder.path(), set);
        CAPTURE(look.width);
        CAPTURE(static_cast<int>(look.size));
        check_screen(person, set.panel);
        open(person, "Subsidies");
        open(person, "种地补贴名单");
        check_screen(person, set.panel);
    }
}

}  // namespace villageboard::kiosk_test
