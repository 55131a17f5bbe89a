#include "sync/county/cli/cli_inbox.h"

#include <functional>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/cli/verb.h"
#include "sync/county/inbox/answer_batches.h"
#include "sync/county/inbox/cases.h"
#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/inbox_keys.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kAll = 1'000'000;
constexpr std::size_t kMostListed = 200;

struct InboxOptions {
    std::string data;
    std::string stick;
    std::string secret_file;
    std::string key;
    std::string id;
    std::string state;
    bool overdue = false;
    bool json = false;

    OpenedCounty open() const { return {data, Effects::real()}; }
};
using Options = std::shared_ptr<InboxOptions>;

/// The administrator of the machine, without the post that reads what is meant for it alone.
Actor inbox_actor(const OpenedCounty& county) {
    Actor actor = command_line_actor(county.settings().area);
    std::erase_if(actor.appointments,
                  [](const Appointment& one) { return one.post == Post::discipline; });
    return actor;
}

/// A refusal is a wrong input here.
void run(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refusal& refusal) {
        throw Error(ErrorKind::invalid, refusal.what(), refusal.place());
    }
}

std::string read_words() {
    std::string words{std::istreambuf_iterator<char>(std::cin), {}};
    while (words.ends_with('\n')) words.pop_back();
    return words;
}

CLI::App* add_inbox_verb(CLI::App* inbox, const Options& options, const char* name,
                         const char* what) {
    CLI::App* verb = add_verb(*inbox, name, what);
    add_data(verb, options->data);
    return verb;
}

void add_keys(CLI::App* inbox, const Options& options) {
    CLI::App* key = add_verb(*inbox, "key", "keys to which messages are sealed");
    key->require_subcommand(1);
    CLI::App* make = add_inbox_verb(key, options, "new", "make a key and publish its public half");
    make->add_option("--secret-file", options->secret_file,
                     "where the secret half goes (default: keys/inbox-<day>.key)");
    make->callback([options] {
        auto county = options->open();
        county.require_writable_feeds();
        std::cout << "The secret half lies in "
                  << make_inbox_key(county.tools(), options->secret_file).string()
                  << "; keep a copy in a safe, and the older ones for messages that come late.\n";
    });
    CLI::App* open = add_inbox_verb(inbox, options, "open", "open sealed messages into cases");
    open->add_option("--key", options->key, "a file with a secret key that is not in keys/");
    open->callback([options] {
        auto county = options->open();
        auto keys = county.keys().inbox_keys();
        if (!options->key.empty()) keys.push_back(read_inbox_key(options->key));
        const auto outcome = Unsealer(county.tools()).open(keys, kAll);
        std::cout << outcome.opened << " opened, " << outcome.unreadable << " unreadable, "
                  << outcome.closed << " sealed to another key.\n";
    });
}

void add_sticks(CLI::App* inbox, const Options& options) {
    CLI::App* import =
        add_inbox_verb(inbox, options, "import", "take the messages on a stick, leave receipts");
    import->add_option("DIR", options->stick, "folder of the stick")->required();
    import->callback([options] {
        auto county = options->open();
    const auto imported = Inbox(county.tools()).import(options->stick);
    std::cout << imported.taken << " taken, " << imported.held << " held already, "
              << imported.refused << " refused.\n";
    if (imported.refused > 0)
        throw Error(ErrorKind::rejected,
                    std::to_string(imported.refused) +
                        " messages were refused: damaged, of an unknown terminal, or not "
                        "signed by it.");
});
CLI::App* answers =
    add_inbox_verb(inbox, options, "answers", "publish the batch of answers that is due");
answers->callback([options] {
    auto county = options->open();
    county.require_writable_feeds();
    std::cout << AnswerBatches(county.tools()).work() << " batches published.\n";
});
}  // namespace

nlohmann::ordered_json head_of(const Case& one) {
    return {{"id", one.row.id},
            {"route", one.row.route},
            {"desk", one.row.desk},
            {"state", one.row.state},
            {"received", format_day(one.row.received)},
            {"due", format_day(one.row.due)},
            {"kind", one.file.kind},
            {"area", one.file.area}};
}

