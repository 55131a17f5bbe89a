#include "sync/county/people/sessions.h"

#include <nlohmann/json.hpp>

#include "content/model/json_text.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/people/users.h"
#include "sync/county/store/person_rows.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using std::chrono::seconds;

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kMostAgentBytes = 200;
constexpr std::size_t kMostPurposeBytes = 200;
constexpr std::size_t kMostSessions = 50;  // of one person
constexpr seconds kSeenStep{60};
constexpr std::chrono::hours kKeepWaits{24};
/// What a token begins with, so that scanners of source code for secrets know it.
constexpr std::string_view kTokenMark = "villageboard_";

std::int64_t unix_time(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t time) { return Instant(seconds(time)); }

std::string printable(std::string_view text) {
    std::string kept;
    for (const char c : text.substr(0, kMostAgentBytes))
        if (c >= ' ' && c <= '~') kept += c;
    return kept;
}

std::string new_id(const Tools& tools, const char* mark) {
    return mark + feed::to_hex(tools.random(kIdBytes));
}

Refusal ended() {
    return {RefusalKind::signed_out, "session_ended", "This session has ended; sign in again."};
}

}  // namespace

bool Sessions::lives(const SessionRow& session) const {
    const Instant now = tools_.clock();
    return now < instant(session.seen) + kSessionIdle &&
           now < instant(session.begun) + kSessionLife;
}

bool Sessions::is_confirmed(const SessionRow& session) const {
    return session.whole && tools_.clock() < instant(session.confirmed) + kConfirmed;
}

BegunSession Sessions::begin(Transaction& transaction, const std::string& person,
                             const Origin& from, Factors factors) {
    const std::int64_t now = unix_time(tools_.clock());
    const std::vector<SessionRow> open = rows_.of_person(person);
    for (std::size_t i = kMostSessions - 1; i < open.size(); ++i)
        end(transaction, person, open[i], "too_many");
    BegunSession begun;
    begun.token = feed::to_hex(tools_.random(kTokenBytes));
    begun.row = {.id = new_id(tools_, "s-"),
                 .digest = feed::sha256(begun.token).hex(),
                 .person = person,
                 .whole = factors == Factors::both,
                 .begun = now,
                 .seen = now,
                 .confirmed = factors == Factors::both ? now : 0,
                 .address = printable(from.address),
                 .agent = printable(from.agent)};
    rows_.add(transaction, begun.row);
    Audit(tools_).record(
        transaction, person,
        {.act = "session.begin",
         .area = {},
         .subject = begun.row.id,
         .detail = nlohmann::ordered_json{{"from", begun.row.address}, {"whole", begun.row.whole}}
                       .dump()});
    return begun;
}

std::optional<SessionRow> Sessions::use(std::string_view token) {
    auto session = rows_.find_by_digest(feed::sha256(token).hex());
    if (!session || !lives(*session)) return std::nullopt;
    const Instant now = tools_.clock();
    if (now >= instant(session->seen) + kSeenStep) {
        session->seen = unix_time(now);
        Transaction transaction(tools_.repository);
        if (!rows_.touch(transaction, session->id, session->seen)) return std::nullopt;
        transaction.commit();
    }
    return session;
}

BegunSession Sessions::strengthen(Transaction& transaction, SessionRow session) {
    BegunSession begun;
    begun.token = feed::to_hex(tools_.random(kTokenBytes));
    begun.row = std::move(session);
    begun.row.digest = feed::sha256(begun.token).hex();
    begun.row.whole = true;
    begun.row.confirmed = begun.row.seen = unix_time(tools_.clock());
    if (!rows_.put(transaction, begun.row)) throw ended();
    Audit(tools_).record(
        transaction, begun.row.person,
        {.act = "session.confirm", .area = {}, .subject = begun.row.id, .detail = "{}"});
    return begun;
}

std::vector<SessionRow> Sessions::list(const std::string& person) {
    std::vector<SessionRow> all = rows_.of_person(person);
    std::erase_if(all, [this](const SessionRow& session) { return !lives(session); });
    return all;
}

void Sessions::end(Transaction& transaction, const std::string& by, const SessionRow& session,
                   const char* why) {
    if (!rows_.remove(transaction, session.id)) return;
    Audit(tools_).record(
        transaction, by,
        {.act = "session.end",
         .area = {},
         .subject = session.id,
         .detail = nlohmann::ordered_json{{"person", session.person}, {"why", why}}.dump()});
}

void Sessions::end(const std::string& person, const std::string& id) {
    Transaction transaction(tools_.repository);
    for (const SessionRow& session : rows_.of_person(person))
        if (session.id == id) {
            end(transaction, person, session, "signed_out");
            transaction.commit();
            return;
        }
    throw Refusal(RefusalKind::unknown, "session", "You have no such session.");
}

