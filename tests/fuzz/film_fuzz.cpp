#include "kiosk/film/reel.h"

#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::film;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr int kMostFrames = 4;
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    MemoryBytes memory(bytes);
    const WebmAnswer answer = read_webm(memory, {});
    if (answer.fault != FilmFault::none) return 0;
    must_hold(answer.index.length <= kMaxFilmLength + Time{1000});
    for (const Packet& packet : answer.index.picture) must_hold(packet.at + packet.size <= size);
    const Opened opened = make_film_reel(std::make_unique<MemoryBytes>(bytes), {64, 64}, {});
    must_hold(opened.reel != nullptr);
    try {
        for (int n = 0; n < kMostFrames && opened.reel->next(Time{-1}); ++n) {
        }
        for (int n = 0; n < kMostFrames; ++n) opened.reel->next_sound();
    } catch (FilmFault fault) {
        must_hold(fault == FilmFault::damaged);
    }
    return 0;
}
