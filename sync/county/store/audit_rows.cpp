#include "sync/county/store/audit_rows.h"

#include <algorithm>

#include "sync/county/store/published_rows.h"
#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

/// Where an instant's rows begin is found first: positions rise with time, so that the other
/// conditions can go by the index of theirs.
std::uint64_t first_since(Repository::Impl& impl, std::int64_t since) {
    if (since <= 0) return 0;
    const long long time = since;
    long long first = 0;
    impl.sql << "SELECT coalesce(min(position), 9223372036854775807) FROM audit WHERE at >= :time",
        into(first), use(time);
    return static_cast<std::uint64_t>(first);
}

/// Whether nothing lies in the area, so that its lines stand together in the index.
bool is_village(const std::string& area) { return area.size() == AreaRange::kVillageDigits; }

std::string conditions(const AuditFilter& filter) {
    std::string text = "WHERE position < :below AND position >= :first";
    if (is_village(filter.area))
        text += " AND area = :area";
    else if (!filter.area.empty())
        text += " AND area >= :area AND area <= :area_last";
    if (!filter.actor.empty()) text += " AND actor = :actor";
    if (!filter.act.empty()) text += " AND act = :act";
    return text;
}

constexpr const char* kColumns = "SELECT position, line, digest, at, actor, act, area FROM audit ";

struct Columns {
    AuditRow row;
    long long position = 0;
    long long at = 0;

    void bind(soci::statement& query) {
        query.exchange(into(position));
        query.exchange(into(row.line));
        query.exchange(into(row.digest));
        query.exchange(into(at));
        query.exchange(into(row.actor));
        query.exchange(into(row.act));
        query.exchange(into(row.area));
    }
    std::vector<AuditRow> fetch_all(soci::statement& query) {
        query.define_and_bind();
        query.execute();
        std::vector<AuditRow> rows;
        while (query.fetch()) {
            row.position = static_cast<std::uint64_t>(position);
            row.at = at;
            rows.push_back(row);
        }
        return rows;
    }
};

std::string unpacked(const std::string& base64) {
    auto bytes = feed::from_base64(base64);
    if (!bytes)
        throw Error(ErrorKind::corrupt,
                    "The head of the audit log is damaged; restore the database from a backup.");
    return std::move(*bytes);
}

}  // namespace

AuditHead AuditRows::read_head(const char* text) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        AuditHead head;
        long long size = 0;
        std::string frontier;
        impl.sql << text, into(size), into(head.digest), into(frontier);
        if (!impl.sql.got_data())
            throw Error(ErrorKind::corrupt,
                        "The audit log has lost its head; restore the database from a backup.");
        head.size = static_cast<std::uint64_t>(size);
        head.frontier = unpacked(frontier);
        return head;
    });
}

AuditHead AuditRows::lock_head(Transaction&) {
    return read_head(repository_.impl().sqlite
                         ? "SELECT size, digest, frontier FROM audit_head WHERE id = 1"
                         : "SELECT size, digest, frontier FROM audit_head WHERE id = 1 FOR UPDATE");
}

AuditHead AuditRows::head() {
    return read_head("SELECT size, digest, frontier FROM audit_head WHERE id = 1");
}

void AuditRows::put_head(Transaction&, const AuditHead& head) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto size = static_cast<long long>(head.size);
        const std::string frontier = feed::to_base64(head.frontier);
        impl.sql << "UPDATE audit_head SET size = :size, digest = :digest, frontier = :frontier "
                    "WHERE id = 1",
            use(size), use(head.digest), use(frontier);
    });
}

void AuditRows::add(Transaction&, const AuditRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto position = static_cast<long long>(row.position);
        const long long at = row.at;
        impl.sql << "INSERT INTO audit (position, line, digest, at, actor, act, area) "
                    "VALUES (:position, :line, :digest, :at, :actor, :act, :area)",
            use(position), use(row.line), use(row.digest), use(at), use(row.actor), use(row.act),
            use(row.area);
    });
}

std::vector<AuditRow> AuditRows::read(std::uint64_t first, std::uint64_t count) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const auto from = static_cast<long long>(first);
        const auto most = static_cast<long long>(count);
        Columns columns;
        soci::statement query(impl.sql);
        query.alloc();
        query.prepare(std::string(kColumns) +
                      "WHERE position >= :first ORDER BY position LIMIT :most");
        columns.bind(query);
        query.exchange(use(from, "first"));
        query.exchange(use(most, "most"));
        return columns.fetch_all(query);
    });
}

std::vector<AuditRow> AuditRows::find(const AuditFilter& filter, std::uint64_t below,
                                      std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const auto end = static_cast<long long>(below);
        const auto first = static_cast<long long>(first_since(impl, filter.since));
        const auto most = static_cast<long long>(limit);
        const std::string last =
            filter.area + std::string(AreaRange::kVillageDigits -
                                          std::min(AreaRange::kVillageDigits, filter.area.size()),
                                      '9');
        Columns columns;
        soci::statement query(impl.sql);
        query.alloc();
        query.prepare(kColumns + conditions(filter) + " ORDER BY position DESC LIMIT :most");
        columns.bind(query);
        query.exchange(use(end, "below"));
        query.exchange(use(first, "first"));
        if (!filter.area.empty()) query.exchange(use(filter.area, "area"));
        if (!filter.area.empty() && !is_village(filter.area))
            query.exchange(use(last, "area_last"));
        if (!filter.actor.empty()) query.exchange(use(filter.actor, "actor"));
        if (!filter.act.empty()) query.exchange(use(filter.act, "act"));
        query.exchange(use(most, "most"));
        return columns.fetch_all(query);
    });
}

std::vector<AuditCheckpointRow> AuditRows::read_checkpoints(const char* order) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<AuditCheckpointRow> rows;
        AuditCheckpointRow row;
        long long size = 0;
        long long at = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT size, note, at FROM audit_checkpoint ORDER BY " << order,
             into(size), into(row.note), into(at));
        query.execute();
        while (query.fetch()) {
            row.size = static_cast<std::uint64_t>(size);
            row.at = at;
            rows.push_back(row);
        }
        return rows;
    });
}

std::vector<AuditCheckpointRow> AuditRows::checkpoints() { return read_checkpoints("size"); }

std::optional<AuditCheckpointRow> AuditRows::last_checkpoint() {
    const auto rows = read_checkpoints("size DESC LIMIT 1");
    if (rows.empty()) return std::nullopt;
    return rows.front();
}

void AuditRows::put_checkpoint(Transaction&, const AuditCheckpointRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto size = static_cast<long long>(row.size);
        const long long at = row.at;
        impl.sql << "INSERT INTO audit_checkpoint (size, note, at) VALUES (:size, :note, :at) "
                    "ON CONFLICT (size) DO UPDATE SET note = excluded.note, at = excluded.at",
            use(size), use(row.note), use(at);
    });
}

}  // namespace villageboard::county
