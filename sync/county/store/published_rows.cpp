#include "sync/county/store/published_rows.h"

#include <charconv>
#include <limits>

#include "sync/county/store/figure_rows.h"
#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

constexpr const char* kColumns =
    "area, item, kind, catalogue, revision, phase, made, counted, formed, first_published, "
    "received, changed, corrections, notice_from, notice_to, expires, keep_until, period_from, "
    "period_to, sheets, attachments, office, stage, basis, refers, languages, recordings, measures";

long long number(Day day) { return day.time_since_epoch().count(); }
long long number(Instant at) { return at.time_since_epoch().count(); }
template <typename Time>
long long number(const std::optional<Time>& time) {
    return time ? number(*time) : 0;
}

std::optional<Day> day_of(long long days) {
    return days == 0 ? std::nullopt : std::optional(Day{std::chrono::days{days}});
}
std::optional<Instant> instant_of(long long seconds) {
    return seconds == 0 ? std::nullopt : std::optional(Instant{std::chrono::seconds{seconds}});
}

/// A row with its numbers as the database has them.
struct Stored {
    PublishedRow row;
    long long revision = 0, made = 0, counted = 0, formed = 0, first_published = 0, received = 0,
              changed = 0, corrections = 0, notice_from = 0, notice_to = 0, expires = 0,
              keep_until = 0, period_from = 0, period_to = 0, sheets = 0, attachments = 0;
    std::string measures;

    static Stored of(const PublishedRow& row);
    PublishedRow finished() const;
};

Stored Stored::of(const PublishedRow& row) {
    Stored s;
    s.row = row;
    s.revision = row.revision;
    s.made = number(row.made);
    s.counted = number(row.period_to.value_or(row.made));
    s.formed = number(row.formed);
    s.first_published = number(row.first_published);
    s.received = number(row.received);
    s.changed = number(row.changed);
    s.corrections = row.corrections;
    s.notice_from = number(row.notice_from);
    s.notice_to = number(row.notice_to);
    s.expires = number(row.expires);
    s.keep_until = number(row.keep_until);
    s.period_from = number(row.period_from);
    s.period_to = number(row.period_to);
    s.sheets = row.sheets;
    s.attachments = row.attachments;
    s.measures = format_measures(row.measures);
    return s;
}

PublishedRow Stored::finished() const {
    PublishedRow done = row;
    done.revision = static_cast<std::uint32_t>(revision);
    done.made = Day{std::chrono::days{made}};
    done.formed = day_of(formed);
    done.first_published = Instant{std::chrono::seconds{first_published}};
    done.received = Instant{std::chrono::seconds{received}};
    done.changed = Instant{std::chrono::seconds{changed}};
    done.corrections = static_cast<std::uint32_t>(corrections);
    done.notice_from = day_of(notice_from);
    done.notice_to = day_of(notice_to);
    done.expires = instant_of(expires);
    done.keep_until = instant_of(keep_until);
    done.period_from = day_of(period_from);
    done.period_to = day_of(period_to);
    done.sheets = static_cast<std::uint32_t>(sheets);
    done.attachments = static_cast<std::uint32_t>(attachments);
    done.measures = parse_measures(measures);
    return done;
}

/// Runs a query of kColumns whose parameters `bind` adds.
template <typename Bind>
std::vector<PublishedRow> selected(Repository::Impl& impl, const std::string& rest, Bind bind) {
    std::vector<PublishedRow> rows;
    Stored s;
    PublishedRow& r = s.row;
    soci::statement query(impl.sql);
    query.exchange(into(r.area));
    query.exchange(into(r.item));
    query.exchange(into(r.kind));
    query.exchange(into(r.catalogue));
    query.exchange(into(s.revision));
    query.exchange(into(r.phase));
    query.exchange(into(s.made));
    query.exchange(into(s.counted));
    query.exchange(into(s.formed));
    query.exchange(into(s.first_published));
    query.exchange(into(s.received));
    query.exchange(into(s.changed));
    query.exchange(into(s.corrections));
    query.exchange(into(s.notice_from));
    query.exchange(into(s.notice_to));
    query.exchange(into(s.expires));
    query.exchange(into(s.keep_until));
    query.exchange(into(s.period_from));
    query.exchange(into(s.period_to));
    query.exchange(into(s.sheets));
    query.exchange(into(s.attachments));
    query.exchange(into(r.office));
    query.exchange(into(r.stage));
    query.exchange(into(r.basis));
    query.exchange(into(r.refers));
    query.exchange(into(r.languages));
    query.exchange(into(r.recordings));
    query.exchange(into(s.measures));
    bind(query);
    query.alloc();
    query.prepare("SELECT " + std::string(kColumns) + " FROM published_item " + rest);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) rows.push_back(s.finished());
    return rows;
}

}  // namespace

