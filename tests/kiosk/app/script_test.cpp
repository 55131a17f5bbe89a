#include "kiosk/app/script.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct Act {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    std::filesystem::path out = folder.path() / "out" / "shots";

    Act() { fill_village(writer); }

    void operator()(const std::string& script) const {
        kiosk::run_script(script, {folder.path(), out, portrait(), [] { return fixture_now(); }});
    }

    std::string refusal(const std::string& script) const {
        try {
            (*this)(script);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::invalid);
            return error.what();
        }
        return "accepted";
    }
};

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an unknown label is refused with its line and the labels most like it") {
    const Act act;
    const std::string message = act.refusal("# go\n\ntap 村里的饭\n");
    CAPTURE(message);
    CHECK(holds(message, "line 3"));
    CHECK(holds(message, "'村里的饭'"));
    CHECK(holds(message, "'村里的钱'"));
}

TEST_CASE("unknown commands and values are refused in one plain line") {
    const Act act;
    for (const char* script :
         {"dance\n", "size large\n", "text huge\n", "theme pink\n", "lang tlh\n",
          "clock yesterday\n", "idle soon\n", "scroll sideways\n", "expect 没有的字\n",
          "expect-not 村里的钱\n", "expect-screen roll\n", "tap-role tab 村里的钱\n"}) {
        CAPTURE(script);
        const std::string message = act.refusal(script);
        CHECK(holds(message, "line 1"));
        CHECK_FALSE(holds(message, "\n"));
    }
}

TEST_CASE("a script goes from home to a voucher and back by the words on the glass") {
    const Act act;
    act("tap 村里的钱\nexpect-screen list\ntap 2026年第三季度的账\nexpect-screen finance\n"
        "expect 还剩\ntap 河边组人饮水管维修材料\nexpect-screen entry\nexpect 单据\n"
        "tap-role button 返回\nexpect-screen finance\ntap 2026年第三季度的正式报表\nexpect-screen "
        "sheets\nexpect "
        "专项资金\nexpect-not 资产负债表\n"
        "home\nexpect-screen home\ntry-tap 没有的字\n");
}

TEST_CASE("a shot is a picture and the tree of widgets in px and mm") {
    const Act act;
    act("size 1920x1080\nshot wide\n");
    CHECK(read(act.out / "wide.png").starts_with("\x89PNG"));
    const auto tree = nlohmann::json::parse(read(act.out / "wide.json"));
    CHECK(tree["width_px"] == 1920);
    CHECK(tree["width_mm"].get<double>() == doctest::Approx(476).epsilon(0.01));
    bool found = false;
    for (const auto& node : tree["nodes"]) {
        if (node["label"] != "村里的钱" || node["role"] != "tile") continue;
        found = true;
        CHECK(node["target"] == true);
        CHECK(node["mm"][2].get<double>() >= 20);
        CHECK(node["px"][2].get<double>() / node["mm"][2].get<double>() ==
              doctest::Approx(4.03).epsilon(0.01));
    }
    CHECK(found);
}

TEST_CASE("two runs of one script give the same pictures, byte for byte") {
    const Act act;
    act("tap 补贴\ntap 种地补贴名单\nshot one\nhome\ntap 补贴\ntap 种地补贴名单\nshot two\n");
    CHECK(read(act.out / "one.png") == read(act.out / "two.png"));
    CHECK(read(act.out / "one.json") == read(act.out / "two.json"));
}

TEST_CASE("typing letters taps the pad's keys and finds the name") {
    const Act act;
    act("tap 补贴\ntap 种地补贴名单\ntap 找名字\ntype LSM\nexpect 已点 LSM\nexpect "
        "李三妹①\nexpect-not 王建国\n");
}

TEST_CASE("idle time brings the question, then home; the clock can be set") {
    const Act act;
    act("tap 补贴\nidle 75\nexpect 还在看吗？\nidle 20\nexpect-screen home\n"
        "clock 2026-12-03T06:00:00Z\nexpect 内容：10 天前核对的\nclock "
        "2020-01-01T00:00:00Z\nexpect 时间待核\n");
}

TEST_CASE("a script hears what is read and keeps it as a file") {
    const Act act;
    act("home\ntap 补贴\ntap 种地补贴名单\ntap 听\nexpect-heard 种地补贴\nsound heard.wav\n");
    CHECK(read(act.out / "heard.wav").starts_with("RIFF"));
    CHECK(std::filesystem::file_size(act.out / "heard.wav") > 48'000);
    CHECK(holds(act.refusal("home\ntap 听\nexpect-heard 天上掉钱\n"), "'天上掉钱' was not heard"));
    CHECK(holds(act.refusal("home\ntap 听\nexpect-heard 天上掉钱\n"), "'村里的钱'"));
}

TEST_CASE("text size, palette and language can be set and stay for the pages after") {
    const Act act;
    act("text largest\ntheme night\nlang en\ntap Subsidies\nexpect Back\nshot night\n");
    CHECK(holds(read(act.out / "night.json"), "\"type_mm\": 24."));
}

}  // namespace villageboard::kiosk_test
