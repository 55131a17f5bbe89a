#include "sync/county/cli/cli_user.h"

#include <iostream>

#include "content/model/error.h"
#include "sync/county/api/person_json.h"
#include "sync/county/people/sessions.h"
#include "sync/county/people/users.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kPage = 200;

struct Options {
    std::string data;
    std::string name;
    std::string shown;
    std::string post;
    std::string area;
    std::vector<std::string> codes;
    std::vector<std::string> languages;
    std::string kin;
    bool program = false;
    std::string token;
    std::string purpose;
    int days = 90;
    bool json = false;

    OpenedCounty open() const { return {data, Effects::real()}; }
};
using Shared = std::shared_ptr<Options>;

/// What a verb works with, opened when it runs.
struct Desk {
    explicit Desk(const Options& options)
        : county(options.open()),
          actor(command_line_actor(county.settings().area)),
          users(county.tools()),
          sessions(county.tools()) {}

    OpenedCounty county;
    Actor actor;
    Users users;
    Sessions sessions;

    std::string id_of(const std::string& name) { return users.find_named(actor, name).id; }
};

Appointment appointment(const Options& options, const Desk& desk) {
    const auto post = parse_post(options.post);
    if (!post)
        throw Error(ErrorKind::invalid,
                    "There is no post '" + options.post + "'; 'user add --help' names them.");
    const AreaCode area =
        options.area.empty() ? desk.county.settings().area : desk.county.area(options.area);
    return {*post, area, options.codes, options.languages};
}

std::string all_posts() {
    std::string names;
    for (const Post post : kPosts)
        names += (names.empty() ? "" : ", ") + std::string(to_string(post));
    return names;
}

void print_person(const PersonRow& person, std::ostream& out) {
    out << person.sign_in << " " << person.id << (person.active ? " active" : " disabled")
        << (person.program ? " program" : "");
    for (const Appointment& one : person.appointments)
        out << " " << to_string(one.post) << "@" << one.area.digits();
    out << "\n";
}

void print_code(const Options& options, const std::string& id, const std::string& code) {
    if (options.json)
        std::cout << Json{{"id", id}, {"activation", code}}.dump() << "\n";
    else if (code.empty())
        std::cout << id << " can act by tokens; make one with 'user token make'.\n";
    else
        std::cout << "For " << id << ", once and within 24 hours: " << code << "\n";
}

CLI::App* add_named(CLI::App& user, const char* verb, const char* what, const Shared& o) {
    CLI::App* app = add_verb(user, verb, what);
    add_data(app, o->data);
    app->add_option("NAME", o->name, "sign-in name, or id")->required();
    return app;
}

void add_post(CLI::App* app, const Shared& o) {
    app->add_option("--post", o->post, "one of: " + all_posts())->required();
    app->add_option("--area", o->area, "where they hold it (default: the county)");
    app->add_option("--code", o->codes, "only these catalogue codes, such as S02, or S")
        ->allow_extra_args(false);
    app->add_option("--language", o->languages, "of a language_reviewer, such as lis")
        ->allow_extra_args(false);
}

void add_making(CLI::App& user, const Shared& o) {
    CLI::App* add = add_verb(user, "add", "a new account, and its one-time activation code");
    add_data(add, o->data);
    add->add_option("NAME", o->name, "sign-in name: a-z, 0-9, '.', '_', '-'")->required();
    add->add_option("--shown", o->shown, "the name as they sign (default: the sign-in name)");
    add->add_option("--kin", o->kin, "sign-in name of a user whose near kin they are");
    add->add_flag("--program", o->program, "a program: no password, acts by tokens");
    add->add_flag("--json", o->json, "print one JSON document");
    add_post(add, o);
    add->callback([o] {
        Desk desk(*o);
        const MadeUser made = desk.users.add(
            desk.actor, {.sign_in = o->name,
                         .shown = o->shown.empty() ? o->name : o->shown,
                         .appointments = {appointment(*o, desk)},
                         .kin_of = o->kin.empty() ? std::string() : desk.id_of(o->kin),
                         .program = o->program});
        print_code(*o, made.id, made.activation);
    });
    CLI::App* reset =
        add_named(user, "reset", "take password and second factor away; a new code", o);
    reset->add_flag("--json", o->json, "print one JSON document");
    reset->callback([o] {
        Desk desk(*o);
        const std::string id = desk.id_of(o->name);
        print_code(*o, id, desk.users.reset(desk.actor, id));
    });
}

void add_looking(CLI::App& user, const Shared& o) {
    CLI::App* list = add_verb(user, "list", "every account with its posts");
    add_data(list, o->data);
    list->add_flag("--json", o->json, "print one JSON document");
    list->callback([o] {
        Desk desk(*o);
        Json all = Json::array();
        std::string after;
        for (std::size_t got = kPage; got == kPage;) {
            const auto page = desk.users.list(desk.actor, after, kPage);
            got = page.size();
            for (const PersonRow& person : page) {
                after = person.sign_in;
                if (o->json)
                    all.push_back(person_json(person));
                else
                    print_person(person, std::cout);
            }
        }
        if (o->json) std::cout << all.dump(2) << "\n";
    });
    CLI::App* show = add_named(user, "show", "one account", o);
    show->add_flag("--json", o->json, "print one JSON document");
    show->callback([o] {
        Desk desk(*o);
        const PersonRow person = desk.users.find_named(desk.actor, o->name);
        if (o->json)
            std::cout << person_json(person).dump(2) << "\n";
        else
            print_person(person, std::cout);
    });
}

