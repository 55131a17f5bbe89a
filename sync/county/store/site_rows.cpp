#include "sync/county/store/site_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

constexpr const char* kColumns =
    "SELECT s.area, s.item, s.kind, s.grp, s.revision, s.shown, s.standing, s.title, s.summary, "
    "s.office, s.published, s.updated, s.due, s.in_area, s.in_group, s.in_county FROM site_item s ";
/// The row of site_area that counts the county's items; also what servers lock.
const std::string kWholeCounty;

/// What SOCI reads into, as its integers are of fixed types.
struct Fetched {
    SiteItemRow row;
    long long revision = 0;
    long long shown = 0;
    long long published = 0;
    long long updated = 0;
    long long due = 0;
    long long in_area = 0;
    long long in_group = 0;
    long long in_county = 0;

    SiteItemRow read() const {
        SiteItemRow out = row;
        out.revision = static_cast<std::uint32_t>(revision);
        out.shown = static_cast<std::uint32_t>(shown);
        out.published = published;
        out.updated = updated;
        out.due = due;
        out.in_area = static_cast<std::uint64_t>(in_area);
        out.in_group = static_cast<std::uint64_t>(in_group);
        out.in_county = static_cast<std::uint64_t>(in_county);
        return out;
    }
};

}  // namespace

template <typename Bind>
std::vector<SiteItemRow> SiteRows::select(const std::string& rest, const Bind& bind) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<SiteItemRow> rows;
        Fetched one;
        soci::statement query(impl.sql);
        query.exchange(into(one.row.area));
        query.exchange(into(one.row.item));
        query.exchange(into(one.row.kind));
        query.exchange(into(one.row.group));
        query.exchange(into(one.revision));
        query.exchange(into(one.shown));
        query.exchange(into(one.row.standing));
        query.exchange(into(one.row.title));
        query.exchange(into(one.row.summary));
        query.exchange(into(one.row.office));
        query.exchange(into(one.published));
        query.exchange(into(one.updated));
        query.exchange(into(one.due));
        query.exchange(into(one.in_area));
        query.exchange(into(one.in_group));
        query.exchange(into(one.in_county));
        bind(query);
        query.alloc();
        query.prepare(kColumns + rest);
        query.define_and_bind();
        query.execute();
        while (query.fetch()) rows.push_back(one.read());
        return rows;
    });
}

void SiteRows::lock(Transaction&) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO site_area (area, entries, items) VALUES (:area, 0, 0) "
                    "ON CONFLICT (area) DO NOTHING",
            use(kWholeCounty);
        if (impl.sqlite) return;
        long long items = 0;
        impl.sql << "SELECT items FROM site_area WHERE area = :area FOR UPDATE", into(items),
            use(kWholeCounty);
    });
}

std::uint64_t SiteRows::followed(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        long long entries = 0;
        impl.sql << "SELECT entries FROM site_area WHERE area = :area", into(entries), use(area);
        return impl.sql.got_data() ? static_cast<std::uint64_t>(entries) : 0;
    });
}

void SiteRows::follow(Transaction&, const std::string& area, std::uint64_t entries) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto value = static_cast<long long>(entries);
        impl.sql << "INSERT INTO site_area (area, entries, items) VALUES (:area, :entries, 0) "
                    "ON CONFLICT (area) DO UPDATE SET entries = excluded.entries",
            use(area), use(value);
    });
}

void SiteRows::follow_nothing(Transaction&) {
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "UPDATE site_area SET entries = 0"; });
}

std::vector<std::string> SiteRows::items_between(const std::string& area, std::uint64_t first,
                                                 std::uint64_t last) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> items;
        const auto from = static_cast<long long>(first);
        const auto to = static_cast<long long>(last);
        std::string item;
        soci::statement query =
            (impl.sql.prepare << "SELECT item FROM entry WHERE area = :area AND position >= :from "
                                 "AND position < :to AND item <> '' GROUP BY item "
                                 "ORDER BY MIN(position)",
             into(item), use(area), use(from), use(to));
        query.execute();
        while (query.fetch()) items.push_back(item);
        return items;
    });
}

