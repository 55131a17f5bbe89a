/// How soon the terminal's voice is heard: from the request to the first samples that a loudspeaker
/// could take, with everything still to be opened, and once all is warm. Prints rows of a table.
#include <chrono>
#include <cstdio>
#include <thread>

#include "kiosk/speech/reader.h"
#include "tests/bench/series.h"

namespace {

namespace speech = villageboard::speech;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 15;
constexpr const char* kSentence = "种地补贴每亩105.50元，11月23日发给大家。";

// A loudspeaker that takes nothing: what is on the tape is what could be heard.
struct Device : speech::Loudspeaker {};

double wait_for_sound(speech::Reader& reader) {
    speech::Piece piece;
    piece.words = kSentence;
    const auto from = Clock::now();
    reader.read({piece});
    while (reader.view().state != speech::ReaderState::speaking)
        std::this_thread::sleep_for(std::chrono::microseconds{100});
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

void row(const char* name, const char* when, const villageboard::bench::Series& series) {
    std::printf("| %s | %s | %.0f (%.0f-%.0f) | %zu |\n", name, when, series.median(),
                series.least(), series.most(), series.size());
}

void measure(speech::Voice voice, const char* name) {
    villageboard::bench::Series first;
    villageboard::bench::Series later;
    for (int i = 0; i < kRounds; ++i) {
        speech::Reader reader([voice] { return speech::open_engine(voice); },
                              [](speech::Tape&) { return std::make_unique<Device>(); });
        first.add(wait_for_sound(reader));
        later.add(wait_for_sound(reader));
    }
    row(name, "first sentence", first);
    row(name, "the same again", later);
}

}  // namespace

int main() {
    std::puts("| voice | when | ms to the first sound | n |\n|---|---|---|---|");
    measure(villageboard::speech::Voice::recorded, "recorded syllables");
    measure(villageboard::speech::Voice::synthetic, "synthetic");
}
