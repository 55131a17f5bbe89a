#include "kiosk/input/bounce.h"

#include <doctest/doctest.h>

namespace villageboard::kiosk {
namespace {

using Time = BounceFilter::Time;

/// A queue whose clock the test sets.
struct Steady {
    InputQueue queue;
    Time now{1000};
    Steady() {
        queue.steady([this] { return now; }, 20);
    }
    void press(int ms, float x, float y) {
        now = Time{ms};
        queue.push({InputKind::press, x, y});
    }
    void release(int ms, float x, float y) {
        now = Time{ms};
        queue.push({InputKind::release, x, y});
    }
    int taps() {
        int count = 0;
        while (!queue.empty()) count += queue.next().edge == Edge::released ? 1 : 0;
        return count;
    }
};

}  // namespace

TEST_CASE("a contact that trembles as the finger comes down is one tap") {
    Steady steady;
    steady.press(1000, 100, 100);
    steady.release(1012, 100, 100);
    steady.press(1020, 102, 99);
    steady.release(1110, 102, 99);
    CHECK(steady.taps() == 1);
}

TEST_CASE("a contact that trembles as the finger lifts is one tap") {
    Steady steady;
    steady.press(1000, 100, 100);
    steady.release(1200, 100, 100);
    steady.press(1215, 101, 100);
    steady.release(1225, 101, 100);
    CHECK(steady.taps() == 1);
}

TEST_CASE("fifteen fast taps on different places all count") {
    Steady steady;
    for (int i = 0; i < 15; ++i) {
        const float x = 100 + static_cast<float>(i % 5) * 90;
        steady.press(1000 + i * 20, x, 100);
        steady.release(1010 + i * 20, x, 100);
    }
    CHECK(steady.taps() == 15);
}

TEST_CASE("one key struck as fast as a finger can counts each time") {
    Steady steady;
    for (int i = 0; i < 10; ++i) {
        steady.press(1000 + i * 120, 100, 100);
        steady.release(1070 + i * 120, 100, 100);
    }
    CHECK(steady.taps() == 10);
}

TEST_CASE("a bounce leaves no finger down") {
    Steady steady;
    steady.press(1000, 100, 100);
    steady.release(1010, 100, 100);
    steady.press(1015, 100, 100);
    steady.now = Time{1300};
    FrameInput last;
    while (!steady.queue.empty()) last = steady.queue.next();
    CHECK_FALSE(last.down);
    steady.release(1400, 100, 100);
    steady.press(1600, 100, 100);
    CHECK(steady.queue.next().edge == Edge::pressed);
}

}  // namespace villageboard::kiosk
