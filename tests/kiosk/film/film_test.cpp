#include "kiosk/film/film.h"

#include <SDL.h>
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <set>

#include "content/cache/digest.h"
#include "kiosk/draw/animation.h"
#include "kiosk/film/cinema.h"
#include "tests/kiosk/film/sample.h"

namespace villageboard::film {
namespace {

using namespace film_test;
using namespace std::chrono_literals;

constexpr int kFrames = 15;

OpenReel film_of(const std::string& file, draw::Size box = {}) {
    const auto bytes = std::make_shared<Data>(to_bytes(file));
    return [bytes, box](const std::stop_token& stop) {
        return make_film_reel(std::make_unique<MemoryBytes>(*bytes), box, stop);
    };
}

const std::string& silent_film() {
    static const std::string film = sample_film(kFrames, Voice::silent);
    return film;
}

const std::string& spoken_film() {
    static const std::string film = sample_film(kFrames, Voice::tone);
    return film;
}

/// A device whose time the test sets: `heard` of what was written.
struct Device {
    std::atomic<std::int64_t> written{0};
    std::atomic<std::int64_t> heard{0};
    std::atomic<bool> runs{false};
    std::atomic<int> open{0};

    OpenSound opener() {
        return [this](int) { return std::make_unique<Speaker>(*this); };
    }

    class Speaker : public Sound {
      public:
        explicit Speaker(Device& device) : device_(device) {
            ++device_.open;
            device_.written = device_.heard = 0;
            device_.runs = false;
        }
        ~Speaker() override { --device_.open; }
        void write(std::span<const std::int16_t> samples) override {
            device_.written += static_cast<std::int64_t>(samples.size());
        }
        std::int64_t written() const override { return device_.written; }
        std::int64_t heard() const override { return device_.heard; }
        void run() override { device_.runs = true; }
        void hold() override { device_.runs = false; }

