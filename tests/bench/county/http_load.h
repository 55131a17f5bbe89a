/// Thousands of HTTP/1.1 clients in one thread, as a county's terminals are: each keeps one
/// connection and asks one thing at a time. Times in milliseconds.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/series.h"

namespace villageboard::bench {

struct LoadPlan {
    std::uint16_t port = 0;
    std::vector<std::vector<std::string>> paths;  ///< for each terminal the areas it follows
    std::chrono::milliseconds boot{};             ///< all terminals start within this
    std::chrono::milliseconds pause{};            ///< between two polls of a terminal
    int polls = 0;                                ///< of each terminal after its start
};

struct LoadResult {
    Series boot;  ///< connecting, checkpoints and newest packs of one terminal
    Series poll;  ///< one conditional request
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;     ///< received, heads included
    std::uint64_t failures = 0;  ///< broken connections and answers other than 200, 206 and 304
    double seconds = 0;
};

/// Terminals that start and then poll their checkpoints.
LoadResult run_terminals(const LoadPlan& plan);

/// `count` clients that hold GET `target`; then `alert` is called on another thread.
struct WakeResult {
    Series after_call;    ///< from the beginning of `alert` to each answer
    Series after_return;  ///< from its end; 0 for who was told before
    std::uint64_t failures = 0;
};
WakeResult wake(std::uint16_t port, std::size_t count, const std::string& target,
                const std::function<void()>& alert);

/// Each target asked `rounds` times by `clients` connections at once.
std::map<std::string, Series> time_calls(std::uint16_t port, std::size_t clients, int rounds,
                                         const std::vector<std::string>& targets,
                                         std::uint64_t& failures);

/// Whether anything answers at the port within `patience`.
bool answers(std::uint16_t port, std::chrono::seconds patience);

}  // namespace villageboard::bench
