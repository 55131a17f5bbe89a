#include "sync/county/store/service_rows.h"

#include <algorithm>
#include <bit>
#include <map>

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// "2026-11"
std::string month_of(Day day) { return format_day(day).substr(0, 7); }

std::uint64_t bit_of(Day day) {
    return std::uint64_t{1} << static_cast<unsigned>(year_month_day{day}.day());
}

/// The bits of the days of a month that lie in [from, to].
std::uint64_t bits_within(const std::string& month, Day from, Day to) {
    const auto first = parse_day(month + "-01");
    if (!first) return 0;
    const year_month_day begin{*first};
    const Day last{begin.year() / begin.month() / std::chrono::last};
    std::uint64_t bits = 0;
    for (Day day = std::max(from, *first); day <= std::min(to, last); day += std::chrono::days{1})
        bits |= bit_of(day);
    return bits;
}

std::map<std::string, ServiceRow*> by_device(std::vector<ServiceRow>& rows) {
    std::map<std::string, ServiceRow*> found;
    for (ServiceRow& row : rows) found.emplace(row.device, &row);
    return found;
}

}  // namespace

void ServiceRows::see(Transaction&, const std::string& device, Day day) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string month = month_of(day);
        const auto bit = static_cast<long long>(bit_of(day));
        impl.sql
            << "INSERT INTO terminal_seen (device, month, days) VALUES (:device, :month, :bit) "
               "ON CONFLICT (device, month) DO UPDATE SET "
               "days = terminal_seen.days | excluded.days",
            use(device), use(month), use(bit);
    });
}

std::vector<ServiceRow> ServiceRows::terminals(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ServiceRow> rows;
        ServiceRow row;
        long long enrolled = 0;
        long long fresh = 0;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT d.id, d.area, d.created, coalesce(t.fresh, 0) FROM device d "
                    "LEFT JOIN register r ON r.device = d.id "
                    "LEFT JOIN terminal t ON t.device = d.id "
                    "WHERE d.area >= :first AND d.area <= :last AND "
                    "d.state = 'accepted' AND coalesce(r.status, 'active') = 'active' "
                    "ORDER BY d.area, d.id",
             into(row.device), into(row.area), into(enrolled), into(fresh), use(range.first),
             use(range.last));
        query.execute();
        while (query.fetch()) {
            // on the day itself nobody knows from which hour on it could report
            row.first = std::max(
                from, shanghai_day(Instant{std::chrono::seconds{enrolled}}) + std::chrono::days{1});
            row.fresh.reset();
            if (fresh != 0) row.fresh = Instant{std::chrono::seconds{fresh}};
            rows.push_back(row);
        }
        add_days(range, from, to, rows);
        add_alarms(range, rows);
        return rows;
    });
}

void ServiceRows::add_days(const AreaRange& range, Day from, Day to,
                           std::vector<ServiceRow>& rows) {
    const auto found = by_device(rows);
    const std::string first_month = month_of(from);
    const std::string last_month = month_of(to);
    std::map<std::string, std::uint64_t> all_days;
    std::string device;
    std::string month;
    long long days = 0;
    soci::statement query =
        (repository_.impl().sql.prepare
             << "SELECT s.device, s.month, s.days FROM device d JOIN terminal_seen s ON "
                "s.device = d.id WHERE d.area >= :first AND d.area <= :last AND "
                "s.month >= :first_month AND s.month <= :last_month",
         into(device), into(month), into(days), use(range.first), use(range.last), use(first_month),
         use(last_month));
    query.execute();
    while (query.fetch()) {
        const auto at = found.find(device);
        if (at == found.end()) continue;
        ServiceRow& row = *at->second;
        const auto [bits, is_new] = all_days.try_emplace(month, 0);
        if (is_new) bits->second = bits_within(month, from, to);
        const std::uint64_t wanted =
            row.first == from ? bits->second : bits_within(month, row.first, to);
        row.days += std::popcount(static_cast<std::uint64_t>(days) & wanted);
    }
}

void ServiceRows::add_alarms(const AreaRange& range, std::vector<ServiceRow>& rows) {
    const auto found = by_device(rows);
    std::string device;
    std::string kind;
    soci::statement query =
        (repository_.impl().sql.prepare
             << "SELECT device, kind FROM alarm WHERE cleared = 0 AND area >= :first AND "
                "area <= :last AND kind IN ('clock_unknown', 'empty_shell')",
         into(device), into(kind), use(range.first), use(range.last));
    query.execute();
    while (query.fetch()) {
        const auto row = found.find(device);
        if (row == found.end()) continue;
        (kind == "empty_shell" ? row->second->empty_shell : row->second->clock_unknown) = true;
    }
}

}  // namespace villageboard::county
