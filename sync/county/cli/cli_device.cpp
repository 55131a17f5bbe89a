#include "sync/county/cli/cli_device.h"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "content/model/error.h"
#include "sync/county/api/json_forms.h"
#include "sync/county/cli/verb.h"
#include "sync/county/devices.h"
#include "sync/county/fleet/alarms.h"
#include "sync/county/fleet/fleet.h"
#include "sync/county/fleet/fleet_json.h"
#include "sync/county/fleet/screenshots.h"
#include "sync/feed/enrolment.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kPageRows = 200;

struct Arguments {
    std::string data;
    std::string area;
    std::vector<std::string> ids;
    std::string device;
    bool all = false;
    bool json = false;
    bool qr = false;
    std::vector<std::string> grants;
    std::string stick;
    std::string group;
    std::string leave;
    std::string item;
    std::string file;
    RegisterRow entry;

    OpenedCounty open() const { return {data, Effects::real()}; }
};

Actor myself(const OpenedCounty& county) { return command_line_actor(county.settings().area); }

AreaCode area_or_county(const OpenedCounty& county, const Arguments& a) {
    return a.area.empty() ? county.settings().area : county.area(a.area);
}

void run_code(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    const AreaCode where = county.area(a.area);
    const std::string code = Fleet(county.tools()).make_code(myself(county), where);
    if (a.qr) {
        out << feed::format_pairing({where, code}) << "\n";
        return;
    }
    out << "For one terminal in " << where.digits() << ", within 24 hours: " << code << "\n";
}

void print_line(const FleetMember& member, std::ostream& out) {
    const DeviceRow& device = member.device;
    out << device.id << " " << device.area << " " << state_word(device.state) << " "
        << format_instant(Instant(std::chrono::seconds(device.created)));
    for (const std::string& grant : device.grants) out << " +" << grant;
    if (!member.fingerprint.empty()) out << "  " << member.fingerprint;
    for (const Trouble& trouble : member.troubles)
        out << "  " << trouble.kind << (trouble.detail.empty() ? "" : ":") << trouble.detail;
    out << "\n";
}

void run_list(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    Fleet fleet(county.tools());
    Json rows = Json::array();
    std::string after;
    do {
        const FleetPage page = fleet.list(
            myself(county), {area_or_county(county, a).digits(), {}, a.group}, after, kPageRows);
        for (const FleetMember& member : page.rows) {
            if (a.json)
                rows.push_back(summary_json(member));
            else
                print_line(member, out);
        }
        after = page.next;
    } while (!after.empty());
    if (a.json) out << Json{{"devices", std::move(rows)}}.dump(2) << "\n";
}

void run_show(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    const Tools tools = county.tools();
    Fleet fleet(tools);
    out << detail_json(fleet, fleet.member(myself(county), a.device), tools).dump(2) << "\n";
}

void run_accept(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    if (a.all) {
        out << Devices(county.tools()).accept_all() << " accepted.\n";
        return;
    }
    std::vector<AreaCode> areas;
    for (const std::string& grant : a.grants) areas.push_back(county.area(grant));
    for (const std::string& id : a.ids) {
        Devices(county.tools()).accept(id, areas);
        out << id << " accepted.\n";
    }
}

void run_revoke(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    for (const std::string& id : a.ids) {
        Devices(county.tools()).revoke(id);
        out << id
            << " revoked. What it already held can't be recalled; what comes from now on is "
               "sealed with a new key.\n";
    }
}

void run_import(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    std::size_t refused = 0;
    for (const ImportedRequest& request : Devices(county.tools()).import(a.stick)) {
        const bool answered = request.answer.outcome == EnrolmentOutcome::made ||
                              request.answer.outcome == EnrolmentOutcome::repeated;
        if (!answered) ++refused;
        out << request.file << (answered ? " answered" : " refused") << "\n";
    }
    if (refused > 0)
        throw Error(ErrorKind::rejected,
                    std::to_string(refused) +
                        " requests were refused: a code was mistyped, used, too old, or for "
                        "another area; make new codes with 'device code'.");
}

void run_enter(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    Fleet fleet(county.tools());
    const Actor actor = myself(county);
    RegisterRow row = fleet.member(actor, a.device).entry;
    if (!a.entry.place.empty()) row.place = a.entry.place;
    if (!a.entry.contact.empty()) row.contact = a.entry.contact;
    if (!a.entry.asset.empty()) row.asset = a.entry.asset;
    if (!a.entry.status.empty()) row.status = a.entry.status;
    fleet.enter(actor, a.device, row);
    if (!a.group.empty()) fleet.join(actor, a.device, a.group);
    if (!a.leave.empty()) fleet.leave(actor, a.device, a.leave);
    out << entry_json(fleet.member(actor, a.device).entry).dump(2) << "\n";
}

void run_screenshot(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    Screenshots screenshots(county.tools());
    if (!a.file.empty()) {
        const ScreenshotRow row = screenshots.newest(myself(county), a.device);
        std::ofstream file(a.file, std::ios::binary | std::ios::trunc);
        file << row.png;
        if (!file.flush())
            throw Error(ErrorKind::retry, a.file + " can't be written; is the disk full?");
        out << a.file << " shows the screen as of " << moment(row.received) << "\n";
        return;
    }
    const ScreenshotRequestRow row = screenshots.ask(myself(county), a.device);
    out << "Asked until " << moment(row.expires)
        << ". The terminal is told with its next report, waits until nobody has touched it for a "
           "minute and says on its panel that it was done; then fetch it with --out FILE.\n";
}

