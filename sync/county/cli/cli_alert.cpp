#include "sync/county/cli/cli_alert.h"

#include <iostream>
#include <ostream>

#include "content/model/error.h"
#include "content/model/wire_names.h"
#include "sync/county/cli/verb.h"
#include "sync/county/publish/draft_input.h"
#include "sync/county/push/alert_desk.h"
#include "sync/county/push/alert_json.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kPageRows = 200;

struct Arguments {
    std::string data;
    std::string source;
    std::string id;
    std::string state;
    std::vector<std::string> areas;
    std::string severity = "yellow";
    HandAlert alert;
    double lasts_hours = 24;
    bool json = false;

    OpenedCounty open() const { return {data, Effects::real()}; }
};

Actor myself(const OpenedCounty& county) { return command_line_actor(county.settings().area); }

/// A file, or what a web server has under a URL.
std::string bytes_of(const std::string& source) {
    const auto scheme = source.find("://");
    if (scheme == std::string::npos) return read_input_file(source, kMaxAlertBytes);
    const auto slash = source.rfind('/');
    if (slash < scheme + 3)
        throw Error(ErrorKind::invalid, "The URL " + source + " names no file.");
    const auto fetcher =
        fetch::make_fetcher(source.substr(0, slash), fetch::PlainHttp::loopback_only);
    fetch::MemorySink sink;
    const auto reply =
        fetcher->get({.path = source.substr(slash + 1), .limit = kMaxAlertBytes}, sink);
    if (reply.got != fetch::Got::whole)
        throw Error(ErrorKind::retry, "There is no readable document at " + source + ".");
    return sink.bytes();
}

void run_import(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    county.require_writable_feeds();
    AlertDesk desk(county.tools());
    for (const IncomingAlert& alert : read_alerts(bytes_of(a.source))) {
        const TakenAlert taken = desk.take(myself(county), alert);
        out << taken.identifier << " " << taken.outcome << "\n";
    }
}

void run_send(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    HandAlert alert = a.alert;
    alert.severity = *from_wire_name<Severity>(a.severity);
    for (const std::string& area : a.areas) alert.areas.push_back(county.area(area));
    const Tools tools = county.tools();
    alert.expires = tools.clock() + std::chrono::seconds(static_cast<int>(a.lasts_hours * 3600));
    out << AlertDesk(tools).make(myself(county), alert).id
        << " waits for another duty officer to confirm it.\n";
}

void run_confirm(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    county.require_writable_feeds();
    AlertDesk(county.tools()).confirm(myself(county), a.id);
    out << a.id << " was sent.\n";
}

void run_list(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    const AlertPage page =
        AlertDesk(county.tools())
            .list(myself(county), {county.settings().area.digits(), a.state}, {}, kPageRows);
    Json rows = Json::array();
    for (const AlertRow& row : page.rows) {
        rows.push_back(alert_json(row));
        if (!a.json)
            out << row.id << " " << row.state << " " << row.type << " " << row.identifier << "\n";
    }
    if (a.json) out << Json{{"alerts", std::move(rows)}}.dump(2) << "\n";
}

CLI::App* add_simple(CLI::App* alert, Arguments& a, const char* name, const char* what,
                     void (*work)(OpenedCounty&, const Arguments&, std::ostream&)) {
    CLI::App* verb = add_verb(*alert, name, what);
    add_data(verb, a.data);
    verb->callback([&a, work] {
        auto county = a.open();
        work(county, a, std::cout);
    });
    return verb;
}

void add_send(CLI::App* alert, Arguments& a) {
    CLI::App* verb = add_simple(alert, a, "send",
                                "write a warning by hand; another officer confirms it", run_send);
    verb->add_option("--area", a.areas, "where it counts; several times for several")->required();
    verb->add_option("--event", a.alert.event, "what threatens, in words")->required();
    verb->add_option("--severity", a.severity, "red, orange, yellow or blue")
        ->check(CLI::IsMember({"red", "orange", "yellow", "blue"}));
    verb->add_option("--headline", a.alert.headline, "who warns of what, with its colour")
        ->required();
    verb->add_option("--description", a.alert.description, "what happens")->required();
    verb->add_option("--instruction", a.alert.instruction, "what to do")->required();
    verb->add_option("--office", a.alert.office_name, "the office, in words")->required();
    verb->add_option("--phone", a.alert.phone, "of the office on duty")->required();
    verb->add_option("--where", a.alert.where, "where to go");
    verb->add_option("--hours", a.lasts_hours, "how long it lasts (default 24)")
        ->check(CLI::Range(0.1, 72.0));
    verb->add_option("--alone", a.alert.alone_reason,
                     "why it may go out after three minutes without a second officer");
}

}  // namespace

void add_alert_verbs(CLI::App& app) {
    const auto arguments = std::make_shared<Arguments>();
    Arguments& a = *arguments;
    CLI::App* alert = add_verb(app, "alert", "warnings: from the gateway and by hand");
    alert->require_subcommand(1);
    // the options live as long as the parser that fills them
    alert->final_callback([arguments] {});
    CLI::App* import =
        add_simple(alert, a, "import", "publish a CAP document or 12379 items at once", run_import);
    import->add_option("FILE", a.source, "a file, or a URL of one")->required();
    add_send(alert, a);
    CLI::App* confirm = add_simple(alert, a, "confirm", "send a warning that waits", run_confirm);
    confirm->add_option("ID", a.id, "as 'alert list' prints it")->required();
    CLI::App* list = add_simple(alert, a, "list", "messages, the newest first", run_list);
    list->add_option("--state", a.state, "waiting, sending, sent or dropped");
    list->add_flag("--json", a.json, "print one JSON document");
}

}  // namespace villageboard::county
