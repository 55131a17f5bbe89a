#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "content/model/error.h"
#include "sync/county/api/serve.h"
#include "sync/county/cli/cli_alert.h"
#include "sync/county/cli/cli_audit.h"
#include "sync/county/cli/cli_calendar.h"
#include "sync/county/cli/cli_device.h"
#include "sync/county/cli/cli_inbox.h"
#include "sync/county/cli/cli_item.h"
#include "sync/county/cli/cli_keep.h"
#include "sync/county/cli/cli_payments.h"
#include "sync/county/cli/cli_user.h"
#include "sync/county/cli/commands.h"
#include "sync/county/cli/verb.h"
#include "sync/county/people/refusal.h"

namespace {

using namespace villageboard;
using namespace villageboard::county;

constexpr int kDone = 0;
constexpr int kTryAgain = 1;
constexpr int kRefused = 2;

/// Values of the options, filled while the command line is read.
struct Arguments {
    InitRequest init;
    std::string areas_file;
    std::string data;
    std::string area;
    ImportOptions import;
    PublishOptions publish;
    std::string listen = "127.0.0.1:8480";
    std::string role;
    std::string feed;
    std::string vkey;
    std::string to;
    std::vector<std::string> areas;
    bool json = false;

    Output output() const { return json ? Output::json : Output::text; }
    OpenedCounty open() const { return {data, Effects::real()}; }
};

void add_init(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "init", "make a county's data folder");
    verb->add_option("--data", a.init.data, "an empty or a new folder")->required();
    verb->add_option("--origin", a.init.origin, "name of the logs, such as board.county.example")
        ->required();
    verb->add_option("--area", a.init.area, "6-digit code of the county")->required();
    verb->add_option("--database", a.init.database, "postgresql:// URL (default: SQLite)");
    verb->add_option("--areas", a.areas_file, "item JSON of the county's table of areas");
    verb->callback([&a] {
        if (!a.areas_file.empty()) a.init.areas = a.areas_file;
        run_init(a.init, Effects::real(), std::cout);
    });
}

void add_import(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "import", "read a document into a draft and check it");
    add_data(verb, a.data);
    add_area(verb, a.area);
    verb->add_option("--item", a.import.item, "code of the catalogue item, such as N02")
        ->required();
    verb->add_flag("--json", a.json, "print one JSON document");
    verb->add_option("FILE", a.import.file, "text, Markdown or item JSON")->required();
    verb->callback([&a] {
        auto county = a.open();
        a.import.area = a.area;
        a.import.output = a.output();
        run_import(county, a.import, std::cout);
    });
}

void add_publish(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "publish", "publish items, all or none");
    add_data(verb, a.data);
    add_area(verb, a.area);
    verb->add_option("--draft", a.publish.drafts, "ids of drafts that 'import' stored");
    verb->add_flag("--json", a.json, "print one JSON document");
    verb->add_option("FILE", a.publish.files, "item JSON, or Markdown with a metadata block");
    verb->callback([&a] {
        auto county = a.open();
        a.publish.area = a.area;
        a.publish.output = a.output();
        run_publish(county, a.publish, std::cout);
    });
}

void add_serve(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "serve", "serve the feeds and the API until SIGTERM");
    add_data(verb, a.data);
    verb->add_option("--listen", a.listen, "HOST:PORT (default 127.0.0.1:8480)");
    verb->callback([&a] {
        auto county = a.open();
        serve(county, parse_listen_address(a.listen),
              [](HttpServer& server) { spdlog::info("Listening on port {}.", server.port()); });
        spdlog::info("Stopped.");
    });
}

void add_key(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "key", "the county's public keys");
    verb->require_subcommand(1);
    CLI::App* show = add_verb(*verb, "show", "print the vkeys of a feed: log, freshness");
    add_data(show, a.data);
    add_area(show, a.area);
    show->callback([&a] {
        auto county = a.open();
        run_key_show(county, a.area, std::cout);
    });
}

