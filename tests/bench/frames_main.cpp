/// villageboard-bench-frames DATA: what a frame of the terminal's program costs inside of it, at
/// 1920x1080, without a display: input to pixels in memory. Tables in Markdown.
#include <cstdio>
#include <memory>

#include "tests/bench/series.h"
#include "tests/bench/village.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::bench {
namespace {

constexpr int kFrames = 101;
constexpr int kFresh = 7;
constexpr int kSteps = 300;

kiosk::Settings landscape() {
    kiosk::Settings settings;
    settings.panel = kiosk::usual_panel(1920, 1080);
    return settings;
}

void row(const char* what, const Series& series) {
    std::printf("| %s | %s | %s | %s | %zu |\n", what, number(series.median()).c_str(),
                number(series.at(0.99)).c_str(), number(series.most()).c_str(), series.size());
}

// The picture lost and painted anew as a whole, and the same picture asked for again.
void stand_still(const char* where, kiosk_test::Person& person) {
    Series whole;
    Series unchanged;
    for (int i = 0; i < kFrames; ++i) {
        person.presenter().resize({1920, 1080});
        whole.add(processor_ms([&] { person.show(); }));
        unchanged.add(processor_ms([&] { person.show(); }));
    }
    row((std::string(where) + ", every pixel").c_str(), whole);
    row((std::string(where) + ", nothing changed").c_str(), unchanged);
}

// A page opened from home, and home again: two taps.
void to_and_fro(kiosk_test::Person& person) {
    Series taps;
    for (int i = 0; i < kFrames; ++i) {
        taps.add(processor_ms([&] { person.tap("补贴"); }));
        taps.add(processor_ms([&] { person.tap("首页"); }));
    }
    row("tap that opens another page", taps);
}

void scroll(kiosk_test::Person& person) {
    Series steps;
    for (int i = 0; i < kSteps; ++i) {
        kiosk::InputEvent event{kiosk::InputKind::wheel, 480, 500};
        event.steps = -1;
        person.queue().push(event);
        steps.add(processor_ms([&] { person.show(); }));
    }
    row("wheel step in the long document", steps);
}

// Each time in a program that has set none of it before.
void first_times(const std::filesystem::path& data) {
    Series start;
    Series open;
    Series larger;
    Series back;
    for (int i = 0; i < kFresh; ++i) {
        std::unique_ptr<kiosk_test::Person> person;
        start.add(processor_ms([&] {
            person = std::make_unique<kiosk_test::Person>(data, landscape(), wall_clock());
        }));
        person->tap("政策");
        open.add(processor_ms([&] { person->tap(kLongTitle); }));
        const auto size = [&](kiosk::TextSize to) {
            return processor_ms([&] {
                person->shell().set_text_size(to);
                person->show();
            });
        };
        larger.add(size(kiosk::TextSize::largest));
        back.add(size(kiosk::TextSize::normal));
    }
    row("fonts opened and the first page shown", start);
    row("long document opened, first time", open);
    row("larger text in it, first time", larger);
    row("back to normal text", back);
}

int run(const std::filesystem::path& data) {
    std::printf(
        "%s\n\nProcessor time of a frame inside the program, ms; nothing is brought to a "
        "display.\n\n"
        "| | median | 99th percentile | worst | n |\n|---|---|---|---|---|\n",
        machine().c_str());
    first_times(data);
    kiosk_test::Person person(data, landscape(), wall_clock());
    stand_still("home", person);
    to_and_fro(person);
    person.tap("政策");
    person.tap(kLongTitle);
    stand_still("long document", person);
    scroll(person);
    return 0;
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    if (argc == 2) return villageboard::bench::run(argv[1]);
    std::fprintf(stderr, "usage: villageboard-bench-frames DATA\n");
    return 2;
}
