#include "kiosk/input/one_finger.h"

#include <doctest/doctest.h>

namespace villageboard::kiosk {

using Heard = OneFinger::Heard;

TEST_CASE("the first finger counts, a second is not heard until it lifts") {
    OneFinger fingers;
    CHECK(fingers.down(1) == Heard::press);
    CHECK(fingers.down(2) == Heard::nothing);
    CHECK(fingers.move(2) == Heard::nothing);
    CHECK(fingers.move(1) == Heard::move);
    CHECK(fingers.up(1) == Heard::release);
    CHECK(fingers.down(3) == Heard::press);
    CHECK(fingers.up(2) == Heard::nothing);
}

TEST_CASE("three and more fingers are a palm: nothing is activated until all are gone") {
    for (int count = 3; count <= 10; ++count) {
        OneFinger fingers;
        CHECK(fingers.down(0) == Heard::press);
        CHECK(fingers.down(1) == Heard::nothing);
        CHECK(fingers.down(2) == Heard::cancel);
        for (int finger = 3; finger < count; ++finger)
            CHECK(fingers.down(finger) == Heard::nothing);
        for (int finger = 0; finger < count - 1; ++finger)
            CHECK(fingers.up(finger) == Heard::nothing);
        CHECK(fingers.down(20) == Heard::nothing);
        CHECK(fingers.up(20) == Heard::nothing);
        CHECK(fingers.up(count - 1) == Heard::nothing);
        CHECK(fingers.down(21) == Heard::press);
    }
}

TEST_CASE("when the device takes all touches back, the next finger counts") {
    OneFinger fingers;
    CHECK(fingers.down(1) == Heard::press);
    CHECK(fingers.all_gone() == Heard::cancel);
    CHECK(fingers.all_gone() == Heard::nothing);
    CHECK(fingers.down(2) == Heard::press);
}

}  // namespace villageboard::kiosk
