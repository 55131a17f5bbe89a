#include "sync/county/people/users.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "content/model/json_text.h"
#include "sync/county/people/appointment_rules.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/people/sessions.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kCodeBytes = 15;  // 24 characters of base32
constexpr std::size_t kGroup = 4;
constexpr std::size_t kMostAppointments = 50;
constexpr std::size_t kMostShownBytes = 180;

Refusal refused(RefusalKind kind, const char* code, const std::string& sentence,
                const char* place = "") {
    return {kind, code, sentence, place};
}

Refusal unknown_user() {
    return refused(RefusalKind::unknown, "unknown_user", "There is no such user.");
}

void check_sign_in(const std::string& name) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool good =
        name.size() >= 2 && name.size() <= 40 && letter(name.front()) &&
        std::ranges::all_of(name, [&](char c) {
            return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        });
    if (!good)
        throw refused(RefusalKind::invalid, "sign_in_name",
                      "A sign-in name has 2 to 40 of a-z, 0-9, '.', '_' and '-', and begins with a "
                      "letter.",
                      "/sign_in");
}

void check_shown(const std::string& name) {
    const std::string fault = text_fault(name);
    if (name.empty() || name.size() > kMostShownBytes || !fault.empty())
        throw refused(
            RefusalKind::invalid, "shown_name",
            "The name as they sign " +
                (fault.empty() ? "has 1 to " + std::to_string(kMostShownBytes) + " bytes" : fault) +
                ".",
            "/shown");
}

std::string activation_text(const std::string& secret) {
    const std::string letters = feed::to_base32(secret);
    std::string text;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % kGroup == 0) text += '-';
        text += letters[i];
    }
    return text;
}

std::string posts_of(const std::vector<Appointment>& appointments) {
    nlohmann::ordered_json posts = nlohmann::ordered_json::array();
    for (const Appointment& one : appointments)
        posts.push_back(std::string(to_string(one.post)) + "@" + one.area.digits());
    return nlohmann::ordered_json{{"posts", posts}}.dump();
}

/// Whether somebody who administers no more than villages of towns may administer an account.
bool town_administers(const Actor& by, const PersonRow& person) {
    return !person.program && !person.appointments.empty() &&
           std::ranges::all_of(person.appointments, [&](const Appointment& one) {
               const auto town = one.area.parent();
               return town && is_village_post_of(one, *town) &&
                      by.holds(Post::town_reviewer, *town);
           });
}

}  // namespace

bool administers_all(const Actor& by, const Settings& settings) {
    return by.holds(Post::county_admin, settings.area);
}

Actor actor_of(const PersonRow& person) {
    return {.id = person.id,
            .name = person.shown,
            .appointments = person.appointments,
            .confirmed = false,
            .kin_of = person.kin_of};
}

std::optional<std::string> activation_digest(std::string_view typed) {
    std::string letters;
    for (const char c : typed)
        if (c != '-' && c != ' ') letters += c;
    const auto secret = feed::from_base32(letters);
    if (!secret || secret->size() != kCodeBytes) return std::nullopt;
    return feed::sha256(*secret).hex();
}

void Users::require_administers(const Actor& by, const PersonRow& person) const {
    if (administers_all(by, tools_.settings) || town_administers(by, person)) return;
    throw refused(RefusalKind::forbidden, "forbidden",
                  "The county's administrators administer all accounts, a town's reviewers those "
                  "of its villages.");
}

PersonRow Users::require(const Actor& by, const std::string& id) {
    auto person = rows_.find(id);
    if (!person) throw unknown_user();
    if (person->id != by.id) require_administers(by, *person);
    return std::move(*person);
}

PersonRow Users::require_changeable(Transaction& transaction, const Actor& by,
                                    const std::string& id) {
    rows_.lock_administration(transaction);
    auto person = rows_.lock(transaction, id);
    if (!person) throw unknown_user();
    require_administers(by, *person);
    if (person->id == by.id)
        throw refused(RefusalKind::forbidden, "own_account",
                      "Nobody administers their own account; ask another administrator.");
    return std::move(*person);
}

