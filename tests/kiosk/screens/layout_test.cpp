#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "kiosk/app/equipment.h"
#include "kiosk/app/reach.h"
#include "kiosk/print/desk.h"
#include "kiosk/staff/door.h"
#include "tests/kiosk/support/glass.h"
#include "tests/kiosk/support/letters.h"
#include "tests/kiosk/support/own_payments.h"
#include "tests/kiosk/support/staff.h"

namespace villageboard::kiosk_test {
namespace {

using kiosk::Node;
using kiosk::TextSize;

/// How much of the board is looked at on a panel: every page on the usual ones; where only the
/// scale differs, the pages that hold most; of pictures of eight million pixels, a few.
enum class Extent { few, chosen, all };

struct Look {
    int width;
    int height;
    double inches;
    TextSize size;
    Extent extent = Extent::all;
};

// 10 to 43 inch, both ways up, all three sizes.
const Look kLooks[] = {{1080, 1920, 21.5, TextSize::normal},
                       {1080, 1920, 21.5, TextSize::large, Extent::chosen},
                       {1080, 1920, 21.5, TextSize::largest},
                       {1920, 1080, 21.5, TextSize::normal, Extent::chosen},
                       {1920, 1080, 21.5, TextSize::large, Extent::chosen},
                       {1920, 1080, 21.5, TextSize::largest},
                       {1280, 800, 10.1, TextSize::normal, Extent::chosen},
                       {1280, 800, 10.1, TextSize::largest},
                       {800, 1280, 10.1, TextSize::largest, Extent::chosen},
                       {1080, 1920, 32, TextSize::normal, Extent::chosen},
                       {1920, 1080, 32, TextSize::largest, Extent::chosen},
                       {2160, 3840, 43, TextSize::large, Extent::few},
                       {3840, 2160, 43, TextSize::largest, Extent::few}};

kiosk::Settings settings(const Look& look) {
    constexpr double kMmPerInch = 25.4;
    kiosk::Settings made;
    made.panel = kiosk::usual_panel(look.width, look.height);
    const double pixels = std::hypot(look.width, look.height);
    const double mm = look.inches * kMmPerInch / pixels;
    made.panel = kiosk::with_size(made.panel, mm * look.width, mm * look.height);
    made.text_size = look.size;
    return made;
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

/// A third language, so that the footer opens the choice of languages.
PhraseTable county_language() {
    PhraseTable table;
    table.title = "Artish";
    table.office_name = "云岭县";
    table.language = "art";
    table.name = "Artish of the hills";
    table.entries = {
        {"language.sample", "Rid it in Artish, wich has a lonk sentens in its sampel."}};
    table.reviewed_by = "两位会讲的老师";
    return table;
}

/// What a person taps, one after the other, from the first page on. Each page on the way is looked
/// at once.
struct Walk {
    Extent extent;
    std::vector<std::string> labels;
};

const std::vector<Walk>& walks() {
    static const std::vector<Walk> all{
        {Extent::few, {}},
        {Extent::few, {"村里的钱", "2026年第三季度的账", "箐头林地承包费"}},
        {Extent::all, {"村里的钱", "2026年第三季度的账", "2026年第三季度的正式报表"}},
        {Extent::few, {"补贴", "种地补贴名单"}},
        {Extent::all, {"补贴", "草原补奖"}},
        {Extent::all, {"救助", "低保公示名单"}},
        {Extent::chosen, {"政策", "种地补贴怎么发", "更多"}},
        {Extent::chosen, {"政策", "种地补贴怎么发", "是不是给我的？"}},
        {Extent::all, {"救助", "残补（2026年第三季度）"}},
        {Extent::all, {"救助", "样该公布的，也没有看到"}},
        {Extent::chosen, {"村务", "通知"}},
        {Extent::all, {"村务", "答应的事"}},
        {Extent::all, {"补贴", "这是什么钱？", "看存折上的四个字", "耕地保护"}},
        {Extent::all, {"补贴", "这是什么钱？", "看补贴的名字", "耕地地力保护补贴"}},
        {Extent::chosen, {"补贴", "这是什么钱？", "我只知道是多少钱", "2", "查一查"}},
        {Extent::all, {"项目", "河边组人饮水池工程"}},
        {Extent::all, {"村务", "11月25日大箐组"}},
        {Extent::all, {"村务", "怎么办事", "低保怎么办", "打印"}},
        {Extent::all, {"村务", "会议决定", "村民代表会议决定"}},
        {Extent::all, {"村务", "征求意见", "村规民约修改征求意见"}},
        {Extent::all, {"村务", "数字", "全村核桃产量"}},
        {Extent::all, {"村务", "联系谁", "村里有事找谁"}},
        {Extent::all, {"帮助"}},
        {Extent::chosen, {"语言"}},
        {Extent::chosen, {"找", "Z", "B"}},
        {Extent::all, {"找", "Q", "Q", "Q"}},
        {Extent::chosen, {"听"}},
    };
    return all;
}

// Every page says how old what it shows is.
// On a low panel the keys, or what is read aloud, take the header's place as well.
bool header_gives_way(const kiosk::Panel& panel, const std::string& label) {
    return panel.low() && (label == "听" || label == "找");
}

void check_age(Person& person) {
    CAPTURE(person.screen());
    CHECK(person.sees(person.shell().strings().say("age.today")));
}

void walk(Person& person, const kiosk::Panel& panel, const Walk& way, std::set<std::string>& seen) {
    person.shell().reset();
    person.show();
    std::string path;
    if (seen.insert(path).second) check_screen(person, panel);
    for (const std::string& label : way.labels) {
        open(person, label);
        path += "/" + label;
        if (!seen.insert(path).second) continue;
        if (!header_gives_way(panel, way.labels.front())) check_age(person);
        check_screen(person, panel);
    }
}

/// A village hall with all that a terminal can have but a loudspeaker and a county that reads
/// letters.
class Hall {
  public:
    Hall() {
        fill_village(writer_);
        writer_.add(county_language(), {.area = kCounty, .days_ago = 300});
        std::ofstream(folder_.path() / "kiosk.conf")
            << "public_page = https://board.yunling.example/p/{area}/{id}/\n";
        equipment_.emplace(folder_.path(), kiosk::Prints::into_folder,
                           [](auto&&...) { return nullptr; });
    }

    VillageWriter& writer() { return writer_; }
    const std::filesystem::path& path() const { return folder_.path(); }
    kiosk::Services services() const { return equipment_->services(); }

  private:
    TemporaryFolder folder_;
    VillageWriter writer_{folder_.path()};
    std::optional<kiosk::Equipment> equipment_;
};

}  // namespace

TEST_CASE("on every screen, panel and text size nothing is cut, too small, too pale or too close") {
    const Hall hall;
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person person(hall.path(), set, fixture_now(), hall.services());
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        std::set<std::string> seen;
        for (const Walk& way : walks())
            if (way.extent <= look.extent) walk(person, set.panel, way, seen);
    }
}

TEST_CASE(
    "every step of a letter, its slip and the way to the answer fit every panel and text size") {
    LetterBox box;
    print::PrintDesk desk(box.folder() / "prints", print::Paper::receipt80, print::no_printer());
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person& person = box.step_up(set, &desk);
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        open(person, "帮助");
        for (const char* label : {"问一问，提意见", "反映问题", "镇政府", "写"}) {
            open(person, label);
            check_screen(person, set.panel);
        }
        box.type("ABC");
        open(person, "写好了，看一遍");
        check_screen(person, set.panel);
        open(person, "留个电话（不留也可以）");
        check_screen(person, set.panel);
        open(person, "好了");
        open(person, "封好寄出");
        person.wait(121);
        REQUIRE(person.screen() == "slip");
        check_screen(person, set.panel);
    }
}

