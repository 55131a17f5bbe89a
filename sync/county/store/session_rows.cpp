#include "sync/county/store/session_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

/// A session's columns in the form that the database library takes.
struct SessionColumns {
    SessionRow row;
    long long whole = 0;
    long long begun = 0;
    long long seen = 0;
    long long confirmed = 0;

    SessionRow get() const {
        SessionRow read = row;
        read.whole = whole != 0;
        read.begun = begun;
        read.seen = seen;
        read.confirmed = confirmed;
        return read;
    }
};

constexpr const char* kSession =
    "SELECT id, digest, person, whole, begun, seen, confirmed, address, agent FROM session ";
constexpr const char* kToken =
    "SELECT id, digest, person, purpose, made_by, made, expires FROM program_token ";

void bind(soci::statement& query, SessionColumns& columns) {
    query.exchange(into(columns.row.id));
    query.exchange(into(columns.row.digest));
    query.exchange(into(columns.row.person));
    query.exchange(into(columns.whole));
    query.exchange(into(columns.begun));
    query.exchange(into(columns.seen));
    query.exchange(into(columns.confirmed));
    query.exchange(into(columns.row.address));
    query.exchange(into(columns.row.agent));
}

struct TokenColumns {
    TokenRow row;
    long long made = 0;
    long long expires = 0;

    TokenRow get() const {
        TokenRow read = row;
        read.made = made;
        read.expires = expires;
        return read;
    }
};

void bind(soci::statement& query, TokenColumns& columns) {
    query.exchange(into(columns.row.id));
    query.exchange(into(columns.row.digest));
    query.exchange(into(columns.row.person));
    query.exchange(into(columns.row.purpose));
    query.exchange(into(columns.row.made_by));
    query.exchange(into(columns.made));
    query.exchange(into(columns.expires));
}

/// The rows that `begin` and `condition` select; `set` binds the condition's values.
template <typename Row, typename Columns, typename Set>
std::vector<Row> select(Repository::Impl& impl, const std::string& begin,
                        const std::string& condition, const Set& set) {
    return impl.run([&] {
        std::vector<Row> rows;
        Columns columns;
        soci::statement query(impl.sql);
        query.alloc();
        query.prepare(begin + condition);
        bind(query, columns);
        set(query);
        query.define_and_bind();
        query.execute();
        while (query.fetch()) rows.push_back(columns.get());
        return rows;
    });
}

template <typename Row>
std::optional<Row> only(std::vector<Row> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

/// Whether `text`, a DELETE by one value, removed anything.
bool removed(Repository::Impl& impl, const char* text, const std::string& value) {
    return impl.run([&] {
        soci::statement removal = (impl.sql.prepare << text, use(value));
        removal.execute(true);
        return removal.get_affected_rows() > 0;
    });
}

}  // namespace

void SessionRows::add(Transaction&, const SessionRow& session) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long whole = session.whole ? 1 : 0;
        const long long begun = session.begun;
        const long long seen = session.seen;
        const long long confirmed = session.confirmed;
        impl.sql << "INSERT INTO session (id, digest, person, whole, begun, seen, confirmed, "
                    "address, agent) VALUES (:id, :digest, :person, :whole, :begun, :seen, "
                    ":confirmed, :address, :agent)",
            use(session.id), use(session.digest), use(session.person), use(whole), use(begun),
            use(seen), use(confirmed), use(session.address), use(session.agent);
    });
}

bool SessionRows::put(Transaction&, const SessionRow& session) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long whole = session.whole ? 1 : 0;
        const long long seen = session.seen;
        const long long confirmed = session.confirmed;
        soci::statement change =
            (impl.sql.prepare << "UPDATE session SET digest = :digest, whole = :whole, "
                                 "seen = :seen, confirmed = :confirmed WHERE id = :id",
             use(session.digest), use(whole), use(seen), use(confirmed), use(session.id));
        change.execute(true);
        return change.get_affected_rows() > 0;
    });
}

bool SessionRows::touch(Transaction&, const std::string& id, std::int64_t seen) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long time = seen;
        soci::statement change =
            (impl.sql.prepare << "UPDATE session SET seen = :seen WHERE id = :id", use(time),
             use(id));
        change.execute(true);
        return change.get_affected_rows() > 0;
    });
}

bool SessionRows::remove(Transaction&, const std::string& id) {
    return removed(repository_.impl(), "DELETE FROM session WHERE id = :id", id);
}