std::optional<SiteItemRow> SiteRows::find(const std::string& area, const std::string& item) {
    auto rows = select("WHERE s.area = :area AND s.item = :item", [&](soci::statement& query) {
        query.exchange(use(area));
        query.exchange(use(item));
    });
    if (rows.empty()) return std::nullopt;
    return rows.front();
}

void SiteRows::put(Transaction&, SiteItemRow& row) {
    auto& impl = repository_.impl();
    const auto next = [&](const char* table_and_key, const std::string& area,
                          const std::string* group) {
        long long items = 0;
        const std::string statement = std::string("SELECT items FROM ") + table_and_key;
        if (group == nullptr)
            impl.sql << statement, into(items), use(area, "area");
        else
            impl.sql << statement, into(items), use(area, "area"), use(*group, "grp");
        return impl.sql.got_data() ? items : 0;
    };
    const auto known = find(row.area, row.item);
    if (known) {
        row.group = known->group;
        row.in_area = known->in_area;
        row.in_group = known->in_group;
        row.in_county = known->in_county;
    }
    impl.run([&] {
        long long in_area = static_cast<long long>(row.in_area);
        long long in_group = static_cast<long long>(row.in_group);
        long long in_county = static_cast<long long>(row.in_county);
        if (!known) {
            in_area = next("site_area WHERE area = :area", row.area, nullptr);
            in_group = next("site_group WHERE area = :area AND grp = :grp", row.area, &row.group);
            in_county = next("site_area WHERE area = :area", kWholeCounty, nullptr);
            for (const std::string* area :
                 std::initializer_list<const std::string*>{&row.area, &kWholeCounty})
                impl.sql << "INSERT INTO site_area (area, entries, items) VALUES (:area, 0, 1) "
                            "ON CONFLICT (area) DO UPDATE SET items = site_area.items + 1",
                    use(*area);
            impl.sql << "INSERT INTO site_group (area, grp, items) VALUES (:area, :grp, 1) "
                        "ON CONFLICT (area, grp) DO UPDATE SET items = site_group.items + 1",
                use(row.area), use(row.group);
            row.in_area = static_cast<std::uint64_t>(in_area);
            row.in_group = static_cast<std::uint64_t>(in_group);
            row.in_county = static_cast<std::uint64_t>(in_county);
        }
        const long long revision = row.revision;
        const long long shown = row.shown;
        const long long published = row.published;
        const long long updated = row.updated;
        const long long due = row.due;
        impl.sql << "INSERT INTO site_item (area, item, kind, grp, revision, shown, standing, "
                    "title, summary, office, published, updated, due, in_area, in_group, "
                    "in_county) VALUES (:area, :item, :kind, :grp, :revision, :shown, :standing, "
                    ":title, :summary, :office, :published, :updated, :due, :in_area, :in_group, "
                    ":in_county) ON CONFLICT (area, item) DO UPDATE SET kind = excluded.kind, "
                    "revision = excluded.revision, shown = excluded.shown, "
                    "standing = excluded.standing, title = excluded.title, "
                    "summary = excluded.summary, office = excluded.office, "
                    "published = excluded.published, updated = excluded.updated, "
                    "due = excluded.due",
            use(row.area), use(row.item), use(row.kind), use(row.group), use(revision), use(shown),
            use(row.standing), use(row.title), use(row.summary), use(row.office), use(published),
            use(updated), use(due), use(in_area), use(in_group), use(in_county);
    });
}

std::uint64_t SiteRows::count(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        long long items = 0;
        impl.sql << "SELECT items FROM site_area WHERE area = :area", into(items), use(area);
        return impl.sql.got_data() ? static_cast<std::uint64_t>(items) : 0;
    });
}

std::vector<SiteGroup> SiteRows::groups(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<SiteGroup> groups;
        std::string group;
        long long items = 0;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT grp, items FROM site_group WHERE area = :area ORDER BY grp",
             into(group), into(items), use(area));
        query.execute();
        while (query.fetch()) groups.push_back({group, static_cast<std::uint64_t>(items)});
        return groups;
    });
}

