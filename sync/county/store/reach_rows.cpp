#include "sync/county/store/reach_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

std::map<std::string, ReachRow> ReachRows::of_item(const std::string& area, const std::string& item,
                                                   const std::string& from, const std::string& to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::map<std::string, ReachRow> rows;
        const std::string below = area + "%";
        std::string device;
        std::string place;
        long long number = 0;
        soci::statement followers =
            (impl.sql.prepare
                 << "SELECT id, device.area, COALESCE(terminal_feed.size, 0) FROM device "
                    "LEFT JOIN terminal_feed ON terminal_feed.device = id "
                    "AND terminal_feed.area = :feed WHERE state = 'accepted' "
                    "AND (device.area LIKE :below OR EXISTS (SELECT 1 FROM device_grant "
                    "WHERE device_grant.device = id AND device_grant.area = :granted))",
             into(device), into(place), into(number), use(area, "feed"), use(below, "below"),
             use(area, "granted"));
        followers.execute();
        while (followers.fetch()) rows[device] = {place, number, {}};
        std::string what;
        soci::statement counts =
            (impl.sql.prepare << "SELECT device, what, CAST(SUM(count) AS BIGINT) "
                                 "FROM terminal_day WHERE item = :item AND day >= :first "
                                 "AND day <= :last GROUP BY device, what",
             into(device), into(what), into(number), use(item), use(from), use(to));
        counts.execute();
        while (counts.fetch())
            if (const auto row = rows.find(device); row != rows.end())
                row->second.counts[what] = number;
        return rows;
    });
}

}  // namespace villageboard::county
