#include "content/state/staff.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/folder.h"

namespace villageboard::state {
namespace {

using namespace std::chrono_literals;

}  // namespace

TEST_CASE("hashes are replaced as a whole, and both programs see the same") {
    const Folder folder;
    StateDb agent(folder.path);
    StateDb kiosk(folder.path);
    CHECK(StaffRecords(kiosk).pins().empty());
    StaffRecords(agent).set_pins({{"a", "clerk", "hash-a"}, {"b", "head", "hash-b"}});
    CHECK(StaffRecords(kiosk).pins().size() == 2);
    StaffRecords(agent).set_pins({{"b", "head", "hash-c"}});
    REQUIRE(StaffRecords(kiosk).pins().size() == 1);
    CHECK(StaffRecords(kiosk).pins()[0].hash == "hash-c");
}

TEST_CASE("attempts in vain are still counted after the database was closed") {
    const Folder folder;
    const PinAttempts attempts{7, 15min, "boot-9", 4711s};
    {
        StateDb state(folder.path);
        CHECK(StaffRecords(state).attempts() == PinAttempts{});
        StaffRecords(state).set_attempts(attempts);
    }
    StateDb state(folder.path);
    CHECK(StaffRecords(state).attempts() == attempts);
    StaffRecords(state).set_attempts({});
    CHECK(StaffRecords(state).attempts().failures == 0);
}

}  // namespace villageboard::state
