#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>
#include <string>

#include "content/demo/demo.h"
#include "content/demo/render.h"
#include "content/model/error.h"

namespace {

using namespace villageboard;

constexpr const char* kUsage =
    "Usage: villageboard-demo-content --out DIR [--today YYYY-MM-DD] [--now INSTANT] "
    "[--sources DIR]\n"
    "Writes the drafts and pictures of the invented county to DIR.\n"
    "  --today    the day that the board shows; today where it is left out\n"
    "  --now      the latest moment of publication, as 2026-11-23T01:00:00Z; the clock's\n"
    "             for today, the end of the day for any other\n"
    "  --sources  the folder of texts, tables and pictures\n";

struct Options {
    std::optional<std::string> out;
    std::optional<Day> today;
    std::optional<Instant> now;
    std::string sources = VILLAGEBOARD_DEMO_SOURCES;
};

/// Takes one option with its value; false when it is not known or its value is wrong.
bool take(Options& options, const std::string& name, const std::string& value) {
    if (name == "--out")
        options.out = value;
    else if (name == "--sources")
        options.sources = value;
    else if (name == "--today")
        return (options.today = parse_day(value)).has_value();
    else if (name == "--now") {
        return (options.now = parse_instant(value)).has_value();
    } else
        return false;
    return true;
}

std::optional<Options> read_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; i += 2)
        if (i + 1 >= argc || !take(options, argv[i], argv[i + 1])) return std::nullopt;
    if (!options.out) return std::nullopt;
    return options;
}

/// Another day than today is shown as it looks when it is over.
demo::DemoClock clock_of(const Options& options) {
    const Instant wall = wall_clock();
    const Day today = options.today.value_or(shanghai_day(options.now.value_or(wall)));
    const Instant latest =
        today == shanghai_day(wall) ? wall : end_of(today) - std::chrono::seconds{1};
    return {today, options.now.value_or(latest)};
}

void run(const Options& options) {
    const demo::DemoClock clock = clock_of(options);
    const demo::Demo content = demo::make_demo(demo::read_sources(options.sources), clock);
    demo::write_demo(content, *options.out, demo::render_with_rsvg);
    std::printf("Wrote %zu drafts and %zu pictures to %s.\n", content.items.size(),
                content.pictures.size(), options.out->c_str());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--help") == 0) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    const auto options = read_options(argc, argv);
    if (!options) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    try {
        run(*options);
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "%s: %s\n", error.place().c_str(), error.what());
        return error.kind() == ErrorKind::invalid ? 2 : 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
