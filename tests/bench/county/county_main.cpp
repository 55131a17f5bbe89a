// The county's server under the load of a county's terminals: starting, polling, waiting for an
// alert, and the public pages; nginx beside it on the same files. Prints tables.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "content/model/error.h"
#include "tests/bench/county/http_load.h"
#include "tests/bench/county/store.h"
#include "tests/bench/program.h"

namespace {

using namespace villageboard;
using namespace villageboard::bench;

struct Options {
    std::string county;
    std::string out;
    std::string database = "sqlite";
    std::size_t terminals = 3000;
    std::size_t waiting = 1000;
    std::size_t items = 100'000;
    std::size_t villages = 250;
    int polls = 5;
    int speed = 10;
    int rounds = 300;
    std::uint16_t port = 18480;
};

constexpr std::chrono::milliseconds kMinute{60'000};

/// Thousands of connections need as many descriptors, here and in the servers.
void allow_many_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::filesystem::path write_nginx_conf(const std::filesystem::path& out, std::uint16_t port) {
    const auto file = out / "nginx.conf";
    std::ofstream(file) << "daemon off;\nworker_processes 2;\nworker_rlimit_nofile 20000;\npid "
                        << (out / "nginx.pid").string() << ";\nerror_log stderr;\n"
                        << "user root;\nevents { worker_connections 8000; }\nhttp {\n"
                        << "  access_log off;\n  sendfile on;\n  keepalive_requests 1000000;\n"
                        << "  server {\n    listen 127.0.0.1:" << port << ";\n    root "
                        << (out / "county" / "feed").string() << ";\n    location /p/ { alias "
                        << (out / "county" / "site").string() << "/; }\n  }\n}\n";
    return file;
}

LoadPlan plan_of(const Options& options, const FilledCounty& filled, std::uint16_t port) {
    LoadPlan plan{.port = port,
                  .paths = {},
                  .boot = kMinute / options.speed,
                  .pause = kMinute / options.speed,
                  .polls = options.polls};
    for (std::size_t i = 0; i < options.terminals; ++i)
        plan.paths.push_back(filled.paths[i % filled.paths.size()]);
    return plan;
}

void print_row(const std::string& what, const Series& series) {
    std::cout << "| " << what << " | " << number(series.median()) << " | "
              << number(series.at(0.99)) << " | " << number(series.most()) << " | " << series.size()
              << " |\n";
}

void print_load(const std::string& name, const LoadResult& result, double processor_ms) {
    print_row(name + ": a terminal starts", result.boot);
    print_row(name + ": a poll with nothing new", result.poll);
    std::cout << "| " << name << ": requests per second | "
              << number(static_cast<double>(result.requests) / result.seconds) << " | | | "
              << result.requests << " |\n| " << name << ": bytes per request | "
              << number(static_cast<double>(result.bytes) /
                        static_cast<double>(std::max<std::uint64_t>(1, result.requests)))
              << " | | | |\n| " << name << ": processor time per request, ms | "
              << number(processor_ms /
                        static_cast<double>(std::max<std::uint64_t>(1, result.requests)))
              << " | | | |\n| " << name << ": failures | " << result.failures << " | | | |\n";
}

void measure_load(const std::string& name, const Options& options, const FilledCounty& filled,
                  std::uint16_t port, const Program& server) {
    const double before = server.processor_ms();
    const LoadResult result = run_terminals(plan_of(options, filled, port));
    print_load(name, result, server.processor_ms() - before);
}

void measure_calls(const std::string& name, const Options& options, std::uint16_t port,
                   const std::vector<std::string>& targets) {
    std::uint64_t failures = 0;
    for (const auto& [target, times] : time_calls(port, 4, options.rounds, targets, failures))
        print_row(name + ": GET " + target, times);
    if (failures > 0) std::cout << "| " << name << ": failures | " << failures << " | | | |\n";
}

void measure_wake(const Options& options, county::OpenedCounty& opened) {
    const std::string target = "/v1/wait?have=" + opened.settings().area.digits() + ":" +
                               std::to_string(county_feed_size(opened));
    const WakeResult woken =
        wake(options.port, options.waiting, target, [&opened] { publish_alert(opened, 1); });
    print_row("woken after the alert's publication began", woken.after_call);
    print_row("woken after it returned", woken.after_return);
    std::cout << "| not woken | " << woken.failures << " | | | |\n";
}

void run(const Options& options) {
    allow_many_files();
    const std::filesystem::path out = options.out;
    std::filesystem::create_directories(out);
    const auto data = out / "county";
    const auto begin = std::chrono::steady_clock::now();
    const FilledCounty filled =
        fill_county(data, options.database, options.items, options.villages);
    const std::chrono::duration<double> filling = std::chrono::steady_clock::now() - begin;
    std::cout << machine() << "\n\n"
              << options.items << " items in " << options.villages << " villages, published in "
              << number(filling.count()) << " s ("
              << number(static_cast<double>(options.items) / filling.count())
              << " a second), database " << (options.database == "sqlite" ? "SQLite" : "PostgreSQL")
              << "; " << options.terminals << " terminals, time " << options.speed
              << " times as fast.\n\n"
              << "| ms | median | 99th percentile | worst | n |\n|---|---|---|---|---|\n";
    county::OpenedCounty opened(data, {wall_clock, feed::system_random()});
    {
        const Program server({options.county, "serve", "--data", data.string(), "--listen",
                              "127.0.0.1:" + std::to_string(options.port)},
                             out / "server.log");
        if (!answers(options.port, std::chrono::seconds(300)))
            throw Error(ErrorKind::retry, "The county's server doesn't answer.");
        const std::chrono::duration<double> start =
            std::chrono::steady_clock::now() - server.started();
        std::cout << "| county: start until it answers | " << number(start.count() * 1000)
                  << " | | | 1 |\n";
        measure_load("county", options, filled, options.port, server);
        measure_calls("county", options, options.port,
                      {"/healthz", "/readyz", "/metrics", "/v1/openapi.json",
                       "/p/" + filled.page + "/", "/p/" + filled.page.substr(0, 12) + "/",
                       "/v1/items/" + filled.page + "/outputs/script"});
        measure_wake(options, opened);
        std::cout << "| county: memory (PSS), MiB | "
                  << number(static_cast<double>(server.memory().pss) / 1024) << " | | | 1 |\n";
    }
    const auto port = static_cast<std::uint16_t>(options.port + 1);
    const Program nginx({"/usr/sbin/nginx", "-c", write_nginx_conf(out, port).string()},
                        out / "nginx.log");
    if (!answers(port, std::chrono::seconds(10))) {
        std::cout << "\nnginx could not be started; see " << (out / "nginx.log").string() << "\n";
        return;
    }
    measure_load("nginx", options, filled, port, nginx);
    measure_calls("nginx", options, port, {"/p/" + filled.page + "/"});
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"The county's server under the load of its terminals"};
    Options options;
    app.add_option("--county", options.county, "the program villageboard-county")->required();
    app.add_option("--out", options.out, "a folder that is empty or new")->required();
    app.add_option("--database", options.database, "sqlite, or the URL of an empty database");
    app.add_option("--terminals", options.terminals, "how many start and poll");
    app.add_option("--waiting", options.waiting, "how many hold the line");
    app.add_option("--items", options.items, "items in the store");
    app.add_option("--villages", options.villages, "villages that share them");
    app.add_option("--polls", options.polls, "polls of each terminal");
    app.add_option("--speed", options.speed, "how many times as fast as a minute a minute is");
    app.add_option("--rounds", options.rounds, "how often each call is timed");
    app.add_option("--port", options.port, "of the county; nginx takes the next");
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