void Users::require_possible(const PersonRow& person) {
    if (person.appointments.size() > kMostAppointments)
        throw refused(RefusalKind::invalid, "appointment", "One user holds at most 50 posts.");
    for (const Appointment& one : person.appointments) {
        if (auto fault = fault_of(one))
            throw refused(RefusalKind::invalid, "appointment", *fault, "/appointments");
        if (!tools_.settings.area.contains(one.area))
            throw refused(RefusalKind::invalid, "appointment",
                          one.area.digits() + " is no area of this county.", "/appointments");
    }
    if (person.program)
        if (auto fault = forbidden_for_program(person.appointments))
            throw refused(RefusalKind::invalid, "program", *fault, "/appointments");
    if (auto fault = forbidden_pair(person.appointments))
        throw refused(RefusalKind::conflict, "forbidden_pair", *fault, "/appointments");
    std::vector<PersonRow> kin = rows_.declared_kin_of(person.id);
    if (!person.kin_of.empty()) {
        auto other = rows_.find(person.kin_of);
        if (!other || other->id == person.id)
            throw refused(RefusalKind::invalid, "kin", "Their kin is no other user here.",
                          "/kin_of");
        kin.push_back(std::move(*other));
    }
    for (const PersonRow& other : kin)
        if (auto fault = forbidden_kin(person.appointments, other.appointments))
            throw refused(RefusalKind::conflict, "kin", *fault, "/kin_of");
}

void Users::require_another_administrator(const PersonRow& person) {
    const AreaCode& county = tools_.settings.area;
    if (!person.active || !actor_of(person).holds(Post::county_admin, county)) return;
    if (rows_.count_active(Post::county_admin, county.digits()) < 2)
        throw refused(RefusalKind::conflict, "last_administrator",
                      "This is the county's last administrator; appoint another one first.");
}

std::string Users::new_activation(Transaction& transaction, const std::string& person) {
    const std::string secret = tools_.random(kCodeBytes);
    const Instant expires =
        tools_.clock() + std::chrono::duration_cast<std::chrono::seconds>(kActivationLife);
    rows_.put_activation(transaction,
                         {person, feed::sha256(secret).hex(), expires.time_since_epoch().count()});
    return activation_text(secret);
}

void Users::record(Transaction& transaction, const Actor& by, const std::string& act,
                   const PersonRow& person, const std::string& detail) {
    const bool village = person.appointments.size() == 1;
    Audit(tools_).record(transaction, by.id,
                         {.act = act,
                          .area = village ? person.appointments.front().area.digits() : "",
                          .subject = person.id,
                          .detail = detail});
}

MadeUser Users::add(const Actor& by, const NewUser& user) {
    check_sign_in(user.sign_in);
    check_shown(user.shown);
    PersonRow person;
    person.id = "p-" + feed::to_hex(tools_.random(kIdBytes));
    person.sign_in = user.sign_in;
    person.shown = user.shown;
    person.program = user.program;
    person.kin_of = user.kin_of;
    person.created = tools_.clock().time_since_epoch().count();
    person.appointments = user.appointments;
    Transaction transaction(tools_.repository);
    rows_.lock_administration(transaction);
    require_administers(by, person);
    require_possible(person);
    if (rows_.find_by_sign_in(user.sign_in))
        throw refused(RefusalKind::conflict, "taken",
                      "The sign-in name '" + user.sign_in + "' is taken.", "/sign_in");
    rows_.add(transaction, person);
    MadeUser made{.id = person.id, .activation = {}};
    if (!user.program) made.activation = new_activation(transaction, person.id);
    record(transaction, by, "user.add", person, posts_of(person.appointments));
    transaction.commit();
    return made;
}

PersonRow Users::find(const Actor& by, const std::string& id) { return require(by, id); }

PersonRow Users::find_named(const Actor& by, const std::string& name) {
    const auto person = rows_.find_by_sign_in(name);
    return require(by, person ? person->id : name);
}