TEST_CASE("recording, coming back and applying for information fit every panel and text size") {
    LetterBox box;
    print::PrintDesk desk(box.folder() / "prints", print::Paper::receipt80, print::no_printer());
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person& person = box.step_up(set, &desk);
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        open(person, "帮助");
        open(person, "问一问，提意见");
        open(person, "我有取信码，来看答复");
        box.type("0123456789ABCDEFGRS8");
        open(person, "看答复");
        check_screen(person, set.panel);
        open(person, "返回");
        open(person, "想看没公开的材料");
        check_screen(person, set.panel);
        open(person, "返回");
        for (const char* label : {"问一件事", "镇政府", "说"}) open(person, label);
        check_screen(person, set.panel);
        box.recorder().is = kiosk::RecorderState::ready;
        person.show();
        check_screen(person, set.panel);
    }
}

TEST_CASE("every step to one's own payments, and each answer, fits every panel and text size") {
    LetterBox box;
    link_up(box);
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        for (const state::InquiryAnswer& answer : {own_payments_told(), state::InquiryAnswer{}}) {
            Person& person = box.step_up(set);
            for (const char* label : {"补贴", "这是什么钱？", "我的补贴到没到账"})
                open(person, label);
            check_screen(person, set.panel);
            open(person, "我有验证码，开始查");
            box.type("QIAN");
            check_screen(person, set.panel);
            open(person, "写好了，下一步");
            box.type(nobodys_id("001"));
            check_screen(person, set.panel);
            open(person, "写好了，下一步");
            box.type("12345678");
            check_screen(person, set.panel);
            open(person, "查我的补贴");
            check_screen(person, set.panel);
            answer_question(box, answer);
            person.wait(1);
            check_screen(person, set.panel);
        }
    }
}

