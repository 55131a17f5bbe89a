#include "kiosk/app/alarm.h"

#include <doctest/doctest.h>

#include "tests/kiosk/support/ears.h"

namespace villageboard::kiosk_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Hall {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    Ears ears;
    Hall() { fill_village(writer); }
    Person person() { return Person(folder.path(), portrait(), fixture_now(), ears.services()); }
    void warn(Severity severity, AlertStatus status = AlertStatus::actual) {
        writer.add(alert(severity, status), {.priority = Priority::alert, .days_ago = 0});
    }
    std::size_t sirens() const {
        std::size_t count = 0;
        for (const std::string& name : ears.recorder.heard()) count += name.starts_with("siren");
        return count;
    }
};

}  // namespace

TEST_CASE(
    "a red warning sounds a siren, then says how bad it is, what, where, what to do, whom to "
    "ring") {
    Hall hall;
    hall.warn(Severity::red);
    Person person = hall.person();
    REQUIRE(person.screen() == "alert");
    hall.ears.listen(person, seconds{25});
    const std::vector<std::string> wanted{
        "siren red",
        "红色预警，特别危险",
        "云岭县发布地质灾害红色预警",
        "地点：河边组、岩脚组",
        "河边组、岩脚组的人马上到村小学操场集合，不要回家拿东西，不要走河边小路。",
        "打电话：0886-5550110"};
    CHECK(hall.ears.recorder.heard() == wanted);
}

TEST_CASE("it sounds again and again until somebody has read it, and is silent with the tap") {
    Hall hall;
    hall.warn(Severity::orange);
    Person person = hall.person();
    hall.ears.listen(person, seconds{120});
    CHECK(hall.sirens() >= 2);
    const std::size_t before = hall.sirens();
    REQUIRE(person.tap("我知道了"));
    CHECK(hall.ears.reader.view().state == speech::ReaderState::silent);
    hall.ears.listen(person, seconds{60});
    CHECK(hall.sirens() == before);
    hall.ears.listen(person, seconds{60});
    CHECK(person.screen() == "alert");
    CHECK(hall.sirens() > before);
}

TEST_CASE("a warning interrupts whoever is listening, and is loud however quiet they had it") {
    Hall hall;
    Person person = hall.person();
    REQUIRE(person.tap("听"));
    hall.ears.listen(person, seconds{1});
    REQUIRE(person.tap("小声"));
    REQUIRE(person.tap("小声"));
    hall.ears.listen(person, seconds{1});
    const std::size_t quiet = hall.ears.recorder.sound().size();
    hall.warn(Severity::red);
    hall.ears.listen(person, seconds{4});
    CHECK(person.screen() == "alert");
    CHECK(hall.sirens() == 1);
    const speech::Pcm sound = hall.ears.recorder.sound();
    const auto part = sound.begin() + static_cast<std::ptrdiff_t>(quiet);
    CHECK(*std::max_element(sound.begin(), part) < 2000);
    CHECK(*std::max_element(part, sound.end()) > 20'000);
}

TEST_CASE("a drill has a bell and says twice that it is none, once and for all") {
    Hall hall;
    hall.warn(Severity::red, AlertStatus::exercise);
    Person person = hall.person();
    hall.ears.listen(person, seconds{120});
    CHECK(hall.sirens() == 0);
    const auto heard = hall.ears.recorder.heard();
    CHECK(std::count(heard.begin(), heard.end(), "bell") == 1);
    CHECK(hall.ears.heard("演练，不是真的"));
    CHECK(heard.back() == "这是演练，不用离开。");
}

TEST_CASE("yellow and blue warnings are silent") {
    Hall hall;
    hall.warn(Severity::yellow);
    hall.warn(Severity::blue);
    Person person = hall.person();
    hall.ears.listen(person, seconds{60});
    CHECK(hall.ears.recorder.heard().empty());
}

TEST_CASE("after the Chinese words a warning is heard in every language that recorded it") {
    Hall hall;
    PhraseTable pack;
    pack.title = "Artish";
    pack.office_name = "云岭县";
    pack.language = "art";
    pack.name = "Artish";
    const std::string red = hall.writer.file("no sound, yet a file");
    pack.recordings = {{"alert.red", red}, {"alert.event.landslide", red}};
    pack.reviewed_by = "两位会讲的老师";
    hall.writer.add(pack, {.area = kCounty, .clips = {{red, "art"}}});
    Person person = hall.person();
    const auto pieces = kiosk::alarm_pieces(kiosk::Strings("zh-CN"), person.board().phrasebook(),
                                            alert(Severity::red));
    REQUIRE(pieces.size() == 8);
    CHECK(pieces[6].words == "art alert.red");
    CHECK(pieces[7].words == "art alert.event.landslide");
    CHECK(pieces[7].clip);
}

TEST_CASE("in a language that no voice can say a warning is said in Chinese first") {
    Hall hall;
    PhraseTable pack;
    pack.title = "Artish";
    pack.office_name = "云岭县";
    pack.language = "art";
    pack.name = "Artish";
    pack.entries = {{"alert.red", "Reid"}};
    pack.reviewed_by = "两位会讲的老师";
    hall.writer.add(pack, {.area = kCounty});
    Person person = hall.person();
    person.shell().set_language("art");
    hall.warn(Severity::red);
    hall.ears.listen(person, seconds{6});
    CHECK(hall.ears.heard("红色预警，特别危险"));
    CHECK_FALSE(hall.ears.heard("Reid"));
}

}  // namespace villageboard::kiosk_test
