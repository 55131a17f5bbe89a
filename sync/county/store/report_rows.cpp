#include "sync/county/store/report_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

std::optional<YearlyReportRow> ReportRows::find(const std::string& area, int year) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<YearlyReportRow> {
        YearlyReportRow row{area, year, {}, {}, {}};
        const long long wanted = year;
        long long made = 0;
        impl.sql << "SELECT made, digest, document FROM yearly_report WHERE area = :area AND "
                    "year = :year",
            into(made), into(row.digest), into(row.document), use(area), use(wanted);
        if (!impl.sql.got_data()) return std::nullopt;
        row.made = Instant{std::chrono::seconds{made}};
        return row;
    });
}

std::vector<YearlyReportRow> ReportRows::of_area(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<YearlyReportRow> all;
        YearlyReportRow row;
        row.area = area;
        long long year = 0;
        long long made = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT year, made, digest FROM yearly_report WHERE area = :area "
                                 "ORDER BY year DESC",
             into(year), into(made), into(row.digest), use(area));
        query.execute();
        while (query.fetch()) {
            row.year = static_cast<int>(year);
            row.made = Instant{std::chrono::seconds{made}};
            all.push_back(row);
        }
        return all;
    });
}

bool ReportRows::add(Transaction&, const YearlyReportRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long year = row.year;
        const long long made = row.made.time_since_epoch().count();
        soci::statement insert =
            (impl.sql.prepare << "INSERT INTO yearly_report (area, year, made, digest, document) "
                                 "VALUES (:area, :year, :made, :digest, :document) "
                                 "ON CONFLICT (area, year) DO NOTHING",
             use(row.area), use(year), use(made), use(row.digest), use(row.document));
        insert.execute(true);
        return insert.get_affected_rows() == 1;
    });
}

}  // namespace villageboard::county