std::size_t Sessions::end_others(const std::string& person, const std::string& id) {
    Transaction transaction(tools_.repository);
    const std::size_t count = end_others(transaction, person, id);
    transaction.commit();
    return count;
}

std::size_t Sessions::end_others(Transaction& transaction, const std::string& person,
                                 const std::string& id) {
    std::size_t count = 0;
    for (const SessionRow& session : rows_.of_person(person)) {
        if (session.id == id) continue;
        end(transaction, person, session, "signed_out");
        ++count;
    }
    return count;
}

std::size_t Sessions::end_all(Transaction& transaction, const std::string& by,
                              const std::string& person) {
    const std::vector<SessionRow> all = rows_.of_person(person);
    for (const SessionRow& session : all) end(transaction, by, session, "account_changed");
    return all.size();
}

void Sessions::sweep() {
    const Instant now = tools_.clock();
    Transaction transaction(tools_.repository);
    for (const SessionRow& session :
         rows_.older(unix_time(now - kSessionIdle), unix_time(now - kSessionLife)))
        end(transaction, "sweep", session, "expired");
    PersonRows(tools_.repository).forget_activations(transaction, unix_time(now));
    rows_.forget_tokens(transaction, unix_time(now));
    rows_.forget_waits_before(transaction, unix_time(now - kKeepWaits));
    transaction.commit();
}

void Sessions::require_administrator(const Actor& by) const {
    if (!administers_all(by, tools_.settings))
        throw Refusal(RefusalKind::forbidden, "forbidden",
                      "Tokens of programs are for the county's administrators.");
}

MadeToken Sessions::make_token(const Actor& by, const std::string& person,
                               const std::string& purpose, std::chrono::days life) {
    require_administrator(by);
    if (life < std::chrono::days(1) || life > kLongestToken)
        throw Refusal(RefusalKind::invalid, "life", "A token lives 1 to 400 days.", "/days");
    if (purpose.empty() || purpose.size() > kMostPurposeBytes || !text_fault(purpose).empty())
        throw Refusal(RefusalKind::invalid, "purpose",
                      "Say in one line what the token is for, in at most 200 bytes.", "/purpose");
    Transaction transaction(tools_.repository);
    const auto row = PersonRows(tools_.repository).lock(transaction, person);
    if (!row) throw Refusal(RefusalKind::unknown, "unknown_user", "There is no such user.");
    if (!row->program || !row->active)
        throw Refusal(RefusalKind::conflict, "program",
                      "Tokens are for programs that are not disabled; a person signs in.");
    const Instant now = tools_.clock();
    MadeToken made{.id = new_id(tools_, "t-"),
                   .token = std::string(kTokenMark) + feed::to_hex(tools_.random(kTokenBytes)),
                   .expires = now + life};
    rows_.add_token(transaction, {.id = made.id,
                                  .digest = feed::sha256(made.token).hex(),
                                  .person = person,
                                  .purpose = purpose,
                                  .made_by = by.id,
                                  .made = unix_time(now),
                                  .expires = unix_time(made.expires)});
    Audit(tools_).record(
        transaction, by.id,
        {.act = "token.make",
         .area = {},
         .subject = made.id,
         .detail = nlohmann::ordered_json{{"person", person}, {"days", life.count()}}.dump()});
    transaction.commit();
    return made;
}

std::vector<TokenRow> Sessions::tokens(const Actor& by, const std::string& after,
                                       std::uint64_t limit) {
    require_administrator(by);
    return rows_.tokens(after, limit);
}

void Sessions::revoke_token(const Actor& by, const std::string& id) {
    require_administrator(by);
    Transaction transaction(tools_.repository);
    if (!rows_.remove_token(transaction, id))
        throw Refusal(RefusalKind::unknown, "token", "There is no such token.");
    Audit(tools_).record(transaction, by.id,
                         {.act = "token.revoke", .area = {}, .subject = id, .detail = "{}"});
    transaction.commit();
}

std::size_t Sessions::revoke_all(Transaction& transaction, const std::string& by,
                                 const std::string& person) {
    const std::vector<TokenRow> all = rows_.tokens_of(person);
    for (const TokenRow& token : all) {
        rows_.remove_token(transaction, token.id);
        Audit(tools_).record(
            transaction, by,
            {.act = "token.revoke", .area = {}, .subject = token.id, .detail = "{}"});
    }
    return all.size();
}

std::optional<TokenRow> Sessions::find_token(std::string_view token) {
    if (!token.starts_with(kTokenMark)) return std::nullopt;
    auto row = rows_.find_token_by_digest(feed::sha256(token).hex());
    if (!row || tools_.clock() >= instant(row->expires)) return std::nullopt;
    return row;
}

}  // namespace villageboard::county
