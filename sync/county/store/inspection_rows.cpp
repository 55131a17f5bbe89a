#include "sync/county/store/inspection_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

long long number(Day day) { return day.time_since_epoch().count(); }
Day day_of(long long days) { return Day{std::chrono::days{days}}; }
Instant instant_of(long long seconds) { return Instant{std::chrono::seconds{seconds}}; }

}  // namespace

bool InspectionRows::has_run(Day day) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long wanted = number(day);
        long long found = 0;
        impl.sql << "SELECT day FROM inspection_run WHERE day = :day", into(found), use(wanted);
        return impl.sql.got_data();
    });
}

bool InspectionRows::add(Transaction&, const InspectionRun& run,
                         const std::vector<InspectionFinding>& findings) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long day = number(run.day);
        const long long began = run.began.time_since_epoch().count();
        const long long ended = run.ended.time_since_epoch().count();
        const auto items = static_cast<long long>(run.items);
        const auto attachments = static_cast<long long>(run.attachments);
        const auto links = static_cast<long long>(run.links);
        const auto count = static_cast<long long>(findings.size());
        soci::statement insert =
            (impl.sql.prepare
                 << "INSERT INTO inspection_run (day, began, ended, items, attachments, links, "
                    "findings) VALUES (:day, :began, :ended, :items, :attachments, :links, "
                    ":findings) ON CONFLICT (day) DO NOTHING",
             use(day), use(began), use(ended), use(items), use(attachments), use(links),
             use(count));
        insert.execute(true);
        if (insert.get_affected_rows() != 1) return false;
        for (std::size_t i = 0; i < findings.size(); ++i) {
            const auto position = static_cast<long long>(i);
            const InspectionFinding& one = findings[i];
            impl.sql << "INSERT INTO inspection_finding (day, number, area, item, fault, place) "
                        "VALUES (:day, :number, :area, :item, :fault, :place)",
                use(day), use(position), use(one.area), use(one.item), use(one.fault),
                use(one.place);
        }
        return true;
    });
}

std::vector<InspectionRun> InspectionRows::runs(Day from, Day to, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long first = number(from);
        const long long last = number(to);
        const auto most = static_cast<long long>(limit);
        long long day = 0, began = 0, ended = 0, items = 0, attachments = 0, links = 0, count = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT day, began, ended, items, attachments, links, findings "
                                 "FROM inspection_run WHERE day >= :first AND day <= :last "
                                 "ORDER BY day DESC LIMIT :most",
             into(day), into(began), into(ended), into(items), into(attachments), into(links),
             into(count), use(first), use(last), use(most));
        query.execute();
        std::vector<InspectionRun> all;
        while (query.fetch())
            all.push_back({day_of(day), instant_of(began), instant_of(ended),
                           static_cast<std::uint64_t>(items),
                           static_cast<std::uint64_t>(attachments),
                           static_cast<std::uint64_t>(links), static_cast<std::uint64_t>(count)});
        return all;
    });
}

std::vector<InspectionFinding> InspectionRows::findings(const AreaRange& range, Day to,
                                                        std::uint64_t behind, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long last = number(to);
        const auto after = static_cast<long long>(behind);
        const auto most = static_cast<long long>(limit);
        InspectionFinding one;
        long long day = 0;
        long long position = 0;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT day, number, area, item, fault, place FROM inspection_finding WHERE "
                    "day <= :last AND (day < :last OR number >= :after) AND area >= :first_area "
                    "AND area <= :last_area ORDER BY day DESC, number LIMIT :most",
             into(day), into(position), into(one.area), into(one.item), into(one.fault),
             into(one.place), use(last, "last"), use(after, "after"),
             use(range.first, "first_area"), use(range.last, "last_area"), use(most, "most"));
        query.execute();
        std::vector<InspectionFinding> all;
        while (query.fetch()) {
            one.day = day_of(day);
            one.number = static_cast<std::uint64_t>(position);
            all.push_back(one);
        }
        return all;
    });
}

std::map<std::string, std::uint64_t> InspectionRows::counts(const AreaRange& range, Day day) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long wanted = number(day);
        std::string fault;
        long long count = 0;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT fault, CAST(count(*) AS BIGINT) FROM inspection_finding WHERE "
                    "day = :day AND area >= :first AND area <= :last GROUP BY fault",
             into(fault), into(count), use(wanted), use(range.first), use(range.last));
        query.execute();
        std::map<std::string, std::uint64_t> all;
        while (query.fetch()) all[fault] = static_cast<std::uint64_t>(count);
        return all;
    });
}

}  // namespace villageboard::county