std::vector<PersonRow> Users::list(const Actor& by, const std::string& after, std::uint64_t limit) {
    if (administers_all(by, tools_.settings)) return rows_.list({}, after, limit);
    std::vector<PersonRow> all;
    for (const Appointment& one : by.appointments) {
        if (one.post != Post::town_reviewer) continue;
        std::string cursor = after;
        for (std::size_t kept = 0, got = limit; kept < limit && got == limit;) {
            std::vector<PersonRow> page = rows_.list(one.area.digits(), cursor, limit);
            got = page.size();
            if (got > 0) cursor = page.back().sign_in;
            std::erase_if(page, [&](const PersonRow& p) { return !town_administers(by, p); });
            kept += page.size();
            std::ranges::move(page, std::back_inserter(all));
        }
    }
    std::ranges::sort(all, {}, &PersonRow::sign_in);
    all.erase(std::unique(all.begin(), all.end(),
                          [](const PersonRow& a, const PersonRow& b) { return a.id == b.id; }),
              all.end());
    if (all.size() > limit) all.resize(limit);
    return all;
}

void Users::appoint(const Actor& by, const std::string& id, const Appointment& appointment) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_changeable(transaction, by, id);
    std::erase_if(person.appointments, [&](const Appointment& one) {
        return one.post == appointment.post && one.area == appointment.area;
    });
    person.appointments.push_back(appointment);
    require_administers(by, person);
    require_possible(person);
    rows_.put_appointment(transaction, id, appointment);
    const std::size_t ended = Sessions(tools_).end_all(transaction, by.id, id);
    nlohmann::ordered_json detail = nlohmann::ordered_json::parse(posts_of({appointment}));
    if (!appointment.codes.empty()) detail["codes"] = appointment.codes;
    if (!appointment.languages.empty()) detail["languages"] = appointment.languages;
    detail["sessions"] = ended;
    record(transaction, by, "user.appoint", person, detail.dump());
    transaction.commit();
}

void Users::dismiss(const Actor& by, const std::string& id, Post post, const AreaCode& area) {
    Transaction transaction(tools_.repository);
    const PersonRow person = require_changeable(transaction, by, id);
    if (post == Post::county_admin) require_another_administrator(person);
    if (!rows_.remove_appointment(transaction, id, post, area))
        throw refused(RefusalKind::unknown, "appointment", "They don't hold this post there.");
    if (person.appointments.size() == 1 && !administers_all(by, tools_.settings))
        throw refused(RefusalKind::conflict, "last_appointment",
                      "This is their last post; disable the account instead.");
    Sessions(tools_).end_all(transaction, by.id, id);
    record(transaction, by, "user.dismiss", person, posts_of({{post, area, {}, {}}}));
    transaction.commit();
}

void Users::declare_kin(const Actor& by, const std::string& id, const std::string& kin) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_changeable(transaction, by, id);
    person.kin_of = kin;
    require_possible(person);
    rows_.put(transaction, person);
    Sessions(tools_).end_all(transaction, by.id, id);
    record(transaction, by, "user.kin", person, nlohmann::json{{"kin_of", kin}}.dump());
    transaction.commit();
}

void Users::disable(const Actor& by, const std::string& id) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_changeable(transaction, by, id);
    if (!person.active) return;
    require_another_administrator(person);
    person.active = false;
    rows_.put(transaction, person);
    Sessions(tools_).end_all(transaction, by.id, id);
    Sessions(tools_).revoke_all(transaction, by.id, id);
    record(transaction, by, "user.disable", person);
    transaction.commit();
}

void Users::enable(const Actor& by, const std::string& id) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_changeable(transaction, by, id);
    if (person.active) return;
    person.active = true;
    require_possible(person);
    rows_.put(transaction, person);
    record(transaction, by, "user.enable", person);
    transaction.commit();
}

std::string Users::reset(const Actor& by, const std::string& id) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_changeable(transaction, by, id);
    if (person.program)
        throw refused(RefusalKind::conflict, "program", "A program has tokens and no password.");
    person.password.clear();
    person.factor.clear();
    person.factor_offered.clear();
    rows_.put(transaction, person);
    Sessions(tools_).end_all(transaction, by.id, id);
    const std::string code = new_activation(transaction, id);
    record(transaction, by, "user.reset", person);
    transaction.commit();
    return code;
}

}  // namespace villageboard::county