std::vector<SiteItemRow> SiteRows::in_area(const std::string& area, std::uint64_t first,
                                           std::uint64_t last) {
    const auto from = static_cast<long long>(first);
    const auto to = static_cast<long long>(last);
    return select(
        "WHERE s.area = :area AND s.in_area >= :first AND s.in_area < :last "
        "ORDER BY s.in_area DESC",
        [&](soci::statement& query) {
            query.exchange(use(area));
            query.exchange(use(from));
            query.exchange(use(to));
        });
}

std::vector<SiteItemRow> SiteRows::in_group(const std::string& area, const std::string& group,
                                            std::uint64_t first, std::uint64_t last) {
    const auto from = static_cast<long long>(first);
    const auto to = static_cast<long long>(last);
    return select(
        "WHERE s.area = :area AND s.grp = :grp AND s.in_group >= :first AND s.in_group < :last "
        "ORDER BY s.in_group DESC",
        [&](soci::statement& query) {
            query.exchange(use(area));
            query.exchange(use(group));
            query.exchange(use(from));
            query.exchange(use(to));
        });
}

std::vector<SiteItemRow> SiteRows::in_county(std::uint64_t first, std::uint64_t last) {
    const auto from = static_cast<long long>(first);
    const auto to = static_cast<long long>(last);
    return select("WHERE s.in_county >= :first AND s.in_county < :last ORDER BY s.in_county DESC",
                  [&](soci::statement& query) {
                      query.exchange(use(from));
                      query.exchange(use(to));
                  });
}

std::vector<SiteItemRow> SiteRows::last_published(const std::string& area, const std::string& group,
                                                  std::uint64_t most) {
    const auto limit = static_cast<long long>(most);
    std::string where = "WHERE s.standing <> 'hidden' AND s.standing <> 'erased' ";
    if (!area.empty()) where += "AND s.area = :area ";
    if (!group.empty()) where += "AND s.grp = :grp ";
    return select(where + "ORDER BY s.published DESC, s.in_county DESC LIMIT :most",
                  [&](soci::statement& query) {
                      if (!area.empty()) query.exchange(use(area));
                      if (!group.empty()) query.exchange(use(group));
                      query.exchange(use(limit));
                  });
}

std::vector<SiteItemRow> SiteRows::last_updated(const std::string& area, std::uint64_t most) {
    const auto limit = static_cast<long long>(most);
    if (area.empty())
        return select(
            "WHERE s.standing <> 'hidden' ORDER BY s.updated DESC, s.in_county DESC "
            "LIMIT :most",
            [&](soci::statement& query) { query.exchange(use(limit)); });
    return select(
        "WHERE s.area = :area AND s.standing <> 'hidden' "
        "ORDER BY s.updated DESC, s.in_area DESC LIMIT :most",
        [&](soci::statement& query) {
            query.exchange(use(area));
            query.exchange(use(limit));
        });
}

std::vector<SiteItemRow> SiteRows::due(std::int64_t now, std::uint64_t most) {
    const auto until = static_cast<long long>(now);
    const auto limit = static_cast<long long>(most);
    return select("WHERE s.due > 0 AND s.due <= :now ORDER BY s.due LIMIT :most",
                  [&](soci::statement& query) {
                      query.exchange(use(until));
                      query.exchange(use(limit));
                  });
}

std::vector<SiteItemRow> SiteRows::behind(std::uint64_t most) {
    const auto limit = static_cast<long long>(most);
    return select(
        "JOIN item i ON i.area = s.area AND i.id = s.item WHERE i.revision <> s.revision "
        "LIMIT :most",
        [&](soci::statement& query) { query.exchange(use(limit)); });
}

std::vector<std::string> SiteRows::area_codes(const std::string& text) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> areas;
        std::string area;
        soci::statement query = (impl.sql.prepare << text, into(area));
        query.execute();
        while (query.fetch()) areas.push_back(area);
        return areas;
    });
}

std::vector<std::string> SiteRows::waiting_areas() {
    return area_codes(
        "SELECT f.area FROM feed f LEFT JOIN site_area s ON s.area = f.area "
        "WHERE f.size > COALESCE(s.entries, 0) ORDER BY f.area");
}

std::vector<std::string> SiteRows::areas() {
    return area_codes("SELECT area FROM site_area WHERE area <> '' AND items > 0 ORDER BY area");
}

}  // namespace villageboard::county
