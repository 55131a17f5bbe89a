#include "sync/agent/staff_pins.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/sync/agent/simulated_county.h"

namespace villageboard::agent {
namespace {

const std::string kPepper(64, 'a');
const std::string kHash = "$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaA";

std::string boxed(const std::string& hash) { return kPepper + " " + hash; }

// A terminal without anything to open asks for its keys once in a while only.
void let_time_pass(SimulatedCounty& county, Terminal& terminal) {
    constexpr std::chrono::hours kWhile{2};
    county.now += kWhile;
    county.publish_all();
    terminal.wall += kWhile;
    terminal.running += kWhile;
}

}  // namespace

TEST_CASE("the staff's PIN hashes reach the kiosk, the pepper beside the database") {
    SimulatedCounty county;
    county.publish_all();
    Terminal terminal(county);
    terminal.enrol();
    county.staff = {{"clerk", "clerk", boxed(kHash)}};
    county.accept();
    let_time_pass(county, terminal);
    REQUIRE(terminal.round().result == state::RoundResult::fresh);
    const std::filesystem::path file = terminal.data() / state::kPepperFile;
    {
        state::StateDb state(terminal.data());
        REQUIRE(state::StaffRecords(state).pins().size() == 1);
        CHECK(state::StaffRecords(state).pins()[0] == state::PinHash{"clerk", "clerk", kHash});
    }
    CHECK(read_file(file) == "clerk " + kPepper + "\n");
    CHECK(read_file(terminal.data() / "state.db").find(kPepper) == std::string::npos);
    struct ::stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0007) == 0);
    county.staff.clear();
    county.accept({kVillage}, 2);
    let_time_pass(county, terminal);
    REQUIRE(terminal.round().result == state::RoundResult::fresh);
    state::StateDb state(terminal.data());
    CHECK(state::StaffRecords(state).pins().empty());
    CHECK(read_file(file).empty());
}

TEST_CASE("a box of another form, or a hash that would cost more, is passed over") {
    CHECK(split_pin(boxed(kHash)));
    CHECK(split_pin(boxed(kHash))->pepper == kPepper);
    CHECK_FALSE(split_pin(""));
    CHECK_FALSE(split_pin(kHash));
    CHECK_FALSE(split_pin(kPepper + kHash));
    CHECK_FALSE(split_pin(std::string(64, 'G') + " " + kHash));
    CHECK_FALSE(split_pin(boxed("$argon2id$v=19$m=9999999,t=3,p=1$c2FsdA$aGFzaA")));
    CHECK_FALSE(split_pin(boxed("$argon2i$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA")));
}

}  // namespace villageboard::agent
