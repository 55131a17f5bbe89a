#include <doctest/doctest.h>

#include "kiosk/input/queue.h"

namespace villageboard::kiosk {

TEST_CASE("fifteen taps in one burst give fifteen presses and fifteen releases, one edge a frame") {
    InputQueue queue;
    for (int i = 0; i < 15; ++i) {
        queue.push({InputKind::press, 10.F + static_cast<float>(i), 10});
        queue.push({InputKind::release, 10.F + static_cast<float>(i), 10});
    }
    int presses = 0;
    int releases = 0;
    while (!queue.empty()) {
        const FrameInput frame = queue.next();
        presses += frame.edge == Edge::pressed ? 1 : 0;
        releases += frame.edge == Edge::released ? 1 : 0;
    }
    CHECK(presses == 15);
    CHECK(releases == 15);
}

TEST_CASE("moves before an edge are folded into its position") {
    InputQueue queue;
    queue.push({InputKind::move, 1, 1});
    queue.push({InputKind::move, 5, 6});
    queue.push({InputKind::press, 7, 8});
    const FrameInput frame = queue.next();
    CHECK(frame.edge == Edge::pressed);
    CHECK(frame.x == 7);
    CHECK(frame.y == 8);
    CHECK(queue.empty());
}

TEST_CASE("a second press without a release between them is no edge") {
    InputQueue queue;
    queue.push({InputKind::press, 1, 1});
    queue.push({InputKind::press, 2, 2});
    queue.push({InputKind::release, 2, 2});
    queue.push({InputKind::release, 2, 2});
    CHECK(queue.next().edge == Edge::pressed);
    CHECK(queue.next().edge == Edge::none);
    CHECK(queue.next().edge == Edge::released);
    CHECK(queue.next().edge == Edge::none);
}

TEST_CASE("a touch that is taken away is told as cancelled") {
    InputQueue queue;
    queue.push({InputKind::press, 1, 1});
    queue.push({InputKind::cancel, 1, 1});
    queue.next();
    const FrameInput frame = queue.next();
    CHECK(frame.edge == Edge::cancelled);
    CHECK_FALSE(frame.down);
}

}  // namespace villageboard::kiosk
