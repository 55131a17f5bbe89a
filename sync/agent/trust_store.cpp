#include "sync/agent/trust_store.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::agent {
namespace {

constexpr std::size_t kMostEvidence = 200;

constexpr std::array<std::string_view, 1> kMigrations{R"sql(
CREATE TABLE setting(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE root(version INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
CREATE TABLE floor(
    area TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL,
    note BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE evidence(
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, area TEXT NOT NULL, reason TEXT NOT NULL,
    note BLOB NOT NULL, held BLOB NOT NULL, source TEXT NOT NULL,
    UNIQUE(area, reason, note)) STRICT;
)sql"};

cache::Bytes to_bytes(std::string_view text) { return {text.begin(), text.end()}; }

std::string to_text(const cache::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::int64_t number(const std::optional<std::string>& text) {
    std::int64_t value = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

std::string text_of(Instant at) { return std::to_string(at.time_since_epoch().count()); }

Instant instant_of(const std::optional<std::string>& text) {
    return Instant{std::chrono::seconds{number(text)}};
}

/// One value of a setting that has several: u32 length, bytes, again and again.
std::string pack(std::initializer_list<std::string_view> parts) {
    std::string packed;
    for (const std::string_view part : parts) {
        feed::append_u32(packed, static_cast<std::uint32_t>(part.size()));
        packed += part;
    }
    return packed;
}

std::vector<std::string> unpack(std::string_view packed, std::size_t count) {
    std::vector<std::string> parts;
    while (packed.size() >= 4) {
        const std::uint32_t length = feed::read_u32(packed);
        if (packed.size() - 4 < length) break;
        parts.emplace_back(packed.substr(4, length));
        packed.remove_prefix(4 + length);
    }
    if (parts.size() != count || !packed.empty())
        throw Error(ErrorKind::corrupt, "trust.db holds a setting that can't be read.");
    return parts;
}

std::string pack(const Identity& identity) {
    return pack({identity.county, identity.device_id, identity.area.digits(),
                 identity.plain == fetch::PlainHttp::anywhere ? "anywhere" : "loopback",
                 identity.signing_seed, identity.box.public_key, identity.box.secret_key});
}

Identity unpack_identity(std::string_view packed) {
    const auto parts = unpack(packed, 7);
    const auto area = AreaCode::parse(parts[2]);
    if (!area) throw Error(ErrorKind::corrupt, "trust.db holds an area that is none.");
    return {.county = parts[0],
            .device_id = parts[1],
            .area = *area,
            .plain = parts[3] == "anywhere" ? fetch::PlainHttp::anywhere
                                            : fetch::PlainHttp::loopback_only,
            .signing_seed = parts[4],
            .box = {parts[5], parts[6]}};
}

}  // namespace

TrustStore::TrustStore(const std::filesystem::path& data_dir)
    : kept_(data_dir, "trust", 0600, kMigrations) {}

std::optional<std::string> TrustStore::setting(const std::string& name) {
    cache::Query row = kept_.database().query("SELECT value FROM setting WHERE name = ?");
    return row.bind(name).step() ? std::optional(to_text(row.blob(0))) : std::nullopt;
}

void TrustStore::set(cache::Transaction& transaction, const std::string& name,
                     std::string_view value) {
    transaction.database()
        .query("INSERT OR REPLACE INTO setting VALUES(?, ?)")
        .bind(name, to_bytes(value))
        .run();
}

std::optional<Identity> TrustStore::identity() {
    const auto packed = setting("identity");
    return packed ? std::optional(unpack_identity(*packed)) : std::nullopt;
}

void TrustStore::enrol(const Identity& identity, const std::string& root_note) {
    const feed::OpenedRoot opened = feed::open_first_root(root_note);
    if (opened.verdict != feed::Verdict::verified)
        throw Error(ErrorKind::rejected, "The county's root is not signed as it should be.");
    cache::Transaction transaction(kept_.database());
    set(transaction, "identity", pack(identity));
    kept_.database().execute("DELETE FROM root");
    kept_.database().execute("DELETE FROM setting WHERE name IN ('pending', 'keys', 'told')");
    kept_.database()
        .query("INSERT INTO root VALUES(?, ?)")
        .bind(opened.root.version, to_bytes(root_note))
        .run();
    transaction.commit();
}

std::optional<PendingEnrolment> TrustStore::pending() {
    const auto packed = setting("pending");
    if (!packed) return std::nullopt;
    const auto parts = unpack(*packed, 3);
    return PendingEnrolment{unpack_identity(parts[0]), parts[1], parts[2]};
}

void TrustStore::set_pending(const PendingEnrolment& pending) {
    cache::Transaction transaction(kept_.database());
    set(transaction, "pending", pack({pack(pending.identity), pending.code_id, pending.request}));
    transaction.commit();
}

feed::Root TrustStore::root() {
    std::vector<feed::Root> all = roots();
    if (all.empty())
        throw Error(ErrorKind::invalid, "This terminal is not enrolled; run 'enrol' first.");
    return std::move(all.back());
}

std::vector<feed::Root> TrustStore::roots() {
    std::vector<feed::Root> all;
    cache::Query rows = kept_.database().query("SELECT note FROM root ORDER BY version");
    while (rows.step()) {
        // its signatures were verified before it was stored
        const auto note = feed::parse_note(to_text(rows.blob(0)));
        const auto root =
            note ? feed::parse_root(std::string_view(note->text).substr(0, note->text.size() - 1))
                 : std::nullopt;
        if (!root) throw Error(ErrorKind::corrupt, "A root in trust.db can't be read.");
        all.push_back(*root);
    }
    return all;
}

void TrustStore::add_root(const feed::Root& root, const std::string& note) {
    if (root.version != this->root().version + 1)
        throw Error(ErrorKind::rejected, "The offered root is not the next version.");
    cache::Transaction transaction(kept_.database());
    kept_.database()
        .query("INSERT INTO root VALUES(?, ?)")
        .bind(root.version, to_bytes(note))
        .run();
    transaction.commit();
}

std::optional<feed::Floor> TrustStore::floor(const AreaCode& area) {
    cache::Query row =
        kept_.database().query("SELECT size, root, fresh, note FROM floor WHERE area = ?");
    if (!row.bind(area.digits()).step()) return std::nullopt;
    const auto root = feed::Hash::from_hex(row.text(1));
    if (!root) throw Error(ErrorKind::corrupt, "A floor in trust.db can't be read.");
    return feed::Floor{.size = static_cast<std::uint64_t>(row.integer(0)),
                       .root = *root,
                       .fresh = row.instant(2),
                       .note = to_text(row.blob(3))};
}

void TrustStore::raise_floor(const AreaCode& area, const feed::Floor& floor) {
    cache::Transaction transaction(kept_.database());
    const auto held = this->floor(area);
    if (held &&
        (floor.size < held->size || (floor.size == held->size && floor.fresh <= held->fresh)))
        return;
    kept_.database()
        .query("INSERT OR REPLACE INTO floor VALUES(?, ?, ?, ?, ?)")
        .bind(area.digits(), floor.size, floor.root.hex(),
              held ? std::max(held->fresh, floor.fresh) : floor.fresh, to_bytes(floor.note))
        .run();
    transaction.commit();
}

void TrustStore::keep_evidence(const Evidence& evidence) {
    cache::Transaction transaction(kept_.database());
    kept_.database()
        .query(
            "INSERT OR IGNORE INTO evidence(at, area, reason, note, held, source)"
            " SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM evidence) < ?")
        .bind(evidence.at, evidence.area, evidence.reason, to_bytes(evidence.note),
              to_bytes(evidence.held), evidence.source, kMostEvidence)
        .run();
    transaction.commit();
}

std::vector<Evidence> TrustStore::evidence() {
    std::vector<Evidence> kept;
    cache::Query rows = kept_.database().query(
        "SELECT at, area, reason, note, held, source FROM evidence ORDER BY number");
    while (rows.step())
        kept.push_back({rows.instant(0), rows.text(1), rows.text(2), to_text(rows.blob(3)),
                        to_text(rows.blob(4)), rows.text(5)});
    return kept;
}

Times TrustStore::times() {
    Times times;
    const auto packed = setting("times");
    if (!packed) return times;
    const auto parts = unpack(*packed, 6);
    times.floor = instant_of(parts[0]);
    times.reckoned = instant_of(parts[1]);
    times.boot_id = parts[2];
    times.boot_seconds = number(parts[3]);
    times.roots_asked = instant_of(parts[4]);
    times.keys_asked = instant_of(parts[5]);
    return times;
}

void TrustStore::set_times(const Times& times) {
    cache::Transaction transaction(kept_.database());
    set(transaction, "times",
        pack({text_of(times.floor), text_of(times.reckoned), times.boot_id,
              std::to_string(times.boot_seconds), text_of(times.roots_asked),
              text_of(times.keys_asked)}));
    transaction.commit();
}

TrustStore::Told TrustStore::told() {
    const auto packed = setting("told");
    if (!packed) return {};
    const auto parts = unpack(*packed, 2);
    return {.at = instant_of(parts[0]), .day = parse_day(parts[1]).value_or(Day{})};
}

void TrustStore::set_told(const Told& told) {
    cache::Transaction transaction(kept_.database());
    set(transaction, "told", pack({text_of(told.at), format_day(told.day)}));
    transaction.commit();
}

std::optional<TrustStore::KeysNote> TrustStore::keys_note() {
    const auto packed = setting("keys");
    if (!packed) return std::nullopt;
    const auto parts = unpack(*packed, 3);
    return KeysNote{parts[0], parts[1], parts[2]};
}

void TrustStore::set_keys_note(const KeysNote& note) {
    cache::Transaction transaction(kept_.database());
    set(transaction, "keys", pack({note.note, note.etag, note.source}));
    transaction.commit();
}

}  // namespace villageboard::agent