std::string format_measures(const Measures& measures) {
    std::string text;
    for (const auto& [name, value] : measures)
        text += (text.empty() ? "" : ";") + name + "=" + std::to_string(value);
    return text;
}

Measures parse_measures(std::string_view text) {
    Measures measures;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = one.find('=');
        if (equals == std::string_view::npos) continue;
        std::int64_t value = 0;
        const char* last = one.data() + one.size();
        const auto [stop, error] = std::from_chars(one.data() + equals + 1, last, value);
        if (error == std::errc() && stop == last)
            measures.emplace(std::string(one.substr(0, equals)), value);
    }
    return measures;
}

std::optional<PublishedRow> PublishedRows::find(const std::string& area, const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<PublishedRow> {
        auto rows = selected(impl, "WHERE area = :area AND item = :item", [&](auto& query) {
            query.exchange(use(area));
            query.exchange(use(item));
        });
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    });
}

void PublishedRows::put(Transaction&, const PublishedRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Stored s = Stored::of(row);
        impl.sql << "DELETE FROM published_item WHERE area = :area AND item = :item", use(row.area),
            use(row.item);
        impl.sql << "INSERT INTO published_item (" + std::string(kColumns) +
                        ") VALUES (:v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, "
                        ":v13, :v14, :v15, :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23, :v24, "
                        ":v25, :v26, :v27, :v28)",
            use(row.area), use(row.item), use(row.kind), use(row.catalogue), use(s.revision),
            use(row.phase), use(s.made), use(s.counted), use(s.formed), use(s.first_published),
            use(s.received), use(s.changed), use(s.corrections), use(s.notice_from),
            use(s.notice_to), use(s.expires), use(s.keep_until), use(s.period_from),
            use(s.period_to), use(s.sheets), use(s.attachments), use(row.office), use(row.stage),
            use(row.basis), use(row.refers), use(row.languages), use(row.recordings),
            use(s.measures);
    });
}

std::vector<PublishedRow> PublishedRows::rows(const PublishedFilter& filter) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long from = number(filter.received_from);
        const long long to = filter.received_to == Instant::max()
                                 ? std::numeric_limits<long long>::max()
                                 : number(filter.received_to);
        const auto limit = static_cast<long long>(filter.limit);
        const std::string kind = filter.kind.empty() ? "" : "kind = :kind AND ";
        // the cursor lies inside the range: one bound is enough for the index
        const std::string& first =
            filter.after_area.empty() ? filter.range.first : filter.after_area;
        return selected(impl,
                        "WHERE " + kind +
                            "area >= :first AND area <= :last AND received >= :from AND "
                            "received < :to AND (area > :after OR item > :item) "
                            "ORDER BY area, item LIMIT :limit",
                        [&](auto& query) {
                            if (!kind.empty()) query.exchange(use(filter.kind));
                            query.exchange(use(first));
                            query.exchange(use(filter.range.last));
                            query.exchange(use(from));
                            query.exchange(use(to));
                            query.exchange(use(filter.after_area));
                            query.exchange(use(filter.after_item));
                            query.exchange(use(limit));
                        });
    });
}

