#include "kiosk/film/webm.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include "content/demo/webm_writer.h"
#include "tests/kiosk/film/sample.h"

namespace villageboard::film {
namespace {

using namespace film_test;

WebmAnswer read(const Data& file) {
    MemoryBytes bytes(file);
    return read_webm(bytes, {});
}

WebmAnswer read(const std::string& file) { return read(to_bytes(file)); }

/// A film with made-up frames, since the container alone is read.
demo::WebmContent content(int frames) {
    demo::WebmContent all;
    all.width = 320;
    all.height = 240;
    all.length_ms = static_cast<std::uint32_t>(frames) * 40;
    for (int n = 0; n < frames; ++n)
        all.picture.push_back({static_cast<std::uint32_t>(n) * 40, "frame", n == 0});
    return all;
}

long peak_rss_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST_CASE("a film's container tells size, length, sound and where each frame lies") {
    const WebmAnswer answer = read(sample_film(30, Voice::tone));
    REQUIRE(answer.fault == FilmFault::none);
    const WebmIndex& index = answer.index;
    CHECK(index.size == draw::Size{64, 48});
    CHECK(index.length == Time{1200});
    CHECK(index.picture.size() == 30);
    CHECK(index.picture[7].time == Time{280});
    CHECK(index.sound.size() == 60);
    CHECK(index.sound[3].time == Time{60});
    CHECK(index.channels == 1);
    CHECK(index.pre_skip > 0);
    CHECK(read(sample_film(3, Voice::silent)).index.sound.empty());
}

TEST_CASE("a film cut anywhere is damaged, and one changed anywhere is a film or a fault") {
    const Data file = to_bytes(sample_film(6, Voice::tone));
    for (std::size_t cut = 4; cut < file.size(); cut += 1 + file.size() / 300) {
        CAPTURE(cut);
        CHECK(read(Data(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(cut))).fault ==
              FilmFault::damaged);
    }
    for (std::size_t i = 0; i < file.size(); i += 1 + file.size() / 500) {
        Data broken = file;
        broken[i] ^= std::byte{0xA5};
        const WebmAnswer answer = read(broken);
        if (answer.fault != FilmFault::none) continue;
        for (const Packet& packet : answer.index.picture)
            CHECK((packet.at + packet.size) <= file.size());
    }
}

TEST_CASE("what is no film, or one beyond the bounds, is not played") {
    CHECK(read(std::string()).fault == FilmFault::unsupported);
    CHECK(read(std::string("GIF89a and more")).fault == FilmFault::unsupported);
    CHECK(read(write_webm(content(5))).fault == FilmFault::none);
    demo::WebmContent film = content(5);
    film.width = 1282;
    CHECK(read(write_webm(film)).fault == FilmFault::unsupported);
    film = content(5);
    film.height = 722;
    CHECK(read(write_webm(film)).fault == FilmFault::unsupported);
    film = content(5);
    film.length_ms = 180'001;
    CHECK(read(write_webm(film)).fault == FilmFault::unsupported);
    film = content(5);
    film.picture.back().time_ms = 180'200;
    CHECK(read(write_webm(film)).fault == FilmFault::unsupported);
    film = content(5);
    film.picture.clear();
    CHECK(read(write_webm(film)).fault == FilmFault::damaged);
    film = content(5);
    film.sound = {{0, "sound", true}};
    film.channels = 6;
    CHECK(read(write_webm(film)).fault == FilmFault::unsupported);
    std::string other = write_webm(content(5));
    other.replace(other.find("V_VP8"), 5, "V_AV1");
    CHECK(read(other).fault == FilmFault::unsupported);
    std::string head = write_webm(film);
    head.replace(head.find("OpusHead"), 8, "OpusTail");
    CHECK(read(head).fault == FilmFault::damaged);
}

TEST_CASE("a few bytes that claim gigabytes take no memory") {
    const auto bytes = [](std::initializer_list<int> values) {
        Data all;
        for (const int value : values) all.push_back(static_cast<std::byte>(value));
        return all;
    };
    // an empty EBML head, then Segment, Tracks and TrackEntry without an end, in which a
    // CodecPrivate claims two gigabytes
    const Data file =
        bytes({0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF,
               0xFF, 0xFF, 0xFF, 0xFF, 0x16, 0x54, 0xAE, 0x6B, 0x01, 0xFF, 0xFF, 0xFF, 0xFF,
               0xFF, 0xFF, 0xFF, 0xAE, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x63,
               0xA2, 0x01, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00, 0x01, 0x02, 0x03});
    const long before = peak_rss_kb();
    CHECK(read(file).fault == FilmFault::damaged);
    // the same with a Tracks of known size
    Data closed = bytes({0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01, 0xFF,
                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x16, 0x54, 0xAE, 0x6B, 0x90,
                         0xAE, 0x8E, 0x63, 0xA2, 0x08, 0x7F, 0xFF, 0xFF, 0xFF});
    closed.resize(60);
    CHECK(read(closed).fault == FilmFault::damaged);
    CHECK(peak_rss_kb() - before < 64 * 1024);
}

TEST_CASE("reading stops at once when nobody wants the film any more") {
    std::stop_source stop;
    stop.request_stop();
    const std::string film = sample_film(3, Voice::silent);
    const Data file = to_bytes(film);
    MemoryBytes bytes(file);
    CHECK(read_webm(bytes, stop.get_token()).fault != FilmFault::none);
}

}  // namespace
}  // namespace villageboard::film
