#include "sync/county/staff_pins.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include <sstream>

#include "sync/county/cli/commands.h"
#include "sync/county/devices.h"
#include "sync/feed/bytes.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/enrolment.h"
#include "tests/sync/county/support.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

constexpr const char* kPin = "490217";

/// An accepted terminal of the village.
struct Hall {
    CountyFixture fixture;
    feed::Signer signer =
        feed::Signer::generate("device", feed::KeyType::ed25519, feed::system_random());
    feed::BoxKeyPair box = feed::make_box_key_pair(feed::system_random()(32));
    std::string id;

    void enrol(const char* area = kVillage) {
        Devices devices(fixture.tools());
        const auto code = *feed::EnrolmentCode::parse(devices.make_code(area_code(area)));
        const std::string request = feed::format_request(
            {code.id, area_code(area), signer.verifier().public_key(), box.public_key}, code);
        id = feed::open_reply(devices.enrol(request).body, request, code)->device_id;
        devices.accept(id, {});
    }

    feed::DeviceKeys keys() {
        const feed::VerifierKey log[] = {fixture.county().keys().county_log().verifier()};
        return feed::open_device_keys(*fixture.tools().files.read("keys/" + id), log, id, box).keys;
    }
};

bool verifies(const std::string& secret, const std::string& pin) {
    const std::string peppered = pin + *feed::from_hex(secret.substr(0, 64));
    return crypto_pwhash_str_verify(secret.c_str() + 65, peppered.data(), peppered.size()) == 0;
}

}  // namespace

TEST_CASE("a PIN reaches the terminals of its area sealed, as a peppered hash of the agreed cost") {
    Hall hall;
    hall.enrol();
    const auto version = hall.keys().version;
    StaffPins pins(hall.fixture.tools());
    CHECK(pins.set(area_code(kVillage), "village_clerk", kPin) == 1);
    const feed::DeviceKeys keys = hall.keys();
    CHECK(keys.version == version + 1);
    REQUIRE(keys.staff.size() == 1);
    CHECK(keys.staff[0].role == "village_clerk");
    CHECK(keys.staff[0].hash.substr(65).starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    CHECK(verifies(keys.staff[0].hash, kPin));
    CHECK_FALSE(verifies(keys.staff[0].hash, "490218"));
    CHECK(hall.fixture.tools().files.read("keys/" + hall.id)->find("argon2id") ==
          std::string::npos);
}

TEST_CASE("a terminal that is accepted later has the PIN as well; one of another area has not") {
    Hall hall;
    StaffPins pins(hall.fixture.tools());
    CHECK(pins.set(area_code(kVillage), "clerk", kPin) == 0);
    hall.enrol();
    CHECK(hall.keys().staff.size() == 1);
    hall.enrol(kTown);
    CHECK(hall.keys().staff.empty());
}

TEST_CASE("a new PIN replaces the old one, and a removed one is gone") {
    Hall hall;
    hall.enrol();
    StaffPins pins(hall.fixture.tools());
    pins.set(area_code(kVillage), "clerk", kPin);
    pins.set(area_code(kVillage), "clerk", "730164");
    REQUIRE(hall.keys().staff.size() == 1);
    CHECK(verifies(hall.keys().staff[0].hash, "730164"));
    CHECK(pins.roles(area_code(kVillage)) == std::vector<std::string>{"clerk"});
    CHECK(pins.remove(area_code(kVillage), "clerk") == 1);
    CHECK(hall.keys().staff.empty());
    CHECK_THROWS_AS(pins.remove(area_code(kVillage), "clerk"), Error);
}

TEST_CASE("PINs that are guessed first are refused, and so are names instead of roles") {
    for (const char* weak : {"", "12345", "1234567890123", "12a456", "123456", "987654", "000000",
                             "121212", "123123", "4902 17"}) {
        CAPTURE(weak);
        CHECK_THROWS_AS(check_pin_strength(weak), Error);
    }
    for (const char* good : {"490217", "112233", "730164558290"}) {
        CAPTURE(good);
        CHECK_NOTHROW(check_pin_strength(good));
    }
    Hall hall;
    StaffPins pins(hall.fixture.tools());
    CHECK_THROWS_AS(pins.set(area_code(kVillage), "", kPin), Error);
    CHECK_THROWS_AS(pins.set(area_code(kVillage), "张 三", kPin), Error);
}

TEST_CASE("'pin set' reads the PIN from standard input and never says it") {
    Hall hall;
    hall.enrol();
    std::istringstream in(std::string(kPin) + "\r\n");
    std::ostringstream out;
    run_pin_set(hall.fixture.county(), kVillage, "clerk", in, out);
    CHECK(out.str().find("1 terminal ") != std::string::npos);
    CHECK(out.str().find(kPin) == std::string::npos);
    CHECK(verifies(hall.keys().staff[0].hash, kPin));
    std::istringstream nothing;
    CHECK_THROWS_AS(run_pin_set(hall.fixture.county(), kVillage, "clerk", nothing, out), Error);
    std::ostringstream list;
    run_pin_list(hall.fixture.county(), kVillage, list);
    CHECK(list.str() == "clerk\n");
}
