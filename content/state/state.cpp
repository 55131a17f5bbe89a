#include "content/state/state.h"

#include <array>
#include <string_view>

#include "content/model/error.h"
#include "content/state/inquiry.h"
#include "content/state/kept_database.h"

namespace villageboard::state {
namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE health(
    one INTEGER PRIMARY KEY CHECK(one = 1), result INTEGER NOT NULL, reason TEXT NOT NULL,
    message TEXT NOT NULL, finished INTEGER NOT NULL, fresh INTEGER NOT NULL,
    floor INTEGER NOT NULL, reckoned INTEGER NOT NULL, county TEXT NOT NULL, area TEXT NOT NULL,
    keys INTEGER NOT NULL) STRICT;
CREATE TABLE damage(one INTEGER PRIMARY KEY CHECK(one = 1), generation INTEGER NOT NULL) STRICT;
CREATE TABLE uses(
    day TEXT NOT NULL, item TEXT NOT NULL, use INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY(day, item, use)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(
    number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    made INTEGER NOT NULL, sealed BLOB NOT NULL, receipt BLOB) STRICT;
)sql";

// outbox: what villagers wrote, sealed to the county's inbox key before it is stored; without order
// (the id is random) and time; `digest` makes sending it twice harmless, `receipt` is the county's.
// slowing: how often messages were sent and slips tried, by the hour (hours since 1970).
constexpr std::string_view kSpeaking = R"sql(
DROP TABLE outbox;
CREATE TABLE outbox(
    id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, day TEXT NOT NULL,
    size_class INTEGER NOT NULL, sealed BLOB NOT NULL, receipt BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE slowing(
    what INTEGER NOT NULL, hour INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY(what, hour)) STRICT, WITHOUT ROWID;
)sql";

// shown: how long an item stood on the glass that day. acknowledged: warnings that the person at
// the glass has read; ended_alerts: those that an officer ended. Both name item and revision.
constexpr std::string_view kGlass = R"sql(
CREATE TABLE shown(
    day TEXT NOT NULL, item TEXT NOT NULL, ms INTEGER NOT NULL,
    PRIMARY KEY(day, item)) STRICT, WITHOUT ROWID;
CREATE TABLE acknowledged(alert TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ended_alerts(alert TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kStaff = R"sql(
CREATE TABLE staff_pin(id TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE pin_attempts(
    one INTEGER PRIMARY KEY CHECK(one = 1), failures INTEGER NOT NULL, wait INTEGER NOT NULL,
    boot_id TEXT NOT NULL, since_boot INTEGER NOT NULL) STRICT;
)sql";

// A person's sealed question about their own payments and its sealed answer, while they stand at
// the glass; times are the machine's running time in seconds.
constexpr std::string_view kInquiry = R"sql(
CREATE TABLE inquiry(
    id TEXT PRIMARY KEY, state INTEGER NOT NULL, request BLOB NOT NULL, answer BLOB NOT NULL,
    boot_id TEXT NOT NULL, since_boot INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// until: seconds of running time of that boot.
constexpr std::string_view kScreenshot = R"sql(
CREATE TABLE screenshot(
    one INTEGER PRIMARY KEY CHECK(one = 1), request TEXT NOT NULL, boot_id TEXT NOT NULL,
    until INTEGER NOT NULL, png BLOB) STRICT;
)sql";

constexpr std::array<std::string_view, 6> kMigrations{kFirst, kSpeaking, kGlass,
                                                      kStaff, kInquiry,  kScreenshot};

constexpr std::chrono::days kKeepShown{400};

std::set<std::string> names_of(cache::Query rows) {
    std::set<std::string> names;
    while (rows.step()) names.insert(rows.text(0));
    return names;
}

}  // namespace

struct StateDb::Impl {
    explicit Impl(const std::filesystem::path& data_dir)
        : kept(data_dir, "state", 0660, kMigrations) {}

    cache::Database& database() { return kept.database(); }

    KeptDatabase kept;
};

StateDb::StateDb(const std::filesystem::path& data_dir) : impl_(std::make_unique<Impl>(data_dir)) {}

StateDb::~StateDb() = default;

cache::Database& StateDb::database() { return impl_->database(); }

AgentHealth StateDb::health() const {
    cache::Query row = impl_->database().query(
        "SELECT result, reason, message, finished, fresh, floor, reckoned, county, area, keys"
        " FROM health");
    if (!row.step()) return {};
    return {.result = static_cast<RoundResult>(row.integer(0)),
            .reason = row.text(1),
            .message = row.text(2),
            .finished = row.instant(3),
            .fresh = row.instant(4),
            .floor = row.instant(5),
            .reckoned = row.instant(6),
            .county = row.text(7),
            .area = row.text(8),
            .keys = row.integer(9) != 0};
}

void StateDb::set_health(const AgentHealth& health) {
    impl_->database()
        .query("INSERT OR REPLACE INTO health VALUES(1,?,?,?,?,?,?,?,?,?,?)")
        .bind(static_cast<int>(health.result), health.reason, health.message, health.finished,
              health.fresh, health.floor, health.reckoned, health.county, health.area, health.keys)
        .run();
}

void StateDb::report_damage(std::uint64_t generation) {
    impl_->database().query("INSERT OR REPLACE INTO damage VALUES(1, ?)").bind(generation).run();
}

std::optional<std::uint64_t> StateDb::reported_damage() const {
    cache::Query row = impl_->database().query("SELECT generation FROM damage");
    if (!row.step()) return std::nullopt;
    return static_cast<std::uint64_t>(row.integer(0));
}

void StateDb::clear_damage() { impl_->database().execute("DELETE FROM damage"); }

void StateDb::count_use(Day day, const std::string& item_id, Use use) {
    impl_->database()
        .query(
            "INSERT INTO uses VALUES(?,?,?,1)"
            " ON CONFLICT(day, item, use) DO UPDATE SET count = count + 1")
        .bind(day, item_id, static_cast<int>(use))
        .run();
}

std::uint64_t StateDb::uses(Day day, const std::string& item_id, Use use) const {
    cache::Query row =
        impl_->database().query("SELECT count FROM uses WHERE day = ? AND item = ? AND use = ?");
    row.bind(day, item_id, static_cast<int>(use));
    return row.step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

void StateDb::add_shown(Day day, const std::map<std::string, std::chrono::milliseconds>& times) {
    cache::Transaction transaction(impl_->database());
    for (const auto& [item, time] : times)
        impl_->database()
            .query(
                "INSERT INTO shown VALUES(?,?,?)"
                " ON CONFLICT(day, item) DO UPDATE SET ms = ms + excluded.ms")
            .bind(day, item, time.count())
            .run();
    impl_->database().query("DELETE FROM shown WHERE day < ?").bind(day - kKeepShown).run();
    transaction.commit();
}

std::chrono::milliseconds StateDb::shown(Day day, const std::string& item_id) const {
    cache::Query row = impl_->database().query("SELECT ms FROM shown WHERE day = ? AND item = ?");
    row.bind(day, item_id);
    return std::chrono::milliseconds{row.step() ? row.integer(0) : 0};
}

std::vector<StateDb::DayUse> StateDb::uses(Day day) const {
    std::vector<DayUse> all;
    cache::Query rows =
        impl_->database().query("SELECT item, use, count FROM uses WHERE day = ? ORDER BY item");
    rows.bind(day);
    while (rows.step())
        all.push_back({rows.text(0), static_cast<Use>(rows.integer(1)),
                       static_cast<std::uint64_t>(rows.integer(2))});
    return all;
}

std::map<std::string, std::chrono::milliseconds> StateDb::shown(Day day) const {
    std::map<std::string, std::chrono::milliseconds> all;
    cache::Query rows = impl_->database().query("SELECT item, ms FROM shown WHERE day = ?");
    rows.bind(day);
    while (rows.step()) all[rows.text(0)] = std::chrono::milliseconds{rows.integer(1)};
    return all;
}

void StateDb::acknowledge(const std::set<std::string>& alerts, Instant at) {
    cache::Transaction transaction(impl_->database());
    for (const std::string& alert : alerts)
        impl_->database()
            .query("INSERT OR REPLACE INTO acknowledged VALUES(?,?)")
            .bind(alert, at)
            .run();
    transaction.commit();
}

std::set<std::string> StateDb::acknowledged(Instant since, Instant until) const {
    cache::Query rows =
        impl_->database().query("SELECT alert FROM acknowledged WHERE at >= ? AND at <= ?");
    rows.bind(since, until);
    return names_of(std::move(rows));
}

void StateDb::forget_acknowledged() { impl_->database().execute("DELETE FROM acknowledged"); }

void StateDb::end_alert(const std::string& alert, Instant at) {
    impl_->database()
        .query("INSERT OR REPLACE INTO ended_alerts VALUES(?,?)")
        .bind(alert, at)
        .run();
}

std::set<std::string> StateDb::ended_alerts() const {
    return names_of(impl_->database().query("SELECT alert FROM ended_alerts"));
}

void StateDb::keep_copy(Instant now) {
    if (!holds_inquiry(impl_->database())) impl_->kept.keep_copy(now);
}

}  // namespace villageboard::state
