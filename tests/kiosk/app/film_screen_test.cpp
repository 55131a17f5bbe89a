#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "content/model/error.h"
#include "kiosk/app/script.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

struct Board {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};

    void act(const std::string& script, kiosk::Motion motion = kiosk::Motion::on) const {
        kiosk::Settings settings = portrait();
        settings.panel.motion = motion;
        kiosk::run_script(
            script, {folder.path(), folder.path() / "out", settings, [] { return fixture_now(); }});
    }
    std::string shot(const char* name) const {
        std::ifstream in(folder.path() / "out" / (std::string(name) + ".png"), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

/// A notice with one picture, and the way to it.
std::string add_notice(VillageWriter& writer, const std::string& digest, const char* type) {
    Notice body;
    body.title = "带图的通知";
    body.summary = "请看图。";
    body.office_name = "核桃箐村村民委员会";
    body.blocks = {PictureBlock{digest, "一张图"}};
    writer.add(body, {.days_ago = 0, .pictures = {digest}, .picture_type = type});
    return "tap 村务\ntap 带图的通知\n";
}

}  // namespace

TEST_CASE("a film or picture that is not the published one is told in one plain sentence") {
    Board board;
    const std::string film = board.writer.film(2);
    const std::string picture = board.writer.picture(0x8FA79B);
    std::filesystem::resize_file(board.writer.path_of(film), 600);
    std::filesystem::resize_file(board.writer.path_of(picture), 300);
    board.act(add_notice(board.writer, film, "video/webm") +
              "wait-for 这段短片坏了，看不了。可以到村委会问。\nexpect-not 看短片\nhome\n");
    Board second;
    const std::string other = second.writer.picture(0x8FA79B);
    std::filesystem::resize_file(second.writer.path_of(other), 300);
    second.act(add_notice(second.writer, other, "image/png") +
               "wait-for 这张图片坏了，看不了。可以到村委会问。\n");
}

TEST_CASE("a moving poster moves where it may, and stands still where it may not") {
    Board board;
    const std::string way = add_notice(board.writer, board.writer.moving_poster(), "image/webp");
    board.act(way + "shot first\nidle 1\nshot moved\n");
    CHECK(board.shot("first") != board.shot("moved"));
    board.act(way + "shot first\nidle 1\nshot moved\n", kiosk::Motion::off);
    CHECK(board.shot("first") == board.shot("moved"));

    kiosk::Settings settings = portrait();
    settings.panel.motion = kiosk::Motion::off;
    Person person(board.folder.path(), settings);
    REQUIRE(person.tap("村务"));
    REQUIRE(person.tap("带图的通知"));
    for (int i = 0; i < 2000 && person.stage().pending_pictures() > 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        person.show();
    }
    const std::size_t frames = person.stage().frames();
    person.wait(20);
    CHECK(person.stage().frames() == frames);
    CHECK(person.shell().next_tick(person.uptime()) == person.uptime() + std::chrono::seconds{1});
}

}  // namespace villageboard::kiosk_test