std::optional<SessionRow> SessionRows::find_by_digest(const std::string& digest) {
    return only(select<SessionRow, SessionColumns>(
        repository_.impl(), kSession, "WHERE digest = :digest",
        [&](soci::statement& query) { query.exchange(use(digest, "digest")); }));
}

std::vector<SessionRow> SessionRows::of_person(const std::string& person) {
    return select<SessionRow, SessionColumns>(
        repository_.impl(), kSession, "WHERE person = :person ORDER BY begun DESC, id",
        [&](soci::statement& query) { query.exchange(use(person, "person")); });
}

std::vector<SessionRow> SessionRows::older(std::int64_t seen, std::int64_t begun) {
    const long long last = seen;
    const long long first = begun;
    return select<SessionRow, SessionColumns>(repository_.impl(), kSession,
                                              "WHERE seen <= :seen OR begun <= :begun LIMIT 1000",
                                              [&](soci::statement& query) {
                                                  query.exchange(use(last, "seen"));
                                                  query.exchange(use(first, "begun"));
                                              });
}

void SessionRows::add_token(Transaction&, const TokenRow& token) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long made = token.made;
        const long long expires = token.expires;
        impl.sql << "INSERT INTO program_token (id, digest, person, purpose, made_by, made, "
                    "expires) VALUES (:id, :digest, :person, :purpose, :made_by, :made, :expires)",
            use(token.id), use(token.digest), use(token.person), use(token.purpose),
            use(token.made_by), use(made), use(expires);
    });
}

bool SessionRows::remove_token(Transaction&, const std::string& id) {
    return removed(repository_.impl(), "DELETE FROM program_token WHERE id = :id", id);
}

void SessionRows::forget_tokens(Transaction&, std::int64_t expired) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long time = expired;
        impl.sql << "DELETE FROM program_token WHERE expires <= :time", use(time);
    });
}

std::optional<TokenRow> SessionRows::find_token_by_digest(const std::string& digest) {
    return only(select<TokenRow, TokenColumns>(
        repository_.impl(), kToken, "WHERE digest = :digest",
        [&](soci::statement& query) { query.exchange(use(digest, "digest")); }));
}

std::vector<TokenRow> SessionRows::tokens(const std::string& after, std::uint64_t limit) {
    const auto most = static_cast<long long>(limit);
    return select<TokenRow, TokenColumns>(repository_.impl(), kToken,
                                          "WHERE id > :after ORDER BY id LIMIT :most",
                                          [&](soci::statement& query) {
                                              query.exchange(use(after, "after"));
                                              query.exchange(use(most, "most"));
                                          });
}

std::vector<TokenRow> SessionRows::tokens_of(const std::string& person) {
    return select<TokenRow, TokenColumns>(
        repository_.impl(), kToken, "WHERE person = :person ORDER BY id",
        [&](soci::statement& query) { query.exchange(use(person, "person")); });
}

WaitRow SessionRows::lock_wait(Transaction&, const std::string& account,
                               const std::string& address) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        // the update that changes nothing holds the row on PostgreSQL
        impl.sql << "INSERT INTO sign_in_wait (account, address, failures, last) "
                    "VALUES (:account, :address, 0, 0) ON CONFLICT (account, address) "
                    "DO UPDATE SET failures = sign_in_wait.failures",
            use(account), use(address);
        WaitRow row{account, address, 0, 0};
        long long failures = 0;
        long long last = 0;
        impl.sql << "SELECT failures, last FROM sign_in_wait WHERE account = :account AND "
                    "address = :address",
            into(failures), into(last), use(account), use(address);
        row.failures = static_cast<std::uint64_t>(failures);
        row.last = last;
        return row;
    });
}

void SessionRows::put_wait(Transaction&, const WaitRow& wait) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto failures = static_cast<long long>(wait.failures);
        const long long last = wait.last;
        impl.sql << "UPDATE sign_in_wait SET failures = :failures, last = :last "
                    "WHERE account = :account AND address = :address",
            use(failures), use(last), use(wait.account), use(wait.address);
    });
}

void SessionRows::forget_waits(Transaction&, const std::string& account) {
    removed(repository_.impl(), "DELETE FROM sign_in_wait WHERE account = :account", account);
}

void SessionRows::forget_waits_before(Transaction&, std::int64_t last) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long time = last;
        impl.sql << "DELETE FROM sign_in_wait WHERE last <= :time", use(time);
    });
}

}  // namespace villageboard::county