void list(const InboxOptions& options) {
    auto county = options.open();
    Cases cases(county.tools());
    const Actor actor = inbox_actor(county);
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    CaseQuery query{
        .state = options.state, .overdue = options.overdue, .after = {}, .limit = kMostListed};
    do {
        const CasePage page = cases.list(actor, query);
        for (const Case& one : page.cases) {
            if (options.json) {
                rows.push_back(head_of(one));
                continue;
            }
            std::cout << one.row.id << " " << one.row.state << " due " << format_day(one.row.due)
                      << " " << one.file.kind << " " << one.row.route << " " << one.row.desk
                      << "\n";
        }
        query.after = page.next;
    } while (!query.after.empty());
    if (options.json)
        std::cout << nlohmann::ordered_json{{"cases", std::move(rows)}}.dump(2) << "\n";
}

void show(const InboxOptions& options) {
    auto county = options.open();
    const Case one = Cases(county.tools()).show(inbox_actor(county), options.id);
    if (options.json) {
        auto json = head_of(one);
        json["day"] = format_day(one.file.day);
        json["text"] = one.file.text;
        json["contact"] = one.file.contact;
        json["voice_ms"] = one.file.voice_length.count();
        std::cout << json.dump(2) << "\n";
        return;
    }
    std::cout << one.row.state << ", due " << format_day(one.row.due) << ", " << one.file.kind
              << ", " << one.file.area << ", written " << format_day(one.file.day) << "\n"
              << one.file.text << "\n";
    if (!one.file.contact.empty()) std::cout << "contact: " << one.file.contact << "\n";
    for (const CaseEvent& event : one.file.events)
        std::cout << format_day(event.day) << " " << event.actor << " " << event.act << " "
                  << event.words << "\n";
}

void answer(const InboxOptions& options) {
    auto county = options.open();
    Cases cases(county.tools());
    const Actor actor = inbox_actor(county);
    Case one = cases.show(actor, options.id);
    if (one.row.state != "in_hand") one = cases.take(actor, options.id, one.row.version);
    one = cases.answer(actor, options.id, one.row.version, read_words());
    std::cout << (one.file.answer_key.empty() ? "Answered; nobody holds a slip for it.\n"
                                              : "Answered; it is published with the next batch.\n");
}

void release(const InboxOptions& options) {
    auto county = options.open();
    Cases cases(county.tools());
    const Actor actor = inbox_actor(county);
    const Case one = cases.show(actor, options.id);
    cases.release(actor, options.id, one.row.version, read_words());
    std::cout << "The offices of " << one.file.area << " may read it.\n";
}

void add_cases(CLI::App* inbox, const Options& options) {
    CLI::App* listing = add_inbox_verb(inbox, options, "list", "cases by the day they are due");
    listing->add_option("--state", options->state,
                        "received, in_hand, transferred, answered, closed");
    listing->add_flag("--overdue", options->overdue, "only open ones whose term is over");
    listing->callback([options] { run([&] { list(*options); }); });
    CLI::App* showing = add_inbox_verb(inbox, options, "show", "a case with its words");
    showing->callback([options] { run([&] { show(*options); }); });
    CLI::App* answering =
        add_inbox_verb(inbox, options, "answer", "answer with the words on standard input");
    answering->callback([options] { run([&] { answer(*options); }); });
    CLI::App* releasing = add_inbox_verb(inbox, options, "release",
                                         "let the village read the words on standard input");
    releasing->callback([options] { run([&] { release(*options); }); });
    for (CLI::App* verb : {listing, showing})
        verb->add_flag("--json", options->json, "print one JSON document");
    for (CLI::App* verb : {showing, answering, releasing})
        verb->add_option("ID", options->id, "as 'inbox list' prints it")->required();
}

}  // namespace villageboard::county

void add_inbox_verbs(CLI::App& app) {
    const auto options = std::make_shared<InboxOptions>();
    CLI::App* inbox = add_verb(app, "inbox", "what villagers wrote, and the answers");
    inbox->require_subcommand(1);
    add_keys(inbox, options);
    add_sticks(inbox, options);
    add_cases(inbox, options);
}

}  // namespace villageboard::county
