#include "sync/county/store/audit_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

std::optional<AuditRow> AuditRows::lock_last(Transaction&) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<AuditRow> {
        if (!impl.sqlite) impl.sql << "LOCK TABLE audit IN EXCLUSIVE MODE";
        AuditRow row;
        long long position = 0;
        impl.sql << "SELECT position, line, digest FROM audit ORDER BY position DESC LIMIT 1",
            into(position), into(row.line), into(row.digest);
        if (!impl.sql.got_data()) return std::nullopt;
        row.position = static_cast<std::uint64_t>(position);
        return row;
    });
}

void AuditRows::add(Transaction&, const AuditRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto position = static_cast<long long>(row.position);
        impl.sql << "INSERT INTO audit (position, line, digest) "
                    "VALUES (:position, :line, :digest)",
            use(position), use(row.line), use(row.digest);
    });
}

std::vector<AuditRow> AuditRows::read(std::uint64_t first, std::uint64_t count) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<AuditRow> rows;
        const auto from = static_cast<long long>(first);
        const auto most = static_cast<long long>(count);
        AuditRow row;
        long long position = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT position, line, digest FROM audit "
                                 "WHERE position >= :first ORDER BY position LIMIT :most",
             into(position), into(row.line), into(row.digest), use(from), use(most));
        query.execute();
        while (query.fetch()) {
            row.position = static_cast<std::uint64_t>(position);
            rows.push_back(row);
        }
        return rows;
    });
}

}  // namespace villageboard::county
