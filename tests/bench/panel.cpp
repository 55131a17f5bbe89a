#include "tests/bench/panel.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace villageboard::bench {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kRows = 10;
constexpr auto kPause = std::chrono::microseconds{500};
constexpr auto kTapPause = std::chrono::microseconds{200};
constexpr auto kPatience = milliseconds{20'000};
constexpr auto kTapPatience = milliseconds{5'000};
constexpr auto kBetweenTaps = milliseconds{120};
constexpr auto kFirstPause = std::chrono::microseconds{2'000};
constexpr auto kFirstWatch = milliseconds{2'500};
constexpr auto kBeforeIdle = std::chrono::seconds{10};
constexpr double kFrame = 1000.0 / 60;
constexpr unsigned kTouch = 1;
constexpr unsigned kWheelDown = 5;

double ms(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

// `count` rows at even distances.
std::vector<int> every_row_of(std::size_t count, int height) {
    std::vector<int> rows;
    for (std::size_t i = 0; i < count; ++i)
        rows.push_back(
            static_cast<int>((2 * i + 1) * static_cast<std::size_t>(height) / (2 * count)));
    return rows;
}

}  // namespace

Panel::Panel(const Screen& screen, Contestant who, std::map<std::string, Spot> places,
             std::filesystem::path dir)
    : screen_(screen), who_(std::move(who)), places_(std::move(places)), dir_(std::move(dir)) {}

std::unique_ptr<Program> Panel::start() {
    return std::make_unique<Program>(who_.command, dir_ / ("panel-" + who_.name + ".log"));
}

// Nothing of an earlier program may be on the display when the next one starts.
void Panel::clear() {
    if (complete_.empty()) return;
    screen_.wait(
        rows_, [&](const Pixels& now) { return now != complete_; }, kPause, kPatience);
    std::this_thread::sleep_for(milliseconds{300});
}

void Panel::look() {
    screen_.move({screen_.width() - 2, 2});
    {
        const auto program = start();
        std::this_thread::sleep_for(who_.calm);
        const Pixels picture = screen_.settled(who_.calm);
        screen_.save(dir_ / ("panel-" + who_.name + ".png"), picture);
        rows_ = telling_rows(picture, screen_.width(), kRows);
        complete_ = rows_of(picture, screen_.width(), rows_);
        files_ = program->files();
        record_.processes = static_cast<int>(program->processes().size());
    }
    clear();
}

void Panel::measure_start(bool evicted) {
    if (evicted) evict(files_);
    {
        const auto program = start();
        const auto shown = screen_.wait(
            rows_, [&](const Pixels& now) { return now == complete_; }, kPause, kPatience);
        if (!shown) {
            std::fprintf(stderr, "%s never showed its whole picture\n", who_.name.c_str());
            std::exit(1);
        }
        (evicted ? record_.cold_start : record_.start).add(ms(*shown - program->started()));
        std::this_thread::sleep_for(milliseconds{500});
    }
    clear();
}

Pixels Panel::tap_and_settle(const char* place) {
    screen_.move(places_.at(place));
    std::this_thread::sleep_for(kBetweenTaps);
    screen_.click(kTouch);
    return screen_.settled(milliseconds{700});
}

// The pointer is there already; the time begins with the press.
std::optional<double> Panel::tap(const char* place, const std::vector<int>& rows,
                                 const Pixels& from, const Pixels& to) {
    screen_.move(places_.at(place));
    std::this_thread::sleep_for(kBetweenTaps);
    const auto is = [](const Pixels& wanted) {
        return [&wanted](const Pixels& now) { return now == wanted; };
    };
    if (!screen_.wait(rows, is(from), kTapPause, kTapPatience)) return {};
    const auto begin = Clock::now();
    screen_.click(kTouch);
    const auto shown = screen_.wait(rows, is(to), kTapPause, kTapPatience);
    if (!shown) return {};
    return ms(*shown - begin);
}

void Panel::measure_taps(const Program& program, int taps) {
    const Pixels there = tap_and_settle("subsidy");
    const Pixels home = tap_and_settle("home");
    const auto rows = differing_rows(there, home, screen_.width(), 2);
    const Pixels there_rows = rows_of(there, screen_.width(), rows);
    const Pixels home_rows = rows_of(home, screen_.width(), rows);
    const double before = program.processor_ms();
    for (int i = 0; i < taps; ++i) {
        const bool go = i % 2 == 0;
        const auto taken = go ? tap("subsidy", rows, home_rows, there_rows)
                              : tap("home", rows, there_rows, home_rows);
        if (taken) record_.tap.add(*taken);
        record_.taps_lost += taken ? 0 : 1;
    }
    record_.tap_processor.add((program.processor_ms() - before) / taps);
}

// What the picture will be is not known yet: the last change within a while counts.
double Panel::tap_first(const char* place) {
    const std::vector<int> rows = every_row_of(kRows, screen_.height());
    screen_.move(places_.at(place));
    std::this_thread::sleep_for(kBetweenTaps);
    const auto begin = Clock::now();
    screen_.click(kTouch);
    const auto last = screen_.last_change(rows, kFirstPause, kFirstWatch);
    return last ? ms(*last - begin) : ms(kFirstWatch);
}

// One turn of the wheel for each frame of 60 Hz; each is timed until anything moves.
void Panel::measure_scrolling(const Program& program, int steps) {
    tap_and_settle("policy");
    record_.open_document.add(tap_first("document"));
    screen_.move(places_.at("middle"));
    std::this_thread::sleep_for(milliseconds{500});
    const int top = screen_.height() / 5;
    const std::vector<int> rows{top, top + 107, top + 214, top + 331, top + 448};
    const double before = program.processor_ms();
    auto due = Clock::now();
    for (int i = 0; i < steps; ++i) {
        std::this_thread::sleep_until(due);
        const Pixels old = screen_.rows(rows);
        const auto begin = Clock::now();
        screen_.click(kWheelDown);
        const auto shown = screen_.wait(
            rows, [&](const Pixels& now) { return now != old; }, kTapPause, milliseconds{250});
        if (shown) record_.scroll.add(ms(*shown - begin));
        record_.scroll_lost += shown ? 0 : 1;
        record_.scroll_late += shown && ms(*shown - begin) > kFrame ? 1 : 0;
        due = std::max(due + std::chrono::duration_cast<Clock::duration>(
                                 std::chrono::duration<double, std::milli>(kFrame)),
                       Clock::now());
    }
    record_.scroll_processor.add((program.processor_ms() - before) / steps);
    screen_.save(dir_ / ("panel-" + who_.name + "-document.png"),
                 screen_.settled(milliseconds{700}));
}

void Panel::measure_sizes(int changes) {
    record_.first_size.add(tap_first("size.largest"));
    const Pixels large = screen_.settled(milliseconds{700});
    const Pixels normal = tap_and_settle("size.normal");
    // Where the page stands after a change depends on the ones before; so does what is compared.
    const bool returns = tap_and_settle("size.largest") == large;
    const auto rows = differing_rows(large, normal, screen_.width(), 2);
    const Pixels large_rows = rows_of(large, screen_.width(), rows);
    const Pixels normal_rows = rows_of(normal, screen_.width(), rows);
    tap_and_settle("size.normal");
    for (int i = 0; returns && i < changes; ++i) {
        const bool grow = i % 2 == 0;
        const auto taken = grow ? tap("size.largest", rows, normal_rows, large_rows)
                                : tap("size.normal", rows, large_rows, normal_rows);
        if (taken) record_.size_change.add(*taken);
    }
}

void Panel::measure_idle(const Program& program, std::chrono::seconds idle) {
    screen_.move({screen_.width() - 2, 2});
    std::this_thread::sleep_for(kBeforeIdle);
    const double used = program.processor_ms();
    const auto woken = program.wakeups();
    std::this_thread::sleep_for(idle);
    const double seconds = std::chrono::duration<double>(idle).count();
    record_.idle_percent.add((program.processor_ms() - used) / seconds / 10);
    record_.idle_wakeups.add(static_cast<double>(program.wakeups() - woken) / seconds);
}

void Panel::measure_use(int taps, int steps, int size_changes, std::chrono::seconds idle) {
    {
        const auto program = start();
        std::this_thread::sleep_for(who_.calm);
        screen_.settled(who_.calm);
        const Memory memory = program->memory();
        record_.pss.add(static_cast<double>(memory.pss) / 1024);
        record_.rss.add(static_cast<double>(memory.rss) / 1024);
        measure_taps(*program, taps);
        measure_idle(*program, idle);
        measure_scrolling(*program, steps);
        record_.document_pss.add(static_cast<double>(program->memory().pss) / 1024);
        measure_sizes(size_changes);
    }
    clear();
}

}  // namespace villageboard::bench
