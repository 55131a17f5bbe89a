#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>
#include <thread>

#include "content/model/error.h"
#include "sync/agent/agent.h"
#include "sync/agent/courier.h"
#include "sync/agent/enrol.h"
#include "sync/agent/loop.h"
#include "sync/agent/messages.h"
#include "sync/agent/status.h"

namespace {

using namespace villageboard;

constexpr int kDone = 0;
constexpr int kTryAgain = 1;
constexpr int kRefused = 2;
constexpr std::size_t kAllSubmissions = ~std::size_t{0};

struct Options {
    std::string data;
    std::string stick;
    agent::EnrolOptions enrol;
    agent::RoundOptions round;
    std::int64_t poll_seconds = 120;
    bool insecure_http = false;
    bool json = false;
};

int exit_code(state::RoundResult result) {
    if (result == state::RoundResult::fresh) return kDone;
    return result == state::RoundResult::refused ? kRefused : kTryAgain;
}

int exit_code(ErrorKind kind) {
    return kind == ErrorKind::retry || kind == ErrorKind::corrupt ? kTryAgain : kRefused;
}

fetch::PlainHttp plain(const Options& options) {
    return options.insecure_http ? fetch::PlainHttp::anywhere : fetch::PlainHttp::loopback_only;
}

void need_terminal(const Options& options) {
    if (!std::filesystem::is_directory(options.data))
        throw Error(ErrorKind::invalid, "There is no data folder " + options.data + ".");
    if (!std::filesystem::exists(std::filesystem::path(options.data) / "trust.db"))
        throw Error(ErrorKind::invalid,
                    options.data + " holds no terminal; run 'villageboard-sync enrol' first.");
}

int run_enrol(Options options) {
    options.enrol.plain = plain(options);
    const auto outcome = agent::enrol(options.data, agent::real_environment(), options.enrol);
    std::cout << "fingerprint " << agent::fingerprint(options.data) << '\n';
    if (outcome == agent::Enrolled::done) return kDone;
    std::cerr << "The request lies in " << options.enrol.county
              << "/devices: bring the folder to the county, let it answer ('device import'), "
                 "then run this again.\n";
    return kTryAgain;
}

int run_once(Options options) {
    need_terminal(options);
    options.round.plain = plain(options);
    agent::Agent agent(options.data, agent::real_environment());
    const agent::RoundReport report = agent.round(options.round);
    // by hand or by a timer: at a time that no villager chose, so without waiting for a coin
    const agent::UplinkReport sent = agent.send_submissions(options.round, kAllSubmissions);
    const std::string& message = report.message.empty() ? sent.message : report.message;
    if (!message.empty()) std::cerr << message << '\n';
    agent.tell_county(report, options.round);
    return exit_code(report.result);
}

int run_submissions(const Options& options) {
    need_terminal(options);
    agent::Agent agent(options.data, agent::real_environment());
    const auto report = agent.submissions_to(options.stick);
    std::cout << report.waiting << " messages lie on " << options.stick << " for the county, "
              << report.done << " have its receipt.\n";
    return kDone;
}

int run_forever(Options options) {
    need_terminal(options);
    options.round.plain = plain(options);
    agent::Agent agent(options.data, agent::real_environment());
    agent::LoopControl control{.pace = {.poll = std::chrono::seconds{options.poll_seconds}},
                               .sleep =
                                   [](std::chrono::milliseconds pause) {
                                       std::this_thread::sleep_for(pause);
                                       return true;
                                   },
                               .elapsed =
                                   [] {
                                       return std::chrono::duration_cast<std::chrono::milliseconds>(
                                           std::chrono::steady_clock::now().time_since_epoch());
                                   },
                               .report =
                                   [](const agent::RoundReport& report) {
                                       if (!report.message.empty())
                                           std::cerr << report.message << std::endl;
                                   },
                               .random = feed::system_random(),
                               .report_uplink =
                                   [](const agent::UplinkReport& report) {
                                       if (!report.message.empty())
                                           std::cerr << report.message << std::endl;
                                   }};
    control.pace.boot_spread = std::min(control.pace.boot_spread, control.pace.poll);
    agent::Courier courier(options.data, agent::real_environment(), options.round.plain);
    const agent::CourierThread beside(courier);
    agent::run_loop(agent, options.round, control);
    return kDone;
}

int run_status(const Options& options) {
    std::cout << agent::status(options.data, state::read_clock(),
                               options.json ? agent::StatusForm::json : agent::StatusForm::text);
    return kDone;
}

void add_commands(CLI::App& app, Options& options) {
    const auto command = [&](const char* name, const char* help) {
        CLI::App* verb = app.add_subcommand(name, help);
        verb->add_option("--data", options.data, "the terminal's data folder")->required();
        return verb;
    };
    const auto plain_http = [&](CLI::App* verb) {
        verb->add_flag("--insecure-http", options.insecure_http,
                       "allow plain http to another machine");
    };
    CLI::App* enrol = command("enrol", "tie this terminal to a county");
    enrol->add_option("--county", options.enrol.county, "URL or folder")->required();
    enrol->add_option("--area", options.enrol.area, "area code of this place");
    enrol
        ->add_option("--code", options.enrol.code,
                     "one-time code of the county, or what its QR code holds")
        ->required();
    plain_http(enrol);
    CLI::App* once = command("once", "one round of synchronisation");
    once->add_option("--from", options.round.from, "a URL or folder to ask first");
    plain_http(once);
    CLI::App* run = command("run", "synchronise until stopped");
    run->add_option("--poll", options.poll_seconds, "seconds between rounds")
        ->check(CLI::Range(1, 86'400));
    plain_http(run);
    CLI::App* submissions =
        command("submissions", "carry villagers' sealed messages to the county on a stick");
    submissions->add_option("--to", options.stick, "folder of the stick")->required();
    CLI::App* status = command("status", "say how it stands");
    status->add_flag("--json", options.json, "as one JSON document");
    app.require_subcommand(1);
}

int dispatch(const CLI::App& app, const Options& options) {
    if (app.got_subcommand("enrol")) return run_enrol(options);
    if (app.got_subcommand("once")) return run_once(options);
    if (app.got_subcommand("run")) return run_forever(options);
    if (app.got_subcommand("submissions")) return run_submissions(options);
    return run_status(options);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Keeps a village's board in step with its county.", "villageboard-sync");
    Options options;
    try {
        add_commands(app, options);
        app.parse(argc, argv);
        return dispatch(app, options);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        std::cerr << agent::one_line(error.what()) << '\n';
        return kRefused;
    } catch (const Error& error) {
        std::cerr << agent::one_line(error.what()) << '\n';
        return exit_code(error.kind());
    } catch (const std::exception& error) {
        std::cerr << agent::one_line(error.what()) << '\n';
        return kTryAgain;
    }
}
