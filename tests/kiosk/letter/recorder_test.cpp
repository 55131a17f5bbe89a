#include "kiosk/letter/recorder.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace villageboard::kiosk {
namespace {

template <typename Done>
bool wait_for(Done done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

/// Which of SDL's audio drivers is used while it lives.
struct Driver {
    explicit Driver(const char* name) { ::setenv("SDL_AUDIODRIVER", name, 1); }
    ~Driver() { ::unsetenv("SDL_AUDIODRIVER"); }
};

}  // namespace

TEST_CASE("what is recorded is ready as a file, can be played, and is forgotten") {
    const Driver dummy("dummy");
    const auto recorder = sdl_recorder();
    const auto is = [&](RecorderState state) {
        return wait_for([&] { return recorder->state() == state; });
    };
    CHECK(recorder->state() == RecorderState::empty);
    recorder->record();
    REQUIRE(is(RecorderState::recording));
    REQUIRE(wait_for([&] { return recorder->length() > std::chrono::milliseconds{200}; }));
    CHECK(recorder->opus().empty());
    recorder->stop();
    REQUIRE(is(RecorderState::ready));
    CHECK(recorder->opus().starts_with("OggS"));
    recorder->play();
    REQUIRE(is(RecorderState::ready));  // it has come to its end
    recorder->forget();
    CHECK(recorder->opus().empty());
    REQUIRE(wait_for([&] { return recorder->length().count() == 0; }));
}

TEST_CASE("a machine without a microphone is told apart, and ordering in any order harms nothing") {
    {
        const Driver none("no-such-driver");
        const auto recorder = sdl_recorder();
        recorder->record();
        REQUIRE(wait_for([&] { return recorder->state() == RecorderState::missing; }));
    }
    const Driver dummy("dummy");
    const auto recorder = sdl_recorder();
    recorder->stop();
    recorder->play();
    recorder->record();
    recorder->stop();
    recorder->record();
    recorder->forget();
    recorder->record();
    REQUIRE(wait_for([&] { return recorder->state() == RecorderState::recording; }));
}

}  // namespace villageboard::kiosk