TEST_CASE("the staff's pages fit every panel and text size") {
    TemporaryFolder folder;
    VillageWriter writer(folder.path());
    fill_village(writer);
    writer.add(alert(Severity::orange), {.priority = Priority::alert, .days_ago = 0});
    state::StateDb state(folder.path());
    give_pin(state, folder.path(), "490217");
    kiosk::StaffDoor door(state, folder.path(), state::running_time);
    print::PrintDesk desk(folder.path() / "prints", print::Paper::receipt80, print::no_printer());
    kiosk::Services services;
    services.state = &state;
    services.staff = &door;
    services.print = &desk;
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        Person person(folder.path(), set, fixture_now(), services);
        CAPTURE(look.width);
        CAPTURE(static_cast<int>(look.size));
        // Read on one panel, it is still read on the next: state.db is the same.
        person.tap(person.shell().strings().say("alert.known"));
        open(person, "帮助");
        open(person, "工作人员");
        check_screen(person, set.panel);
        for (const char* digit : {"4", "9", "0", "2", "1", "7"}) open(person, digit);
        open(person, "进去");
        while (person.screen() == "staff-pin") person.show();
        check_screen(person, set.panel);
        open(person, "打印海报");
        check_screen(person, set.panel);
    }
}

TEST_CASE("every page of the notice board fits every panel and says how old it is") {
    const Hall hall;
    for (const Look& look : kLooks) {
        kiosk::Settings set = settings(look);
        set.board_turn = std::chrono::seconds{25};
        set.panel.motion = kiosk::Motion::off;
        Person person(hall.path(), set, fixture_now(), hall.services());
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        for (int page = 0; page < 6; ++page) {
            REQUIRE(person.screen() == "board");
            check_age(person);
            check_glass(person, set.panel);
            person.wait(26);
        }
    }
}

TEST_CASE("a terminal that waits, and one of several villages, fit every panel and text size") {
    TemporaryFolder empty;
    TemporaryFolder several;
    VillageWriter writer(several.path());
    fill_village(writer);
    writer.follow(kOtherVillage, true);
    for (const Look& look : kLooks) {
        const kiosk::Settings set = settings(look);
        CAPTURE(look.width);
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        Person early(empty.path(), set);
        REQUIRE(early.screen() == "waiting");
        check_screen(early, set.panel);
        Person choosing(several.path(), set);
        REQUIRE(choosing.screen() == "villages");
        check_screen(choosing, set.panel);
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
            CAPTURE(look.inches);
            CAPTURE(static_cast<int>(look.size));
            check_glass(person, set.panel);
            if (person.screen() != "alert") continue;
            for (const Node& node : person.tree().nodes)
                CHECK(node.rect.bottom() <= static_cast<float>(set.panel.height_px) + 1);
        }
    }
}

TEST_CASE("night and high contrast are as legible as day") {
    Hall hall;
    hall.writer().add(alert(Severity::yellow), {.priority = Priority::alert, .days_ago = 0});
    for (const kiosk::Palette palette : {kiosk::Palette::night, kiosk::Palette::contrast}) {
        kiosk::Settings set = portrait();
        set.palette = palette;
        Person person(hall.path(), set, fixture_now(), hall.services());
        CAPTURE(static_cast<int>(palette));
        std::set<std::string> seen;
        for (const Walk& way : walks())
            if (way.extent <= Extent::chosen) walk(person, set.panel, way, seen);
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
        CAPTURE(look.inches);
        CAPTURE(static_cast<int>(look.size));
        check_screen(person, set.panel);
        open(person, "Subsidies");
        open(person, "种地补贴名单");
        check_screen(person, set.panel);
    }
}

// The measure itself is measured: what it can't see it would let pass.
TEST_CASE(
    "pale words, words on another ground and words that aren't drawn are seen on the pixels") {
    std::vector<std::uint32_t> pixels(200 * 40, 0xFFFFFF);
    const draw::Canvas canvas{pixels.data(), 200, 40, 200, 1};
    Node node;
    node.rect = node.visible = {0, 0, 200, 40};
    node.ground = kiosk::rgb(0xFFFFFF);
    const auto ink = [&](std::uint32_t colour) {
        for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = i % 10 == 0 ? colour : 0xFFFFFF;
        return seen_words(canvas, node, 7);
    };
    CHECK(ink(0x000000).contrast == doctest::Approx(21));
    CHECK(ink(0x000000).legible > 300);
    CHECK(ink(0x8A8A8A).contrast < 4.5);
    CHECK(ink(0x8A8A8A).legible == 0);
    CHECK(ink(0xFFFFFF).contrast == 0);
    CHECK(ink(0x000000).ground_part > 0.8);
    node.ground = kiosk::rgb(0xA11D16);
    CHECK(ink(0x000000).ground_part == 0);
}

}  // namespace villageboard::kiosk_test