void add_changing(CLI::App& user, const Shared& o) {
    CLI::App* appoint =
        add_named(user, "appoint", "give a post, or change the codes and languages of one", o);
    add_post(appoint, o);
    appoint->callback([o] {
        Desk desk(*o);
        desk.users.appoint(desk.actor, desk.id_of(o->name), appointment(*o, desk));
        print_person(desk.users.find_named(desk.actor, o->name), std::cout);
    });
    CLI::App* dismiss = add_named(user, "dismiss", "take a post away", o);
    add_post(dismiss, o);
    dismiss->callback([o] {
        Desk desk(*o);
        const Appointment one = appointment(*o, desk);
        desk.users.dismiss(desk.actor, desk.id_of(o->name), one.post, one.area);
        print_person(desk.users.find_named(desk.actor, o->name), std::cout);
    });
    CLI::App* kin = add_named(user, "kin", "declare whose near kin they are", o);
    kin->add_option("--of", o->kin, "sign-in name of another user (default: of nobody)");
    kin->callback([o] {
        Desk desk(*o);
        desk.users.declare_kin(desk.actor, desk.id_of(o->name),
                               o->kin.empty() ? std::string() : desk.id_of(o->kin));
        std::cout << "Declared.\n";
    });
    CLI::App* disable = add_named(user, "disable", "end its sessions and let it begin none", o);
    disable->callback([o] {
        Desk desk(*o);
        desk.users.disable(desk.actor, desk.id_of(o->name));
        print_person(desk.users.find_named(desk.actor, o->name), std::cout);
    });
    CLI::App* enable = add_named(user, "enable", "let it sign in again", o);
    enable->callback([o] {
        Desk desk(*o);
        desk.users.enable(desk.actor, desk.id_of(o->name));
        print_person(desk.users.find_named(desk.actor, o->name), std::cout);
    });
}

void print_tokens(const Options& options, Desk& desk) {
    Json all = Json::array();
    std::string after;
    for (std::size_t got = kPage; got == kPage;) {
        const auto page = desk.sessions.tokens(desk.actor, after, kPage);
        got = page.size();
        for (const TokenRow& one : page) {
            after = one.id;
            all.push_back(
                {{"id", one.id},
                 {"user", one.person},
                 {"purpose", one.purpose},
                 {"expires", format_instant(Instant(std::chrono::seconds(one.expires)))}});
        }
    }
    if (options.json) {
        std::cout << all.dump(2) << "\n";
        return;
    }
    for (const Json& one : all)
        std::cout << one["id"].get<std::string>() << " " << one["user"].get<std::string>() << " "
                  << one["expires"].get<std::string>() << " " << one["purpose"].get<std::string>()
                  << "\n";
}

void add_tokens(CLI::App& user, const Shared& o) {
    CLI::App* token = add_verb(user, "token", "tokens of programs: make, list, revoke");
    token->require_subcommand(1);
    CLI::App* make = add_named(*token, "make", "a token for a program, printed this once", o);
    make->add_option("--purpose", o->purpose, "what it is for, one line")->required();
    make->add_option("--days", o->days, "how long it lives (default 90, at most 400)");
    make->add_flag("--json", o->json, "print one JSON document");
    make->callback([o] {
        Desk desk(*o);
        const MadeToken made = desk.sessions.make_token(desk.actor, desk.id_of(o->name), o->purpose,
                                                        std::chrono::days(o->days));
        if (o->json)
            std::cout << Json{{"id", made.id},
                              {"token", made.token},
                              {"expires", format_instant(made.expires)}}
                             .dump()
                      << "\n";
        else
            std::cout << made.id << " until " << format_instant(made.expires) << ": " << made.token
                      << "\n";
    });
    CLI::App* list = add_verb(*token, "list", "every token, never its text");
    add_data(list, o->data);
    list->add_flag("--json", o->json, "print one JSON document");
    list->callback([o] {
        Desk desk(*o);
        print_tokens(*o, desk);
    });
    CLI::App* revoke = add_verb(*token, "revoke", "take a token away");
    add_data(revoke, o->data);
    revoke->add_option("ID", o->token, "as 'user token list' prints it")->required();
    revoke->callback([o] {
        Desk desk(*o);
        desk.sessions.revoke_token(desk.actor, o->token);
        std::cout << o->token << " revoked.\n";
    });
}

}  // namespace

void add_user_verbs(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    CLI::App* user = add_verb(app, "user", "accounts of people and programs");
    user->require_subcommand(1);
    add_making(*user, options);
    add_looking(*user, options);
    add_changing(*user, options);
    add_tokens(*user, options);
}

}  // namespace villageboard::county
