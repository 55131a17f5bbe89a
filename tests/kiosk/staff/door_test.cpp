#include "kiosk/staff/door.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "kiosk/staff/pin_wait.h"
#include "tests/kiosk/support/staff.h"
#include "tests/kiosk/support/village.h"

namespace villageboard::kiosk_test {
namespace {

using namespace std::chrono_literals;
using kiosk::Door;
using kiosk::Pin;

constexpr const char* kPin = "490217";

Pin typed(const std::string& digits) {
    Pin pin;
    for (const char digit : digits) pin.add(digit - '0');
    return pin;
}

/// A terminal whose machine can be switched off and whose time is told by hand.
struct Terminal {
    TemporaryFolder folder;
    state::RunningTime now{"boot-1", 100s};
    std::unique_ptr<state::StateDb> state;
    std::unique_ptr<kiosk::StaffDoor> door;

    Terminal() { start(); }

    void start() {
        door.reset();
        state.reset();
        state = std::make_unique<state::StateDb>(folder.path());
        door = std::make_unique<kiosk::StaffDoor>(*state, folder.path(), [this] { return now; });
    }

    Door answer(const std::string& pin) {
        door->try_pin(typed(pin));
        Door look = door->look();
        while (look == Door::checking) {
            std::this_thread::sleep_for(5ms);
            look = door->look();
        }
        return look;
    }
};

}  // namespace

TEST_CASE("the right PIN opens the door once, a wrong one doesn't") {
    Terminal terminal;
    give_pin(*terminal.state, terminal.folder.path(), kPin);
    terminal.door->approach();
    CHECK(terminal.door->look() == Door::shut);
    CHECK(terminal.answer("490218") == Door::wrong);
    CHECK(terminal.door->free_attempts() == 3);
    CHECK(terminal.answer(kPin) == Door::open);
    CHECK(terminal.door->look() == Door::shut);
    CHECK(terminal.door->free_attempts() == 4);
}

TEST_CASE("the fifth wrong PIN makes everybody wait 1 minute, then 5, 15 and 60") {
    Terminal terminal;
    give_pin(*terminal.state, terminal.folder.path(), kPin);
    for (int i = 0; i < 4; ++i) CHECK(terminal.answer("000001") == Door::wrong);
    for (const auto wait : {1min, 5min, 15min, 60min, 60min}) {
        CAPTURE(wait.count());
        CHECK(terminal.answer("000001") == Door::waiting);
        CHECK(terminal.door->left() == wait);
        terminal.now.since_boot += wait - 1s;
        CHECK(terminal.answer(kPin) == Door::waiting);
        terminal.now.since_boot += 1s;
        CHECK(terminal.door->left() == 0s);
    }
    CHECK(terminal.answer(kPin) == Door::open);
    CHECK(terminal.answer("000001") == Door::wrong);
}

TEST_CASE("pulling the plug neither shortens the wait nor gives an attempt back") {
    Terminal terminal;
    give_pin(*terminal.state, terminal.folder.path(), kPin);
    for (int i = 0; i < 4; ++i) terminal.answer("000001");
    terminal.door->try_pin(typed("000001"));
    terminal.now = {"boot-2", 20s};
    terminal.start();
    CHECK(terminal.door->look() == Door::waiting);
    CHECK(terminal.door->left() == 40s);
    CHECK(terminal.answer(kPin) == Door::waiting);
    terminal.now.since_boot = 60s;
    CHECK(terminal.answer(kPin) == Door::open);
    terminal.start();
    CHECK(terminal.door->free_attempts() == 4);
}

TEST_CASE("without a PIN from the county, without pepper, with a costlier hash nothing opens") {
    Terminal terminal;
    terminal.door->approach();
    CHECK(terminal.door->look() == Door::no_pins);
    give_pin(*terminal.state, terminal.folder.path(), kPin);
    std::filesystem::remove(terminal.folder.path() / state::kPepperFile);
    terminal.door->approach();
    CHECK(terminal.answer(kPin) == Door::broken);
    state::PinHash costly = make_pin(terminal.folder.path(), "clerk", kPin);
    costly.hash.replace(costly.hash.find("m=65536"), 7, "m=99999999");
    state::StaffRecords(*terminal.state).set_pins({costly});
    terminal.door->approach();
    CHECK(terminal.answer(kPin) == Door::wrong);
}

TEST_CASE("of several roles each has its own PIN and pepper") {
    Terminal terminal;
    const auto& folder = terminal.folder.path();
    state::StaffRecords(*terminal.state)
        .set_pins({make_pin(folder, "accountant", "730164"), make_pin(folder, "clerk", kPin)});
    CHECK(terminal.answer("730164") == Door::open);
    CHECK(terminal.answer(kPin) == Door::open);
}

TEST_CASE("the digits stand elsewhere each time, and each stands once") {
    Terminal terminal;
    const std::vector<int> first = terminal.door->scrambled();
    CHECK(std::set<int>(first.begin(), first.end()).size() == 10);
    bool moved = false;
    for (int i = 0; i < 20; ++i) moved = moved || terminal.door->scrambled() != first;
    CHECK(moved);
}

TEST_CASE("a PIN has at most twelve digits, and cleared it has none") {
    Pin pin = typed("1234567890123");
    CHECK(pin.digits() == "123456789012");
    pin.erase_last();
    CHECK(pin.size() == 11);
    CHECK(pin.long_enough());
    pin.clear();
    CHECK(pin.digits().empty());
    pin.erase_last();
    CHECK(pin.size() == 0);
}

TEST_CASE("a running time that goes back counts as a new boot") {
    const state::PinAttempts attempts{5, 60s, "boot-1", 1000s};
    CHECK(kiosk::left_to_wait(attempts, {"boot-1", 1010s}) == 50s);
    CHECK(kiosk::left_to_wait(attempts, {"boot-1", 10s}) == 50s);
    CHECK(kiosk::left_to_wait(attempts, {"", 0s}) == 60s);
    CHECK(kiosk::left_to_wait(attempts, {"boot-2", 1h}) == 0s);
    CHECK(kiosk::left_to_wait({}, {"boot-2", 0s}) == 0s);
}

}  // namespace villageboard::kiosk_test
