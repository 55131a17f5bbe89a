/// What the server counts about itself, and the text in which Prometheus reads it (exposition
/// format 0.0.4). Labels are routes, states, areas and names of chores, never a person or a
/// terminal. Any thread; one short lock a call.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace villageboard::county {

/// Durations by upper bound.
class Histogram {
  public:
    static constexpr std::array<double, 10> kBounds{0.001, 0.005, 0.01, 0.05, 0.1,
                                                    0.25,  0.5,   1,    5,    60};
    void add(std::chrono::duration<double> time);
    /// The lines of one series; `labels` like `route="GET /v1/wait"`, or empty.
    std::string lines(const std::string& name, const std::string& labels) const;

  private:
    std::array<std::uint64_t, kBounds.size() + 1> counts_{};
    double sum_ = 0;
};

/// What is so at the moment of asking.
struct Gauges {
    struct Feed {
        std::string area;
        std::uint64_t entries = 0;
        std::int64_t note_age = 0;  ///< seconds since freshness was signed
    };
    std::string version;
    std::size_t waiting_terminals = 0;
    std::size_t pool_queue = 0;
    std::vector<Feed> feeds;
};

class Metrics {
  public:
    /// `route`: method and pattern, or the kind of a static file.
    void answered(std::string_view route, int status, std::chrono::duration<double> time);
    void published(std::chrono::duration<double> time, std::size_t items);
    void chore_done(std::string_view chore, std::int64_t unix_seconds);
    void chore_failed(std::string_view chore);

    std::string print(const Gauges& gauges) const;

  private:
    struct Chore {
        std::int64_t last_success = 0;
        std::uint64_t failures = 0;
    };
    struct Answers {
        std::map<int, std::uint64_t> by_status;
        Histogram times;
    };

    mutable std::mutex mutex_;
    std::map<std::string, Answers, std::less<>> routes_;
    std::map<std::string, Chore, std::less<>> chores_;
    Histogram publishing_;
    std::uint64_t published_items_ = 0;
};

/// Counts from when it is made.
class Stopwatch {
  public:
    std::chrono::duration<double> elapsed() const {
        return std::chrono::steady_clock::now() - began_;
    }

  private:
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace villageboard::county
