#include "sync/county/store/figure_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

const std::string kInRange =
    " FROM published_item WHERE area >= :first AND area <= :last AND received > 0 AND "
    "received < :end";
const std::string kLive = "phase = 'live' AND (expires = 0 OR expires > :live_at)";
const std::string kLiveInRange = kInRange + " AND " + kLive + " AND catalogue <> ''";
/// The day in China, which has had no other offset since 1991.
const std::string kDay = "(received + 28800) / 86400";

const std::string kReleased =
    " FROM dossier d WHERE d.area >= :first AND d.area <= :last AND d.released >= :begin AND "
    "d.released < :end AND d.operation IN ('publish', 'correct')";

long long number(Instant at) { return at.time_since_epoch().count(); }

}  // namespace

std::vector<HeldRow> FigureRows::held(const AreaRange& range, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long end = number(end_of(to));
        const long long live_at = number(start_of(to));
        std::vector<HeldRow> rows;
        HeldRow row;
        long long sheets = 0;
        long long newest = 0;
        long long live = 0;
        const std::string text = "SELECT area, catalogue, sheets, max(changed), sum(CASE WHEN " +
                                 kLive + " THEN 1 ELSE 0 END)" + kInRange +
                                 " GROUP BY area, catalogue, sheets ORDER BY area, catalogue, "
                                 "sheets";
        soci::statement query =
            (impl.sql.prepare << text, into(row.area), into(row.catalogue), into(sheets),
             into(newest), into(live), use(live_at, "live_at"), use(range.first, "first"),
             use(range.last, "last"), use(end, "end"));
        query.execute();
        while (query.fetch()) {
            row.sheets = static_cast<std::uint32_t>(sheets);
            row.newest = Instant{std::chrono::seconds{newest}};
            row.live = live;
            rows.push_back(row);
        }
        return rows;
    });
}

std::vector<ReceiptDay> FigureRows::receipts(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long end = number(end_of(to));
        const long long begin = number(start_of(from));
        std::vector<ReceiptDay> rows;
        long long day = 0;
        long long items = 0;
        long long before = 0;
        const std::string text = "SELECT " + kDay +
                                 " AS day, count(*), sum(CASE WHEN (first_published + 28800) / "
                                 "86400 < " +
                                 kDay + " THEN 1 ELSE 0 END)" + kInRange +
                                 " AND received >= :begin GROUP BY " + kDay + " ORDER BY day";
        soci::statement query = (impl.sql.prepare << text, into(day), into(items), into(before),
                                 use(range.first, "first"), use(range.last, "last"),
                                 use(end, "end"), use(begin, "begin"));
        query.execute();
        while (query.fetch()) rows.push_back({Day{std::chrono::days{day}}, items, before});
        return rows;
    });
}

std::vector<LanguageRow> FigureRows::languages(const AreaRange& range, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long end = number(end_of(to));
        const long long live_at = number(start_of(to));
        std::vector<LanguageRow> rows;
        LanguageRow row;
        long long items = 0;
        const std::string text = "SELECT recordings, languages, count(*)" + kLiveInRange +
                                 " AND (recordings <> '' OR languages <> '') GROUP BY recordings, "
                                 "languages ORDER BY recordings, languages";
        soci::statement query = (impl.sql.prepare << text, into(row.recordings),
                                 into(row.languages), into(items), use(range.first, "first"),
                                 use(range.last, "last"), use(end, "end"), use(live_at, "live_at"));
        query.execute();
        while (query.fetch()) {
            row.items = items;
            rows.push_back(row);
        }
        return rows;
    });
}

std::vector<SpokenRow> FigureRows::spoken(const AreaRange& range, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long end = number(end_of(to));
        const long long live_at = number(start_of(to));
        std::vector<SpokenRow> rows;
        SpokenRow row;
        const std::string text =
            "SELECT area, item, recordings" + kLiveInRange + " ORDER BY area, item";
        soci::statement query = (impl.sql.prepare << text, into(row.area), into(row.item),
                                 into(row.recordings), use(range.first, "first"),
                                 use(range.last, "last"), use(end, "end"), use(live_at, "live_at"));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::int64_t FigureRows::released(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long begin = number(start_of(from));
        const long long end = number(end_of(to));
        long long count = 0;
        impl.sql << "SELECT count(*)" + kReleased, into(count), use(range.first, "first"),
            use(range.last, "last"), use(begin, "begin"), use(end, "end");
        return static_cast<std::int64_t>(count);
    });
}

std::vector<MixedRow> FigureRows::mixed(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long begin = number(start_of(from));
        const long long end = number(end_of(to));
        std::vector<MixedRow> rows;
        MixedRow row;
        const std::string text = "SELECT d.area, d.item" + kReleased +
                                 " AND d.id IN (SELECT dossier FROM dossier_finding WHERE "
                                 "rule = 'VF1') ORDER BY d.area, d.item, d.id";
        soci::statement query =
            (impl.sql.prepare << text, into(row.area), into(row.item), use(range.first, "first"),
             use(range.last, "last"), use(begin, "begin"), use(end, "end"));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

}  // namespace villageboard::county