void add_pin(CLI::App& app, Arguments& a) {
    CLI::App* pin = add_verb(app, "pin", "PINs of the staff of terminals");
    pin->require_subcommand(1);
    CLI::App* set = add_verb(*pin, "set", "set a role's PIN, read from standard input");
    CLI::App* list = add_verb(*pin, "list", "the roles that have a PIN");
    CLI::App* remove = add_verb(*pin, "remove", "take a role's PIN away");
    for (CLI::App* verb : {set, list, remove}) {
        add_data(verb, a.data);
        add_area(verb, a.area);
    }
    for (CLI::App* verb : {set, remove})
        verb->add_option("--name", a.role, "a role, such as village_clerk")->required();
    set->callback([&a] {
        auto county = a.open();
        run_pin_set(county, a.area, a.role, std::cin, std::cout);
    });
    list->callback([&a] {
        auto county = a.open();
        run_pin_list(county, a.area, std::cout);
    });
    remove->callback([&a] {
        auto county = a.open();
        run_pin_remove(county, a.area, a.role, std::cout);
    });
}

void add_verify(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "verify", "read feeds from their first to their last byte");
    CLI::Option* data = verb->add_option("--data", a.data, "every feed of a data folder");
    CLI::Option* feed = verb->add_option("--feed", a.feed, "URL or folder of a feed's files");
    CLI::Option* vkey = verb->add_option("--vkey", a.vkey, "the feed's log key");
    feed->needs(vkey)->excludes(data);
    vkey->needs(feed);
    verb->add_flag("--json", a.json, "print one JSON document");
    verb->callback([&a] {
        if (!a.feed.empty()) return run_verify_feed(a.feed, a.vkey, a.output(), std::cout);
        if (a.data.empty())
            throw Error(ErrorKind::invalid, "Write --data DIR, or --feed URL with --vkey KEY.");
        auto county = a.open();
        run_verify_data(county, a.output(), std::cout);
    });
}

void add_export(CLI::App& app, Arguments& a) {
    CLI::App* verb = add_verb(app, "export", "copy feeds to a mirror or a stick");
    add_data(verb, a.data);
    verb->add_option("--to", a.to, "folder to copy to")->required();
    verb->add_option("--area", a.areas, "only these areas and the ones above them");
    verb->callback([&a] {
        auto county = a.open();
        run_export(county, a.to, a.areas, std::cout);
    });
}

int fail(std::string message, int code) {
    std::ranges::replace(message, '\n', ' ');
    std::cerr << message << "\n";
    return code;
}

int run(int argc, char** argv) {
    CLI::App app("The county's side of Villageboard: publishing, serving, terminals.",
                 "villageboard-county");
    app.require_subcommand(1);
    Arguments arguments;
    add_init(app, arguments);
    add_import(app, arguments);
    add_publish(app, arguments);
    add_serve(app, arguments);
    add_key(app, arguments);
    add_device_verbs(app);
    add_alert_verbs(app);
    add_pin(app, arguments);
    add_item_verbs(app);
    add_verify(app, arguments);
    add_export(app, arguments);
    add_user_verbs(app);
    add_audit_verbs(app);
    add_inbox_verbs(app);
    add_payment_verbs(app);
    add_calendar_verbs(app);
    add_keep_verbs(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        return fail(std::string(error.what()) + "; see 'villageboard-county --help'.", kRefused);
    }
    std::cout.flush();
    if (!std::cout) return fail("The result can't be written to standard output.", kTryAgain);
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    spdlog::set_default_logger(spdlog::stderr_color_mt("county"));
    try {
        return run(argc, argv);
    } catch (const Error& error) {
        std::string message = error.what();
        if (message.find(error.place()) == std::string::npos) message += " (" + error.place() + ")";
        return fail(message, error.kind() == ErrorKind::retry ? kTryAgain : kRefused);
    } catch (const Refusal& refusal) {
        return fail(refusal.what(), kRefused);
        return fail(refusal.what(),
                    refusal.kind() == RefusalKind::too_often ? kTryAgain : kRefused);
    } catch (const std::exception& error) {
        return fail(std::string("The command failed: ") + error.what(), kRefused);
    }
}