std::vector<PublishedRow> PublishedRows::of_feed(const std::string& area, Day from, Day to,
                                                 std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long first = number(from);
        const long long last = number(to);
        const auto most = static_cast<long long>(limit);
        return selected(impl,
                        "WHERE area = :area AND counted >= :first AND counted <= :last AND "
                        "phase IN ('live', 'retired') ORDER BY received, item LIMIT :most",
                        [&](auto& query) {
                            query.exchange(use(area));
                            query.exchange(use(first));
                            query.exchange(use(last));
                            query.exchange(use(most));
                        });
    });
}

std::vector<PackedFacts> PublishedRows::packed(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long first = number(from);
        const long long last = number(to);
        const std::string record =
            "catalogue || ',' || made || ',' || period_to || ',' || sheets || ',' || received";
        const std::string joined =
            impl.sqlite ? "group_concat(" + record + ", ';')" : "string_agg(" + record + ", ';')";
        const std::string start = "SELECT area, " + joined +
                                  " FROM published_item WHERE area >= :first_area AND "
                                  "area <= :last_area AND phase IN ('live', 'retired') AND ";
        // A yearly balance of the year before counts by the day it was made.
        const std::string own = start + "counted >= :first AND counted <= :last GROUP BY area";
        const std::string later = start +
                                  "counted >= :before AND counted < :first AND period_to <> 0 AND "
                                  "made >= :first AND made <= :last GROUP BY area";
        std::vector<PackedFacts> all;
        PackedFacts facts;
        soci::statement query = (impl.sql.prepare << own, into(facts.area), into(facts.records),
                                 use(range.first, "first_area"), use(range.last, "last_area"),
                                 use(first, "first"), use(last, "last"));
        query.execute();
        while (query.fetch()) all.push_back(facts);
        const long long before = first - 366;
        soci::statement more = (impl.sql.prepare << later, into(facts.area), into(facts.records),
                                use(range.first, "first_area"), use(range.last, "last_area"),
                                use(before, "before"), use(first, "first"), use(last, "last"));
        more.execute();
        while (more.fetch()) all.push_back(facts);
        return all;
    });
}

std::vector<FeedStart> PublishedRows::starts(const AreaRange& range) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<FeedStart> all;
        std::string area;
        long long received = 0;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT area, coalesce((SELECT min(p.received) FROM published_item p WHERE "
                    "p.area = feed.area AND p.received > 0), 0) AS first_received FROM feed WHERE "
                    "area >= :first AND area <= :last ORDER BY area",
             into(area), into(received), use(range.first), use(range.last));
        query.execute();
        while (query.fetch()) all.push_back({area, Instant{std::chrono::seconds{received}}});
        return all;
    });
}

std::uint64_t PublishedRows::entries_read(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        long long entries = 0;
        impl.sql << "SELECT entries FROM published_progress WHERE area = :area", into(entries),
            use(area);
        return static_cast<std::uint64_t>(impl.sql.got_data() ? entries : 0);
    });
}

void PublishedRows::set_entries_read(Transaction&, const std::string& area, std::uint64_t entries) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto known = static_cast<long long>(entries);
        impl.sql << "INSERT INTO published_progress (area, entries) VALUES (:area, :entries) "
                    "ON CONFLICT (area) DO UPDATE SET entries = excluded.entries",
            use(area), use(known);
    });
}

std::vector<PublishedRow> FigureRows::told(const AreaRange& range, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const long long begin = number(start_of(from));
        const long long end = number(end_of(to));
        // the first condition is the index's own, word for word
        return selected(impl,
                        "WHERE (phase = 'erased' OR notice_from <> 0 OR refers <> '' OR kind IN "
                        "('finance', 'policy', 'consultation', 'meeting', 'project', 'guide')) AND "
                        "area >= :first AND area <= :last AND received < :end AND "
                        "(received >= :begin OR phase = 'erased' OR refers <> '' OR kind IN "
                        "('consultation', 'project', 'guide')) ORDER BY area, item",
                        [&](auto& query) {
                            query.exchange(use(range.first));
                            query.exchange(use(range.last));
                            query.exchange(use(end));
                            query.exchange(use(begin));
                        });
    });
}

}  // namespace villageboard::county
