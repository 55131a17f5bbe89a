#include "sync/county/store/backup_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

void BackupRows::add(Transaction&, const BackupRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto made = static_cast<long long>(row.made);
        const long long keys_inside = row.keys_inside ? 1 : 0;
        impl.sql << "INSERT INTO backup (manifest, made, place, keys_inside) "
                    "VALUES (:manifest, :made, :place, :keys) ON CONFLICT (manifest) DO NOTHING",
            use(row.manifest), use(made), use(row.place), use(keys_inside);
    });
}

bool BackupRows::remove(Transaction&, const std::string& manifest) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        int present = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM backup WHERE manifest = :manifest",
            into(present), use(manifest);
        impl.sql << "DELETE FROM backup WHERE manifest = :manifest", use(manifest);
        return present > 0;
    });
}

std::vector<BackupRow> BackupRows::all() {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<BackupRow> rows;
        BackupRow row;
        long long made = 0;
        long long keys_inside = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT manifest, made, place, keys_inside "
                                 "FROM backup ORDER BY made DESC LIMIT 1000",
             into(row.manifest), into(made), into(row.place), into(keys_inside));
        query.execute();
        while (query.fetch()) {
            row.made = made;
            row.keys_inside = keys_inside != 0;
            rows.push_back(row);
        }
        return rows;
    });
}

}  // namespace villageboard::county
