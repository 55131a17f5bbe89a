#include "sync/county/people/sign_in.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/county/people/attempts.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/passwords.h"
#include "sync/county/people/refusal.h"
#include "sync/county/people/totp.h"
#include "sync/county/people/users.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostNameBytes = 64;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Refusal bad_activation() {
    return {RefusalKind::signed_out, "activation",
            "This activation code is mistyped, used or too old; ask an administrator for another.",
            "/code"};
}

Refusal ended() {
    return {RefusalKind::signed_out, "session_ended", "This session has ended; sign in again."};
}

void require_good(const std::string& password, const std::string& name, const Settings& settings) {
    if (const std::string fault = password_fault(password, name, settings); !fault.empty())
        throw Refusal(RefusalKind::invalid, "password", fault, "/password");
}

}  // namespace

PersonRow SignIn::require_active(Transaction& transaction, const std::string& id) {
    auto person = people_.lock(transaction, id);
    if (!person || !person->active || person->program) throw ended();
    return std::move(*person);
}

void SignIn::record(Transaction& transaction, const std::string& act, const std::string& person,
                    const Origin* from) {
    nlohmann::ordered_json detail = nlohmann::ordered_json::object();
    if (from != nullptr) detail["from"] = from->address;
    Audit(tools_).record(transaction, person.empty() ? "nobody" : person,
                         {.act = act, .area = {}, .subject = person, .detail = detail.dump()});
}

void SignIn::refuse(const std::string& person, const Origin& from) {
    Transaction transaction(tools_.repository);
    record(transaction, "session.refused", person, &from);
    transaction.commit();
    throw Refusal(RefusalKind::signed_out, "sign_in",
                  "The name, the password or the code is wrong; each code is good once.");
}

bool SignIn::takes_code(Transaction& transaction, PersonRow& person, const std::string& code) {
    const std::string secret = open_secret(person.factor, tools_.keys.people(), person.id);
    const auto step = totp_step(secret, code, tools_.clock(), person.factor_step);
    if (!step) return false;
    person.factor_step = *step;
    people_.put(transaction, person);
    return true;
}

BegunSession SignIn::activate(const std::string& code, const std::string& password,
                              const Origin& from) {
    Attempts attempts(tools_);
    attempts.begin({}, from.address);
    const auto digest = activation_digest(code);
    const auto found = digest ? people_.find_activation(*digest) : std::nullopt;
    const auto named = found ? people_.find(found->person) : std::nullopt;
    if (!named || !named->active || found->expires <= tools_.clock().time_since_epoch().count()) {
        Transaction transaction(tools_.repository);
        record(transaction, "activation.refused", {}, &from);
        transaction.commit();
        throw bad_activation();
    }
    {
        // who holds a good code is no guesser, however weak the passwords that they think of
        Transaction transaction(tools_.repository);
        attempts.succeeded(transaction, named->sign_in, from.address);
        transaction.commit();
    }
    require_good(password, named->sign_in, tools_.settings);
    const std::string hash = hash_password(password);
    Transaction transaction(tools_.repository);
    PersonRow person = require_active(transaction, named->id);
    if (!people_.use_activation(transaction, *digest)) throw bad_activation();
    person.password = hash;
    people_.put(transaction, person);
    record(transaction, "user.activate", person.id, &from);
    BegunSession begun =
        Sessions(tools_).begin(transaction, person.id, from, Factors::password_only);
    transaction.commit();
    return begun;
}

BegunSession SignIn::sign_in(const std::string& name, const std::string& password,
                             const std::string& code, const Origin& from) {
    const std::string account = lower(name.substr(0, kMostNameBytes));
    Attempts attempts(tools_);
    attempts.begin(account, from.address);
    const auto found = people_.find_by_sign_in(account);
    const std::string id = found ? found->id : "";
    const std::string hash =
        found && found->active && !found->program ? found->password : std::string();
    if (!verify_password(password, hash)) refuse(id, from);
    {
        Transaction transaction(tools_.repository);
        auto person = people_.lock(transaction, id);
        const bool same = person && person->active && person->password == hash;
        const bool enrolled = same && !person->factor.empty();
        if (same && (!enrolled || takes_code(transaction, *person, code))) {
            attempts.succeeded(transaction, account, from.address);
            BegunSession begun = Sessions(tools_).begin(
                transaction, id, from, enrolled ? Factors::both : Factors::password_only);
            transaction.commit();
            return begun;
        }
    }
    refuse(id, from);
}

BegunSession SignIn::confirm(const SessionRow& session, const std::string& password,
                             const std::string& code, const Origin& from) {
    const auto found = people_.find(session.person);
    if (!found || !found->active || !session.whole) throw ended();
    Attempts attempts(tools_);
    attempts.begin(found->sign_in, from.address);
    if (!verify_password(password, found->password)) refuse(found->id, from);
    {
        Transaction transaction(tools_.repository);
        PersonRow person = require_active(transaction, found->id);
        if (person.password == found->password && !person.factor.empty() &&
            takes_code(transaction, person, code)) {
            attempts.succeeded(transaction, person.sign_in, from.address);
            BegunSession begun = Sessions(tools_).strengthen(transaction, session);
            transaction.commit();
            return begun;
        }
    }
    refuse(found->id, from);
}

void SignIn::change_password(const SessionRow& session, const std::string& password) {
    const auto found = people_.find(session.person);
    if (!found || !Sessions(tools_).is_confirmed(session)) throw ended();
    require_good(password, found->sign_in, tools_.settings);
    const std::string hash = hash_password(password);
    {
        Transaction transaction(tools_.repository);
        PersonRow person = require_active(transaction, found->id);
        person.password = hash;
        people_.put(transaction, person);
        record(transaction, "user.password", person.id);
        Sessions(tools_).end_others(transaction, person.id, session.id);
        transaction.commit();
    }
}

OfferedFactor SignIn::offer_factor(const SessionRow& session) {
    if (session.whole && !Sessions(tools_).is_confirmed(session))
        throw Refusal(RefusalKind::signed_out, "confirm",
                      "Give your password and the code of your second factor again first.");
    const std::string secret = tools_.random(kTotpSecretBytes);
    Transaction transaction(tools_.repository);
    PersonRow person = require_active(transaction, session.person);
    if (!session.whole && !person.factor.empty()) throw ended();
    person.factor_offered = seal_secret(secret, tools_.keys.people(), person.id, tools_.random);
    people_.put(transaction, person);
    record(transaction, "factor.offer", person.id);
    transaction.commit();
    return {feed::to_base32(secret), totp_uri(secret, tools_.settings.origin, person.sign_in)};
}

BegunSession SignIn::confirm_factor(const SessionRow& session, const std::string& code) {
    Transaction transaction(tools_.repository);
    PersonRow person = require_active(transaction, session.person);
    if (!session.whole && !person.factor.empty()) throw ended();
    const auto step =
        person.factor_offered.empty()
            ? std::nullopt
            : totp_step(open_secret(person.factor_offered, tools_.keys.people(), person.id), code,
                        tools_.clock(), 0);
    if (!step)
        throw Refusal(RefusalKind::invalid, "second_factor",
                      "This is not the code that the app shows for the new second factor; is the "
                      "phone's clock right?",
                      "/code");
    person.factor = std::move(person.factor_offered);
    person.factor_offered.clear();
    person.factor_step = *step;
    people_.put(transaction, person);
    record(transaction, "factor.confirm", person.id);
    Sessions sessions(tools_);
    sessions.end_others(transaction, person.id, session.id);
    BegunSession begun = sessions.strengthen(transaction, session);
    transaction.commit();
    return begun;
}

}  // namespace villageboard::county