      private:
        Device& device_;
    };
};

/// The view at `now` once its frame is decoded.
FilmView settled(Film& film, Time now) {
    FilmView view;
    CHECK(wait_until([&] {
        view = film.at(now);
        return !view.late;
    }));
    return view;
}

TEST_CASE("a film stands at its first frame until it is played") {
    std::atomic<int> woken{0};
    Film film(film_of(silent_film()), [&] { ++woken; }, {});
    const FilmView view = settled(film, 0ms);
    CHECK(view.state == FilmState::ready);
    CHECK(view.length == 600ms);
    REQUIRE(view.picture);
    CHECK(frame_of(*view.picture, kFrames) == 0);
    CHECK_FALSE(view.next_change);
    CHECK(woken >= 1);
    CHECK(film.at(10s).position == 0ms);
}

TEST_CASE("each moment shows the frame of that moment, and late ones are left out") {
    Film film(film_of(silent_film()), [] {}, {});
    settled(film, 0ms);
    film.play(1000ms);
    for (const int ms : {0, 39, 40, 85, 300, 301, 520}) {
        const FilmView view = settled(film, 1000ms + Time{ms});
        CAPTURE(ms);
        CHECK(view.state == FilmState::playing);
        REQUIRE(view.picture);
        CHECK(frame_of(*view.picture, kFrames) == ms / 40);
        REQUIRE(view.next_change);
        CHECK(*view.next_change == 1000ms + Time{(ms / 40 + 1) * 40});
    }
}

TEST_CASE("a film that is over stands at its first frame again and can be played again") {
    Film film(film_of(silent_film()), [] {}, {});
    settled(film, 0ms);
    for (Time begin = 0ms; begin < 3s; begin += 1s) {
        film.play(begin);
        CHECK(frame_of(*settled(film, begin + 400ms).picture, kFrames) == 10);
        CHECK(settled(film, begin + 599ms).state == FilmState::playing);
        const FilmView over = settled(film, begin + 600ms);
        CHECK(over.state == FilmState::ready);
        CHECK(frame_of(*over.picture, kFrames) == 0);
        CHECK(over.position == 0ms);
    }
}

TEST_CASE("a paused film keeps its frame, however long, and goes on from there") {
    Film film(film_of(silent_film()), [] {}, {});
    settled(film, 0ms);
    film.pause(0ms);  // nothing to pause
    film.play(0ms);
    settled(film, 200ms);
    film.pause(210ms);
    const FilmView paused = film.at(1h);
    CHECK(paused.state == FilmState::paused);
    CHECK(paused.position == 210ms);
    CHECK(frame_of(*paused.picture, kFrames) == 5);
    CHECK_FALSE(paused.next_change);
    film.play(1h);
    CHECK(frame_of(*settled(film, 1h + 80ms).picture, kFrames) == 7);
    film.stop();
    CHECK(film.at(1h + 100ms).state == FilmState::ready);
    film.play(2h);
    film.at(2h + 480ms);  // not decoded yet
    film.pause(2h + 480ms);
    CHECK(frame_of(*settled(film, 3h).picture, kFrames) == 12);
}

TEST_CASE("sound that is heard is the clock, and what is heard is what was recorded") {
    Device device;
    Film film(
        film_of(spoken_film()), [] {}, device.opener());
    settled(film, 0ms);
    CHECK(device.open == 0);
    film.play(0ms);
    CHECK(device.open == 1);
    CHECK(device.runs);
    REQUIRE(wait_until([&] {
        film.at(0ms);
        return device.written >= 48 * 480;
    }));
    device.heard = 48 * 200;
    // the caller's clock says 30 ms, the sound 200
    CHECK(frame_of(*settled(film, 30ms).picture, kFrames) == 5);
    // no step back where the device is asked between two of its own
    CHECK(settled(film, 50ms).position == 220ms);
    device.heard = 48 * 210;
    CHECK(settled(film, 55ms).position == 220ms);
    device.heard = 48 * 230;
    CHECK(settled(film, 58ms).position == 230ms);
    film.pause(60ms);
    CHECK_FALSE(device.runs);
    film.play(90ms);
    CHECK(device.runs);
    // a device that was unplugged: the picture goes on by itself
    const FilmView over = settled(film, 2s);
    CHECK(over.state == FilmState::ready);
    CHECK(device.open == 0);
    CHECK(device.written <= 48 * 640);
}

TEST_CASE("a machine without sound plays the picture all the same") {
    Film film(
        film_of(spoken_film()), [] {}, [](int) { return nullptr; });
    settled(film, 0ms);
    film.play(0ms);
    CHECK(frame_of(*settled(film, 240ms).picture, kFrames) == 6);
    setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    CHECK(open_sdl_sound(1) == nullptr);
}

TEST_CASE("SDL's dummy device keeps time, and closes cleanly in mid-film") {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    Film film(
        film_of(spoken_film()), [] {}, open_sdl_sound);
    settled(film, 0ms);
    film.play(0ms);
    // the caller's clock stands still: only sound that is heard moves the picture
    CHECK(wait_until([&] { return film.at(0ms).position >= 300ms; }));
    CHECK(film.at(0ms).state == FilmState::playing);
}

TEST_CASE("a film is made as small as its place, never larger") {
    Film film(film_of(sample_film(2, Voice::silent, 128, 96), {50, 50}), [] {}, {});
    CHECK(settled(film, 0ms).picture->size == draw::Size{50, 38});
    Film large(film_of(silent_film(), {500, 500}), [] {}, {});
    CHECK(settled(large, 0ms).picture->size == draw::Size{64, 48});
}

TEST_CASE("a film that is not the published one is never shown") {
    const Folder folder;
    const std::string digest = cache::sha256_hex(silent_film());
    const auto fault = [&](const draw::StoredFile& file) {
        Film film([&](const std::stop_token& stop) { return open_film(file, {}, stop); }, [] {},
                  {});
        const FilmView view = settled(film, 0ms);
        CHECK((view.picture == nullptr) == (view.state == FilmState::failed));
        film.play(0ms);
        return film.at(10ms).fault;
    };
    CHECK(fault({folder.write("good", silent_film()), digest}) == FilmFault::none);
    CHECK(fault({folder.write("cut", silent_film().substr(0, silent_film().size() / 2)), digest}) ==
          FilmFault::damaged);
    std::string other = silent_film();
    other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
    CHECK(fault({folder.write("other", other), digest}) == FilmFault::damaged);
    CHECK(fault({folder.write("page", std::string("<html>")), {}}) == FilmFault::unsupported);
    CHECK(fault({folder.write("gone", std::string()).parent_path() / "nothing", digest}) ==
          FilmFault::unreadable);
    CHECK(fault({std::filesystem::temp_directory_path(), {}}) == FilmFault::unreadable);
}

TEST_CASE("a frame that is broken ends the film with a fault, not with rubbish on the screen") {
    std::string broken = silent_film();
    const Data whole = to_bytes(silent_film());
    MemoryBytes bytes(whole);
    const WebmAnswer index = read_webm(bytes, {});
    // frame 8 claims to be a key frame of another size
    const auto at = static_cast<std::size_t>(index.index.picture[8].at);
    broken[at] = static_cast<char>(broken[at] & ~1);
    Film film(film_of(broken), [] {}, {});
    settled(film, 0ms);
    film.play(0ms);
    CHECK(wait_until([&] { return film.at(590ms).state == FilmState::failed; }));
    CHECK(film.at(590ms).fault == FilmFault::damaged);
    CHECK(film.at(590ms).picture == nullptr);
}

TEST_CASE("a moving poster turns without end, fifteen times a second at most") {
    const auto bytes = sample_poster({100, 50, 10, 200, 20});  // 10 ms counts as 100
    const auto info = draw::animation_info(bytes);
    REQUIRE(info);
    CHECK(info->canvas == draw::Size{40, 30});
    CHECK(info->length() == 470ms);
    const Opened opened = make_poster_reel(bytes, {});
    REQUIRE(opened.reel);
    Time last{0};
    std::set<int> seen;
    for (int n = 0; n < 40; ++n) {
        const auto frame = opened.reel->next(Time{-1});
        REQUIRE(frame);
        CHECK(frame->from == last);
        CHECK((frame->until - frame->from >= kShortestPosterFrame || frame->until % 470 == 0ms));
        last = frame->until;
        seen.insert(frame_of(*frame->picture, 5));
    }
    CHECK(last > 3s);
    CHECK(seen == std::set<int>{0, 2, 3, 4});  // frame 1 is too short to be seen
}

TEST_CASE("a moving poster that says how often stops after so many turns") {
    const Opened opened = make_poster_reel(sample_poster({100, 100}, 8, 8, 3), {});
    int frames = 0;
    while (opened.reel->next(Time{-1})) ++frames;
    CHECK(frames == 6);
}

TEST_CASE("a moving poster beyond the bounds or cut is not decoded") {
    CHECK(make_poster_reel(sample_poster({100, 100}), {}).reel != nullptr);
    CHECK(make_poster_reel(sample_poster({40'000, 20'001}, 8, 8), {}).fault == FilmFault::damaged);
    CHECK(make_poster_reel(sample_poster(std::vector<int>(601, 50), 8, 8), {}).fault ==
          FilmFault::damaged);
    Data file = sample_poster({100, 100});
    for (std::size_t cut = 30; cut < file.size(); cut += 7)
        CHECK(make_poster_reel(Data(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(cut)),
                               {})
                  .reel == nullptr);
    // VP8X: canvas width and height less one, 24 bits each from byte 24
    file[25] = file[28] = std::byte{0xFF};
    CHECK(make_poster_reel(file, {}).reel == nullptr);
    CHECK(make_poster_reel({}, {}).fault == FilmFault::unsupported);
}

}  // namespace
}  // namespace villageboard::film
