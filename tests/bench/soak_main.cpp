/// villageboard-bench-soak MINUTES [SEED]: somebody reads at random in the terminal's program, as
/// fast as it answers, among more text than its caches hold. A line a minute; then how the memory
/// went in the second half. Ends with 1 when that grew by more than kAllowed an hour.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "tests/bench/memory.h"
#include "tests/bench/series.h"
#include "tests/kiosk/support/random_reader.h"

namespace villageboard::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDocuments = 300;
constexpr int kParagraphs = 10;
constexpr double kAllowed = 2.0;  // MiB an hour; a minute's run can't tell less

struct Sample {
    double hours;
    double rss;        // MiB
    double allocated;  // MiB
};

// Least squares.
double slope(const std::vector<Sample>& samples, double Sample::*of) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (std::size_t i = samples.size() / 2; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        n += 1;
        x += sample.hours;
        y += sample.*of;
        xx += sample.hours * sample.hours;
        xy += sample.hours * sample.*of;
    }
    const double spread = n * xx - x * x;
    return spread > 0 ? (n * xy - x * y) / spread : 0;
}

Sample sample(Clock::time_point begin) {
    constexpr double kMiB = 1024;
    return {std::chrono::duration<double, std::ratio<3600>>(Clock::now() - begin).count(),
            static_cast<double>(memory_of_self().rss) / kMiB,
            static_cast<double>(kiosk_test::allocated_bytes()) / kMiB / kMiB};
}

int run(double minutes, unsigned seed) {
    kiosk_test::TemporaryFolder folder;
    kiosk_test::VillageWriter writer(folder.path());
    kiosk_test::fill_village(writer);
    for (int i = 1; i <= kDocuments; ++i)
        writer.add(kiosk_test::random_policy(static_cast<unsigned>(i), kParagraphs));
    kiosk::Settings settings;
    settings.panel = kiosk::usual_panel(1920, 1080);
    kiosk_test::Person person(folder.path(), settings);
    kiosk_test::RandomReader reader(person, seed);
    std::printf("%s\n\n| minute | steps | RSS, MiB | allocated, MiB |\n|---|---|---|---|\n",
                machine().c_str());
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::duration<double, std::ratio<60>>(minutes);
    std::vector<Sample> samples;
    std::size_t steps = 0;
    for (auto next = begin; Clock::now() < end;) {
        reader.step();
        ++steps;
        if (Clock::now() < next) continue;
        next += std::chrono::seconds{2};
        samples.push_back(sample(begin));
        if (samples.size() % 30 != 0) continue;
        std::printf("| %.0f | %zu | %.1f | %.1f |\n", samples.back().hours * 60, steps,
                    samples.back().rss, samples.back().allocated);
        std::fflush(stdout);
    }
    const double rss = slope(samples, &Sample::rss);
    const double allocated = slope(samples, &Sample::allocated);
    std::printf("\nsecond half: RSS %+.2f MiB an hour, allocated %+.2f MiB an hour; %zu steps\n",
                rss, allocated, steps);
    return minutes >= 30 && allocated > kAllowed ? 1 : 0;
}

}  // namespace
}  // namespace villageboard::bench

int main(int argc, char** argv) {
    const double minutes = argc > 1 ? std::atof(argv[1]) : 0;
    if (minutes > 0)
        return villageboard::bench::run(minutes,
                                        argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1);
    std::fprintf(stderr, "usage: villageboard-bench-soak MINUTES [SEED]\n");
    return 2;
}
