/// villageboard-bench-panel: the terminal's program and a browser that shows the same, in turn on
/// one X display ($DISPLAY); see README.md for what each figure means.
///   prepare DIR [PROSE.jsonl]                    DIR/village, DIR/page.html, DIR/places
///   measure DIR ROUNDS KIOSK -- BROWSER [ARG...] tables in Markdown; pictures into DIR
#include <cstdio>
#include <cstring>
#include <fstream>

#include "tests/bench/page.h"
#include "tests/bench/panel.h"
#include "tests/bench/texts.h"
#include "tests/bench/village.h"

namespace villageboard::bench {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t kLongDocument = 50'000;  // characters
constexpr std::size_t kOlderNotices = 100'000;
constexpr int kStarts = 9;
constexpr int kColdStarts = 5;
constexpr int kTaps = 60;
constexpr int kSteps = 300;  // five seconds
constexpr int kSizeChanges = 12;
constexpr auto kIdle = 30s;

int prepare(const fs::path& dir, const fs::path& prose) {
    const auto words = chinese_prose(prose, kLongDocument);
    make_village(dir / "village", words, kOlderNotices);
    write_page(dir / "village", words, dir / "page.html", dir / "places");
    return 0;
}

std::map<std::string, Spot> read_places(const fs::path& file) {
    std::map<std::string, Spot> places;
    std::ifstream in(file);
    std::string name;
    for (Spot spot; in >> name >> spot.x >> spot.y;) places[name] = spot;
    return places;
}

void row(const char* what, const std::string& ours, const std::string& theirs, double a, double b) {
    std::printf("| %s | %s | %s | %s |\n", what, ours.c_str(), theirs.c_str(),
                a > 0 ? (number(b / a) + "x").c_str() : "");
}

void row(const char* what, const Series& ours, const Series& theirs) {
    row(what, spread(ours), spread(theirs), ours.median(), theirs.median());
}

void tail_row(const char* what, const Series& ours, const Series& theirs) {
    row(what, number(ours.at(0.99)), number(theirs.at(0.99)), ours.at(0.99), theirs.at(0.99));
}

std::string late(const Record& record) {
    std::string words =
        std::to_string(record.scroll_late) + " of " + std::to_string(record.scroll.size());
    if (record.scroll_lost > 0)
        words += " (" + std::to_string(record.scroll_lost) + " without a visible change)";
    return words;
}

void print(const Panel& ours, const Panel& theirs, int rounds) {
    const Record& a = ours.record();
    const Record& b = theirs.record();
    std::printf(
        "%s\n\nMedian (least-most). Starts n = %zu, evicted %zu; the rest in %d rounds; taps n = "
        "%zu, wheel steps %zu, size changes %zu.\n\n",
        machine().c_str(), a.start.size(), a.cold_start.size(), rounds, a.tap.size(),
        a.scroll.size(), a.size_change.size());
    std::printf("| | %s | %s | times |\n|---|---|---|---|\n", ours.name().c_str(),
                theirs.name().c_str());
    row("start to complete picture, ms", a.start, b.start);
    row("same, its files not in the page cache, ms", a.cold_start, b.cold_start);
    row("memory, PSS of all processes, MiB", a.pss, b.pss);
    row("same, RSS, MiB", a.rss, b.rss);
    row("PSS with the long document open, MiB", a.document_pss, b.document_pss);
    row("processes", std::to_string(a.processes), std::to_string(b.processes), 0, 0);
    row("idle, % of one processor", a.idle_percent, b.idle_percent);
    row("idle, wakeups a second", a.idle_wakeups, b.idle_wakeups);
    row("tap to complete picture, ms", a.tap, b.tap);
    tail_row("same, 99th percentile, ms", a.tap, b.tap);
    row("taps that led nowhere", std::to_string(a.taps_lost), std::to_string(b.taps_lost), 0, 0);
    row("processor time a tap, ms", a.tap_processor, b.tap_processor);
    row("long document opened to complete picture, first time, ms", a.open_document,
        b.open_document);
    row("wheel step in a document of 50,000 characters to first change, ms", a.scroll, b.scroll);
    tail_row("same, 99th percentile, ms", a.scroll, b.scroll);
    row("steps later than 16.7 ms", late(a), late(b), 0, 0);
    row("processor time a step, ms", a.scroll_processor, b.scroll_processor);
    row("larger text in that document to complete picture, first time, ms", a.first_size,
        b.first_size);
    row("same, to and fro after that, ms", a.size_change, b.size_change);
    row("same, worst, ms", number(a.size_change.most()), number(b.size_change.most()),
        a.size_change.most(), b.size_change.most());
}

int measure(const fs::path& dir, int rounds, const std::string& kiosk,
            const std::vector<std::string>& browser) {
    const Screen screen;
    const auto places = read_places(dir / "places");
    Panel ours(screen, {"terminal", {kiosk, "--data", (dir / "village").string()}, 1500ms}, places,
               dir);
    Panel theirs(screen, {"browser", browser, 3000ms}, places, dir);
    const std::vector<Panel*> both{&ours, &theirs};
    for (Panel* panel : both) panel->look();
    for (Panel* panel : both) panel->look();  // the second time nothing is new to it
    for (int i = 0; i < kStarts; ++i)
        for (Panel* panel : both) panel->measure_start(false);
    for (int i = 0; i < kColdStarts; ++i)
        for (Panel* panel : both) panel->measure_start(true);
    for (int i = 0; i < rounds; ++i)
        for (Panel* panel : both) panel->measure_use(kTaps, kSteps, kSizeChanges, kIdle);
    print(ours, theirs, rounds);
    return 0;
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    namespace bench = villageboard::bench;
    if (argc >= 3 && std::strcmp(argv[1], "prepare") == 0)
        return bench::prepare(argv[2], argc > 3 ? argv[3] : "");
    if (argc >= 7 && std::strcmp(argv[1], "measure") == 0 && std::strcmp(argv[5], "--") == 0)
        return bench::measure(argv[2], std::atoi(argv[3]), argv[4], {argv + 6, argv + argc});
    std::fprintf(stderr,
                 "usage: villageboard-bench-panel prepare DIR [PROSE]\n"
                 "       villageboard-bench-panel measure DIR ROUNDS KIOSK -- BROWSER [ARG...]\n");
    return 2;
}
