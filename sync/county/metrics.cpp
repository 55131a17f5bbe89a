#include "sync/county/metrics.h"

#include <algorithm>
#include <cstdio>

namespace villageboard::county {
namespace {

constexpr std::string_view kPrefix = "villageboard_";

std::string decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

/// Label values escape backslash, quote and line feed.
std::string label(std::string_view name, std::string_view value) {
    std::string out = std::string(name) + "=\"";
    for (const char c : value) {
        if (c == '\\' || c == '"') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + "\"";
}

std::string head(std::string_view name, std::string_view type, std::string_view help) {
    const std::string full = std::string(kPrefix) + std::string(name);
    return "# HELP " + full + " " + std::string(help) + "\n# TYPE " + full + " " +
           std::string(type) + "\n";
}

std::string line(std::string_view name, const std::string& labels, const std::string& value) {
    return std::string(kPrefix) + std::string(name) +
           (labels.empty() ? std::string() : "{" + labels + "}") + " " + value + "\n";
}

}  // namespace

void Histogram::add(std::chrono::duration<double> time) {
    const auto bound = std::ranges::lower_bound(kBounds, time.count());
    ++counts_[static_cast<std::size_t>(bound - kBounds.begin())];
    sum_ += time.count();
}

std::string Histogram::lines(const std::string& name, const std::string& labels) const {
    std::string out;
    std::uint64_t total = 0;
    const std::string before = labels.empty() ? std::string() : labels + ",";
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        total += counts_[i];
        const std::string bound = i < kBounds.size() ? decimal(kBounds[i]) : "+Inf";
        out += line(name + "_bucket", before + label("le", bound), std::to_string(total));
    }
    return out + line(name + "_sum", labels, decimal(sum_)) +
           line(name + "_count", labels, std::to_string(total));
}

void Metrics::answered(std::string_view route, int status, std::chrono::duration<double> time) {
    const std::lock_guard lock(mutex_);
    auto found = routes_.find(route);
    if (found == routes_.end()) found = routes_.emplace(std::string(route), Answers{}).first;
    ++found->second.by_status[status];
    found->second.times.add(time);
}

void Metrics::published(std::chrono::duration<double> time, std::size_t items) {
    const std::lock_guard lock(mutex_);
    publishing_.add(time);
    published_items_ += items;
}

void Metrics::chore_done(std::string_view chore, std::int64_t unix_seconds) {
    const std::lock_guard lock(mutex_);
    chores_[std::string(chore)].last_success = unix_seconds;
}

void Metrics::chore_failed(std::string_view chore) {
    const std::lock_guard lock(mutex_);
    ++chores_[std::string(chore)].failures;
}

std::string Metrics::print(const Gauges& gauges) const {
    const std::lock_guard lock(mutex_);
    std::string out = head("build_info", "gauge", "the program's version, always 1") +
                      line("build_info", label("version", gauges.version), "1");
    out += head("requests_total", "counter", "answers by route and status");
    for (const auto& [route, answers] : routes_)
        for (const auto& [status, count] : answers.by_status)
            out += line("requests_total",
                        label("route", route) + "," + label("status", std::to_string(status)),
                        std::to_string(count));
    out += head("request_seconds", "histogram", "time from a request to its answer");
    for (const auto& [route, answers] : routes_)
        out += answers.times.lines("request_seconds", label("route", route));
    out += head("waiting_terminals", "gauge", "terminals that hold the line") +
           line("waiting_terminals", {}, std::to_string(gauges.waiting_terminals));
    out += head("pool_queue", "gauge", "work that waits for a thread with a database connection") +
           line("pool_queue", {}, std::to_string(gauges.pool_queue));
    out += head("feed_entries", "gauge", "size of each feed");
    for (const auto& feed : gauges.feeds)
        out += line("feed_entries", label("area", feed.area), std::to_string(feed.entries));
    out += head("note_age_seconds", "gauge", "time since each feed was signed as fresh");
    for (const auto& feed : gauges.feeds)
        out += line("note_age_seconds", label("area", feed.area), std::to_string(feed.note_age));
    out += head("publish_seconds", "histogram", "time of each publication until it is on disk") +
           publishing_.lines("publish_seconds", {});
    out += head("published_items_total", "counter", "items published by this server") +
           line("published_items_total", {}, std::to_string(published_items_));
    out += head("chore_last_success_timestamp_seconds", "gauge", "when each chore last ended well");
    for (const auto& [name, chore] : chores_)
        out += line("chore_last_success_timestamp_seconds", label("chore", name),
                    std::to_string(chore.last_success));
    out += head("chore_failures_total", "counter", "how often each chore failed");
    for (const auto& [name, chore] : chores_)
        out += line("chore_failures_total", label("chore", name), std::to_string(chore.failures));
    return out;
}

}  // namespace villageboard::county
