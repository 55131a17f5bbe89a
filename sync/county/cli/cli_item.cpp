#include "sync/county/cli/cli_item.h"

#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/api/desk_json.h"
#include "sync/county/cli/verb.h"
#include "sync/county/desk/desk.h"

namespace villageboard::county {
namespace {

struct ItemOptions {
    std::string data;
    std::string area;
    std::string state;
    std::string id;
    std::string item;
    std::string post;
    std::string reason;
    std::string class_;
};

/// What every verb needs; a refusal is told like any wrong input.
class ItemVerb {
  public:
    explicit ItemVerb(const ItemOptions& options)
        : county_(options.data, Effects::real()),
          tools_(county_.tools()),
          actor_(command_line_actor(county_.settings().area)) {}

    OpenedCounty& county() { return county_; }
    const Tools& tools() const { return tools_; }
    const Actor& actor() const { return actor_; }
    Desk desk() const { return Desk(tools_); }
    long long version(const std::string& id) { return desk().view(actor_, id).row.version; }

  private:
    OpenedCounty county_;
    Tools tools_;
    Actor actor_;
};

void print(const DossierRow& row) {
    std::cout << row.id << " " << row.state << " " << row.operation << " " << row.kind << " "
              << (row.catalogue.empty() ? "-" : row.catalogue) << " " << row.area << " " << row.item
              << "\n";
}

void run_list(ItemVerb& verb, const ItemOptions& options) {
    DossierRows::Page page;
    page.area = verb.county().area(options.area).digits();
    page.after_area = page.area;
    page.state = options.state;
    page.limit = 200;
    for (std::string next = "-"; !next.empty();) {
        for (const DossierRow& row : verb.desk().list(verb.actor(), page, next)) print(row);
        const auto dot = next.find('.');
        if (dot == std::string::npos) return;
        page.after_area = next.substr(0, dot);
        page.after_id = next.substr(dot + 1);
    }
}

void run_show(ItemVerb& verb, const ItemOptions& options) {
    std::cout << json_of(verb.desk().view(verb.actor(), options.id), verb.tools()).dump(2) << "\n";
}

void run_sign(ItemVerb& verb, const ItemOptions& options) {
    std::optional<Post> post;
    if (!options.post.empty()) {
        post = parse_post(options.post);
        if (!post) throw Error(ErrorKind::invalid, "There is no post '" + options.post + "'.");
    }
    std::vector<FindingReason> reasons;
    if (!options.reason.empty())
        for (const FindingRow& row : verb.desk().view(verb.actor(), options.id).findings)
            if (row.severity == "W") reasons.push_back({row.position, options.reason});
    print(verb.desk().sign(verb.actor(), options.id, verb.version(options.id), post, reasons));
}

/// Begins it and sends it on its way; somebody else has to agree.
void run_take_out(ItemVerb& verb, const ItemOptions& options, Operation operation) {
    NewDossier wanted{.area = verb.county().area(options.area),
                      .operation = operation,
                      .item = options.item,
                      .document = {},
                      .reason = options.reason,
                      .class_ = options.class_};
    const DossierRow row = verb.desk().create(verb.actor(), wanted);
    print(verb.desk().submit(verb.actor(), row.id, row.version));
}

using Work = std::function<void(ItemVerb&, const ItemOptions&)>;

CLI::App* add(CLI::App& parent, const char* name, const char* what,
              const std::shared_ptr<ItemOptions>& options, Work work) {
    CLI::App* verb = add_verb(parent, name, what);
    add_data(verb, options->data);
    verb->callback([options, work = std::move(work)] {
        try {
            ItemVerb opened(*options);
            work(opened, *options);
        } catch (const Refusal& refusal) {
            throw Error(ErrorKind::invalid, refusal.what(), refusal.place());
        }
    });
    return verb;
}

void add_id(CLI::App* verb, ItemOptions& options) {
    verb->add_option("ID", options.id, "of a dossier, as 'item list' prints it")->required();
}

}  // namespace

void add_item_verbs(CLI::App& app) {
    const auto options = std::make_shared<ItemOptions>();
    CLI::App* item =
        add_verb(app, "item", "the publishing desk: what is on its way, and its steps");
    item->require_subcommand(1);
    CLI::App* list = add(*item, "list", "dossiers of an area and all in it", options, run_list);
    add_area(list, options->area);
    list->add_option("--state", options->state, "only those in this state");
    add_id(add(*item, "show", "one dossier as JSON", options, run_show), *options);
    add_id(add(*item, "submit", "check a draft and send it on its way", options,
               [](ItemVerb& verb, const ItemOptions& o) {
                   print(verb.desk().submit(verb.actor(), o.id, verb.version(o.id)));
               }),
           *options);
    for (const char* name : {"sign", "approve"}) {
        CLI::App* verb =
            add(*item, name, "sign as one of the posts that are missing", options, run_sign);
        add_id(verb, *options);
        verb->add_option("--as", options->post, "a post, such as town_reviewer");
        verb->add_option("--reason", options->reason, "why its warnings may stand");
    }
    CLI::App* back =
        add(*item, "return", "send it back to its author", options,
            [](ItemVerb& verb, const ItemOptions& o) {
                print(verb.desk().send_back(verb.actor(), o.id, verb.version(o.id), o.reason));
            });
    add_id(back, *options);
    back->add_option("--reason", options->reason, "what its author reads")->required();
    CLI::App* withdraw = add(
        *item, "withdraw", "begin a withdrawal; another person agrees to it", options,
        [](ItemVerb& verb, const ItemOptions& o) { run_take_out(verb, o, Operation::withdraw); });
    withdraw->add_option("--reason", options->reason, "the line that stays")->required();
    CLI::App* erase =
        add(*item, "erase", "begin an erasure; another person agrees to it", options,
            [](ItemVerb& verb, const ItemOptions& o) { run_take_out(verb, o, Operation::erase); });
    erase->add_option("--class", options->class_, "why the law asks for it, such as court_order")
        ->required();
    for (CLI::App* verb : {withdraw, erase}) {
        add_area(verb, options->area);
        verb->add_option("--item", options->item, "id of the item")->required();
    }
}

}  // namespace villageboard::county
