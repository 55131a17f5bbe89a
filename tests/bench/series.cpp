#include "tests/bench/series.h"

#include <sched.h>
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <thread>

namespace villageboard::bench {

double Series::at(double part) const {
    if (values_.empty()) return 0;
    std::vector<double> sorted = values_;
    std::sort(sorted.begin(), sorted.end());
    const double last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::ceil(part * last - 1e-9))];
}

double Series::sum() const { return std::accumulate(values_.begin(), values_.end(), 0.0); }

double processor_ms(const std::function<void()>& call) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double begin = now();
    call();
    return now() - begin;
}

std::vector<Series> in_turn(int rounds, const std::vector<std::function<void()>>& calls) {
    std::vector<Series> all(calls.size());
    for (int round = -1; round < rounds; ++round) {
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const double taken = processor_ms(calls[i]);
            if (round >= 0) all[i].add(taken);
        }
    }
    return all;
}

double load() {
    double value = 0;
    std::ifstream("/proc/loadavg") >> value;
    return value;
}

std::string machine() {
    std::string model = "unknown processor";
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.rfind("model name", 0) != 0) continue;
        model = line.substr(line.find(':') + 2);
        break;
    }
    std::string loads;
    std::ifstream in("/proc/loadavg");
    for (std::string word; in >> word && word.find('/') == std::string::npos;) loads += " " + word;
    const int nice = getpriority(PRIO_PROCESS, 0);
    return model + ", " + std::to_string(std::thread::hardware_concurrency()) +
           " processors, load" + loads + (nice == 0 ? "" : ", nice " + std::to_string(nice)) +
           (sched_getscheduler(0) == SCHED_OTHER ? "" : ", all of it at real-time priority");
}

std::string number(double value) {
    char text[32];
    const double size = std::abs(value);
    std::snprintf(text, sizeof text, "%.*f",
                  size >= 100 || size == 0 ? 0
                  : size >= 10             ? 1
                  : size >= 1              ? 2
                                           : 3,
                  value);
    return text;
}

std::string spread(const Series& series) {
    return number(series.median()) + " (" + number(series.least()) + "-" + number(series.most()) +
           ")";
}

}  // namespace villageboard::bench
