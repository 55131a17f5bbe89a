#include "sync/county/store/alarm_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

namespace {

using Number = long long;

constexpr const char* kColumns =
    "SELECT id, device, area, kind, detail, raised, cleared, seen_by, seen FROM alarm ";

/// The columns of one row while a statement runs.
struct Columns {
    AlarmRow row;
    Number raised = 0;
    Number cleared = 0;
    Number seen = 0;

    AlarmRow taken() {
        row.raised = raised;
        row.cleared = cleared;
        row.seen = seen;
        return row;
    }
};

}  // namespace

bool AlarmRows::raise(Transaction&, const AlarmRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const Number raised = row.raised;
        std::string id;
        impl.sql << "INSERT INTO alarm (id, device, area, kind, detail, raised, cleared, seen_by, "
                    "seen) VALUES (:id, :device, :area, :kind, :detail, :raised, 0, '', 0) "
                    "ON CONFLICT (device, kind) WHERE cleared = 0 DO NOTHING RETURNING id",
            into(id), use(row.id), use(row.device), use(row.area), use(row.kind), use(row.detail),
            use(raised);
        return impl.sql.got_data();
    });
}

bool AlarmRows::clear(Transaction&, const std::string& id, std::int64_t at) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const Number cleared = at;
        std::string done;
        impl.sql << "UPDATE alarm SET cleared = :at WHERE id = :id AND cleared = 0 RETURNING id",
            into(done), use(cleared), use(id);
        return impl.sql.got_data();
    });
}

bool AlarmRows::see(Transaction&, const std::string& id, const std::string& by, std::int64_t at) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const Number seen = at;
        std::string done;
        impl.sql << "UPDATE alarm SET seen_by = :by, seen = :at WHERE id = :id AND seen_by = '' "
                    "RETURNING id",
            into(done), use(by), use(seen), use(id);
        return impl.sql.got_data();
    });
}

std::optional<AlarmRow> AlarmRows::find(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<AlarmRow> {
        Columns at;
        impl.sql << std::string(kColumns) + "WHERE id = :id", into(at.row.id), into(at.row.device),
            into(at.row.area), into(at.row.kind), into(at.row.detail), into(at.raised),
            into(at.cleared), into(at.row.seen_by), into(at.seen), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        return at.taken();
    });
}

std::vector<AlarmRow> AlarmRows::standing(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<AlarmRow> rows;
        Columns at;
        soci::statement query =
            (impl.sql.prepare << std::string(kColumns) +
                                     "WHERE device = :device AND cleared = 0 ORDER BY kind",
             into(at.row.id), into(at.row.device), into(at.row.area), into(at.row.kind),
             into(at.row.detail), into(at.raised), into(at.cleared), into(at.row.seen_by),
             into(at.seen), use(device));
        query.execute();
        while (query.fetch()) rows.push_back(at.taken());
        return rows;
    });
}

std::vector<AlarmRow> AlarmRows::list(const AlarmFilter& filter, std::int64_t before_raised,
                                      const std::string& before_id, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<AlarmRow> rows;
        Columns at;
        const std::string below = filter.area + "%";
        const Number raised = before_raised;
        const auto most = static_cast<Number>(limit);
        const std::string standing = filter.standing ? "AND cleared = 0 " : "";
        soci::statement query =
            (impl.sql.prepare << std::string(kColumns) + "WHERE area LIKE :below " + standing +
                                     "AND (raised < :earlier OR (raised = :same AND id < :id)) "
                                     "ORDER BY raised DESC, id DESC LIMIT :most",
             into(at.row.id), into(at.row.device), into(at.row.area), into(at.row.kind),
             into(at.row.detail), into(at.raised), into(at.cleared), into(at.row.seen_by),
             into(at.seen), use(below, "below"), use(raised, "earlier"), use(raised, "same"),
             use(before_id, "id"), use(most, "most"));
        query.execute();
        while (query.fetch()) rows.push_back(at.taken());
        return rows;
    });
}

void AlarmRows::forget_cleared(Transaction&, std::int64_t before) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number at = before;
        impl.sql << "DELETE FROM alarm WHERE cleared > 0 AND cleared < :at", use(at);
    });
}

}  // namespace villageboard::county
