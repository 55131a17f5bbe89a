#include "kiosk/film/cinema.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <random>

#include "tests/kiosk/film/sample.h"

namespace villageboard::film {
namespace {

using namespace film_test;
using namespace std::chrono_literals;

constexpr draw::Size kBox{200, 200};

std::size_t count_entries(const char* folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        count += !entry.path().empty();
    return count;
}

std::size_t threads() { return count_entries("/proc/self/task"); }
std::size_t descriptors() { return count_entries("/proc/self/fd"); }

struct Page {
    Folder folder;
    draw::StoredFile a{folder.write("a", sample_film(20, Voice::tone)), {}};
    draw::StoredFile b{folder.write("b", sample_film(10, Voice::silent)), {}};
    draw::StoredFile poster{folder.write("c", sample_poster({100, 100, 100})), {}};
};

TEST_CASE("one film plays at a time, and one that leaves the page is gone") {
    const Page page;
    Cinema cinema([] {}, {});
    FilmView a;
    FilmView b;
    const auto build = [&](Time now) {
        cinema.begin(now);
        a = cinema.film(page.a, kBox);
        b = cinema.film(page.b, kBox);
        cinema.end();
        return cinema.late() == 0;
    };
    REQUIRE(wait_until([&] { return build(0ms); }));
    CHECK_FALSE(cinema.playing());
    CHECK_FALSE(cinema.next_change());
    cinema.play(page.a, kBox);
    REQUIRE(wait_until([&] { return build(100ms); }));
    CHECK(cinema.playing());
    CHECK(cinema.next_change() == 120ms);
    cinema.play(page.b, kBox);
    REQUIRE(wait_until([&] { return build(200ms); }));
    CHECK(a.state == FilmState::ready);
    CHECK(b.state == FilmState::playing);
    cinema.pause(page.b, kBox);
    build(300ms);
    CHECK(b.state == FilmState::paused);
    CHECK_FALSE(cinema.playing());
    CHECK_FALSE(cinema.next_change());
    cinema.begin(400ms);
    cinema.film(page.a, kBox);
    cinema.end();
    CHECK(cinema.open_films() == 1);
    cinema.begin(500ms);
    cinema.end();
    CHECK(cinema.open_films() == 0);
    CHECK_FALSE(cinema.playing());
}

TEST_CASE("a moving poster begins by itself and moves only while it is on the page") {
    const Page page;
    Cinema cinema([] {}, {});
    FilmView view;
    const auto build = [&](Time now) {
        cinema.begin(now);
        view = cinema.poster(page.poster, kBox);
        cinema.end();
        return cinema.late() == 0 && view.state == FilmState::playing;
    };
    REQUIRE(wait_until([&] { return build(0ms); }));
    CHECK(cinema.next_change() == 100ms);
    CHECK_FALSE(cinema.playing());  // nobody need be watching
    REQUIRE(wait_until([&] { return build(250ms); }));
    CHECK(frame_of(*view.picture, 3) == 2);
    cinema.begin(300ms);
    cinema.end();
    CHECK_FALSE(cinema.next_change());
}

TEST_CASE("a film that failed is looked at again when the content has changed") {
    const Folder folder;
    const draw::StoredFile file{folder.write("film", std::string("no film")), {}};
    Cinema cinema([] {}, {});
    FilmView view;
    const auto build = [&] {
        cinema.begin(0ms);
        view = cinema.film(file, kBox);
        cinema.end();
        return cinema.late() == 0;
    };
    REQUIRE(wait_until(build));
    CHECK(view.state == FilmState::failed);
    folder.write("film", sample_film(3, Voice::silent));
    build();
    CHECK(view.state == FilmState::failed);
    cinema.retry_failed();
    REQUIRE(wait_until(build));
    CHECK(view.state == FilmState::ready);
}

TEST_CASE("two hundred random openings, pauses and departures leave nothing behind") {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    const Page page;
    std::mt19937 random(20261127);
    const auto below = [&](unsigned limit) { return random() % limit; };
    const auto act = [&](Cinema& cinema, Time& now) {
        cinema.begin(now);
        if (below(4) != 0) cinema.film(page.a, kBox);
        if (below(3) == 0) cinema.film(page.b, {static_cast<int>(20 + below(3)), 40});
        if (below(3) == 0) cinema.poster(page.poster, kBox);
        switch (below(5)) {
            case 0:
                cinema.pause(page.a, kBox);
                break;
            case 1:
                cinema.stop(page.a, kBox);
                break;
            default:
                cinema.play(page.a, kBox);
        }
        cinema.end();
        now += Time{static_cast<int>(below(120))};
        if (below(8) == 0) std::this_thread::sleep_for(2ms);
    };
    const auto round = [&](int acts) {
        Cinema cinema([] {}, open_sdl_sound);
        Time now{0};
        for (int n = 0; n < acts; ++n) act(cinema, now);
    };
    round(20);  // what libraries make once for all
    const std::size_t threads_before = threads();
    const std::size_t descriptors_before = descriptors();
    for (int n = 0; n < 10; ++n) round(20);
    CHECK(threads() == threads_before);
    CHECK(descriptors() == descriptors_before);
    CHECK(SDL_WasInit(SDL_INIT_AUDIO) == 0);
}

}  // namespace
}  // namespace villageboard::film