void run_acknowledgements(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    Json rows = Json::array();
    std::string after;
    do {
        const ConfirmedPage page =
            Fleet(county.tools())
                .confirmations(myself(county), county.area(a.area), a.item, after, kPageRows);
        for (const Confirmed& one : page.rows) rows.push_back(confirmed_json(one));
        after = page.next;
    } while (!after.empty());
    out << Json{{"rows", std::move(rows)}}.dump(2) << "\n";
}

void run_alarms(OpenedCounty& county, const Arguments& a, std::ostream& out) {
    Alarms alarms(county.tools());
    alarms.judge();
    const AlarmPage page =
        alarms.list(myself(county), area_or_county(county, a), !a.all, {}, kPageRows);
    Json rows = Json::array();
    for (const AlarmRow& row : page.rows) {
        rows.push_back(alarm_json(row));
        if (a.json) continue;
        out << row.id << " " << row.device << " " << row.kind
            << (row.detail.empty() ? "" : ":" + row.detail) << " since "
            << format_instant(Instant(std::chrono::seconds(row.raised)));
        if (row.cleared > 0)
            out << " until " << format_instant(Instant(std::chrono::seconds(row.cleared)));
        out << "\n";
    }
    if (a.json) out << Json{{"alarms", std::move(rows)}}.dump(2) << "\n";
}

CLI::App* add_simple(CLI::App* device, Arguments& a, const char* name, const char* what,
                     void (*work)(OpenedCounty&, const Arguments&, std::ostream&)) {
    CLI::App* verb = add_verb(*device, name, what);
    add_data(verb, a.data);
    verb->callback([&a, work] {
        auto county = a.open();
        work(county, a, std::cout);
    });
    return verb;
}

void add_accept(CLI::App* device, Arguments& a) {
    CLI::App* verb = add_verb(*device, "accept", "give terminals their keys");
    add_data(verb, a.data);
    verb->add_flag("--all", a.all, "every terminal that waits");
    verb->add_option("--grant", a.grants, "a further village whose items it may show");
    verb->add_option("ID", a.ids, "as 'device list' prints them");
    verb->callback([&a] {
        if (a.all != a.ids.empty())
            throw Error(ErrorKind::invalid, "Name the devices, or write --all.");
        if ((a.all || a.ids.size() > 1) && !a.grants.empty())
            throw Error(ErrorKind::invalid, "A grant is for one device; name it by its id.");
        auto county = a.open();
        run_accept(county, a, std::cout);
    });
}

void add_register(CLI::App* device, Arguments& a) {
    CLI::App* verb =
        add_simple(device, a, "enter", "enter what the office knows of a terminal", run_enter);
    verb->add_option("ID", a.device, "as 'device list' prints it")->required();
    verb->add_option("--place", a.entry.place, "name of the hall");
    verb->add_option("--contact", a.entry.contact, "the office that looks after it");
    verb->add_option("--asset", a.entry.asset, "number on its plate");
    verb->add_option("--status", a.entry.status, "planned, active, repair or retired")
        ->check(CLI::IsMember({"planned", "active", "repair", "retired"}));
    verb->add_option("--join", a.group, "a group to add it to");
    verb->add_option("--leave", a.leave, "a group to take it from");
}

}  // namespace

void add_device_verbs(CLI::App& app) {
    const auto arguments = std::make_shared<Arguments>();
    Arguments& a = *arguments;
    a.entry.status.clear();
    CLI::App* device = add_verb(app, "device", "terminals: codes, acceptance, what they report");
    device->require_subcommand(1);
    // the options live as long as the parser that fills them
    device->final_callback([arguments] {});
    CLI::App* code = add_simple(device, a, "code", "print a one-time enrolment code", run_code);
    add_area(code, a.area);
    code->add_flag("--qr", a.qr, "print area and code as a QR code holds them");
    CLI::App* list =
        add_simple(device, a, "list", "every terminal with its state and fingerprint", run_list);
    list->add_option("--area", a.area, "only these and below");
    list->add_option("--group", a.group, "only members of this group");
    list->add_flag("--json", a.json, "print one JSON document");
    CLI::App* show = add_simple(device, a, "show", "all about one terminal, as JSON", run_show);
    show->add_option("ID", a.device, "as 'device list' prints it")->required();
    add_accept(device, a);
    CLI::App* revoke = add_simple(device, a, "revoke", "take terminals' keys away", run_revoke);
    revoke->add_option("ID", a.ids, "as 'device list' prints them")->required();
    CLI::App* import =
        add_simple(device, a, "import", "answer the enrolment requests on a stick", run_import);
    import->add_option("DIR", a.stick, "folder of the stick")->required();
    add_register(device, a);
    CLI::App* acknowledgements = add_simple(
        device, a, "acknowledgements",
        "who confirmed that an erased or withdrawn item is gone, as JSON", run_acknowledgements);
    add_area(acknowledgements, a.area);
    acknowledgements->add_option("ITEM", a.item, "id of the item")->required();
    CLI::App* screenshot =
        add_simple(device, a, "screenshot",
                   "ask a terminal for a picture of its first page or notice board, or fetch it",
                   run_screenshot);
    screenshot->add_option("ID", a.device, "as 'device list' prints it")->required();
    screenshot->add_option("--out", a.file, "write the newest picture into this PNG file");
    CLI::App* alarms =
        add_simple(device, a, "alarms", "what an operator should look at", run_alarms);
    alarms->add_option("--area", a.area, "only these and below");
    alarms->add_flag("--all", a.all, "those that are over, too");
    alarms->add_flag("--json", a.json, "print one JSON document");
}

}  // namespace villageboard::county
