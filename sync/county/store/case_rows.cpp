#include "sync/county/store/case_rows.h"

#include "sync/county/store/figure_rows.h"
#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

std::string unpacked(const std::string& base64) {
    auto bytes = feed::from_base64(base64);
    if (!bytes)
        throw Error(ErrorKind::corrupt,
                    "The county's database holds a damaged case; restore it from a backup.");
    return std::move(*bytes);
}

Day day_of(const std::string& text) {
    const auto day = parse_day(text);
    if (!day)
        throw Error(ErrorKind::corrupt,
                    "The county's database holds a damaged day; restore it from a backup.");
    return *day;
}

constexpr const char* kSelectCase =
    "SELECT route, desk, state, received, due, version, box FROM inbox_case WHERE id = :id";

}  // namespace

void CaseRows::add(Transaction&, const CaseRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string received = format_day(row.received);
        const std::string due = format_day(row.due);
        const auto version = static_cast<long long>(row.version);
        const std::string box = feed::to_base64(row.box);
        impl.sql << "INSERT INTO inbox_case (id, route, desk, state, received, due, version, box) "
                    "VALUES (:id, :route, :desk, :state, :received, :due, :version, :box)",
            use(row.id), use(row.route), use(row.desk), use(row.state), use(received), use(due),
            use(version), use(box);
    });
}

std::optional<CaseRow> CaseRows::read(const std::string& statement, const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<CaseRow> {
        CaseRow row;
        row.id = id;
        std::string received;
        std::string due;
        long long version = 0;
        std::string box;
        impl.sql << statement, into(row.route), into(row.desk), into(row.state), into(received),
            into(due), into(version), into(box), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        row.received = day_of(received);
        row.due = day_of(due);
        row.version = static_cast<std::uint64_t>(version);
        row.box = unpacked(box);
        return row;
    });
}

std::optional<CaseRow> CaseRows::find(const std::string& id) { return read(kSelectCase, id); }

std::optional<CaseRow> CaseRows::lock(Transaction&, const std::string& id) {
    const std::string statement = kSelectCase;
    return read(repository_.impl().sqlite ? statement : statement + " FOR UPDATE", id);
}

void CaseRows::put(Transaction&, const CaseRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string due = format_day(row.due);
        const auto version = static_cast<long long>(row.version);
        const std::string box = feed::to_base64(row.box);
        impl.sql << "UPDATE inbox_case SET route = :route, desk = :desk, state = :state, "
                    "due = :due, version = :version, box = :box WHERE id = :id",
            use(row.route), use(row.desk), use(row.state), use(due), use(version), use(box),
            use(row.id);
    });
}

std::vector<CaseRow> CaseRows::list(const CaseScope& scope, const CaseFilter& filter) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<CaseRow> rows;
        CaseRow row;
        row.route = scope.route;
        std::string received;
        std::string due;
        long long version = 0;
        std::string box;
        const int length = static_cast<int>(scope.area.size());
        const std::string by = filter.due_by ? format_day(*filter.due_by) : std::string();
        const auto limit = static_cast<long long>(filter.limit);
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, desk, state, received, due, version, box FROM inbox_case WHERE "
                    "route = :route AND substr(desk, 1, :length) = :area AND "
                    "(:state = '' OR state = :state) AND "
                    "(:by = '' OR (due < :by AND state IN ('received', 'in_hand', "
                    "'transferred'))) AND "
                    "(due > :after_due OR (due = :after_due AND id > :after_id)) "
                    "ORDER BY due, id LIMIT :most",
             into(row.id), into(row.desk), into(row.state), into(received), into(due),
             into(version), into(box), use(scope.route, "route"), use(length, "length"),
             use(scope.area, "area"), use(filter.state, "state"), use(by, "by"),
             use(filter.after_due, "after_due"), use(filter.after_id, "after_id"),
             use(limit, "most"));
        query.execute();
        while (query.fetch()) {
            row.received = day_of(received);
            row.due = day_of(due);
            row.version = static_cast<std::uint64_t>(version);
            row.box = unpacked(box);
            rows.push_back(row);
        }
        return rows;
    });
}

void CaseRows::add_voice(Transaction&, const std::string& id, const std::string& bytes) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string box = feed::to_base64(bytes);
        impl.sql << "INSERT INTO inbox_voice (id, box) VALUES (:id, :box)", use(id), use(box);
    });
}

std::optional<std::string> CaseRows::voice(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<std::string> {
        std::string box;
        impl.sql << "SELECT box FROM inbox_voice WHERE id = :id", into(box), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        return unpacked(box);
    });
}

void CaseRows::add_release(Transaction&, const ReleaseRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string day = format_day(row.day);
        const std::string box = feed::to_base64(row.box);
        impl.sql << "INSERT INTO inbox_release (id, area, day, box) VALUES (:id, :area, :day, "
                    ":box)",
            use(row.id), use(row.area), use(day), use(box);
    });
}

std::vector<ReleaseRow> CaseRows::releases(const std::string& area, const std::string& before_day,
                                           const std::string& before_id, std::size_t most) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ReleaseRow> rows;
        ReleaseRow row;
        row.area = area;
        std::string day;
        std::string box;
        const auto limit = static_cast<long long>(most);
        soci::statement query =
            (impl.sql.prepare << "SELECT id, day, box FROM inbox_release WHERE area = :area AND "
                                 "(:day = '' OR day < :day OR (day = :day AND id < :id)) "
                                 "ORDER BY day DESC, id DESC LIMIT :most",
             into(row.id), into(day), into(box), use(area, "area"), use(before_day, "day"),
             use(before_id, "id"), use(limit, "most"));
        query.execute();
        while (query.fetch()) {
            row.day = day_of(day);
            row.box = unpacked(box);
            rows.push_back(row);
        }
        return rows;
    });
}

void CaseRows::add_template(Transaction&, const TemplateRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto version = static_cast<long long>(row.version);
        impl.sql << "INSERT INTO inbox_template (id, version, area, title, text) VALUES "
                    "(:id, :version, :area, :title, :text)",
            use(row.id), use(version), use(row.area), use(row.title), use(row.text);
    });
}

std::optional<TemplateRow> CaseRows::newest_template(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<TemplateRow> {
        TemplateRow row;
        row.id = id;
        long long version = 0;
        impl.sql << "SELECT version, area, title, text FROM inbox_template WHERE id = :id "
                    "ORDER BY version DESC LIMIT 1",
            into(version), into(row.area), into(row.title), into(row.text), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        row.version = static_cast<std::uint64_t>(version);
        return row;
    });
}

std::vector<TemplateRow> CaseRows::templates(const std::string& area, const std::string& after,
                                             std::size_t most) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TemplateRow> rows;
        TemplateRow row;
        row.area = area;
        long long version = 0;
        const auto limit = static_cast<long long>(most);
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, version, title, text FROM inbox_template AS mine WHERE "
                    "area = :area AND id > :after AND NOT EXISTS (SELECT 1 FROM inbox_template AS "
                    "other WHERE other.id = mine.id AND other.version > mine.version) "
                    "ORDER BY id LIMIT :most",
             into(row.id), into(version), into(row.title), into(row.text), use(area, "area"),
             use(after, "after"), use(limit, "most"));
        query.execute();
        while (query.fetch()) {
            row.version = static_cast<std::uint64_t>(version);
            rows.push_back(row);
        }
        return rows;
    });
}

void CaseRows::add_topic(Transaction&, const TopicRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO inbox_topic (area, code, name) VALUES (:area, :code, :name)",
            use(row.area), use(row.code), use(row.name);
    });
}

std::vector<TopicRow> CaseRows::topics(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TopicRow> rows;
        TopicRow row;
        row.area = area;
        soci::statement query =
            (impl.sql.prepare << "SELECT code, name FROM inbox_topic WHERE area = :area "
                                 "ORDER BY code LIMIT 200",
             into(row.code), into(row.name), use(area));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::vector<CaseRow> FigureRows::messages(const CaseScope& scope, Day from, Day to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<CaseRow> rows;
        CaseRow row;
        row.route = scope.route;
        std::string received;
        std::string due_day;
        long long version = 0;
        std::string box;
        const std::string first = format_day(from);
        const std::string last = format_day(to);
        const int length = static_cast<int>(scope.area.size());
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, desk, state, received, due, version, box FROM inbox_case WHERE "
                    "route = :route AND due >= :first AND due <= :last AND "
                    "substr(desk, 1, :length) = :area ORDER BY due, id",
             into(row.id), into(row.desk), into(row.state), into(received), into(due_day),
             into(version), into(box), use(scope.route), use(first), use(last), use(length),
             use(scope.area));
        query.execute();
        while (query.fetch()) {
            row.received = day_of(received);
            row.due = day_of(due_day);
            row.version = static_cast<std::uint64_t>(version);
            row.box = unpacked(box);
            rows.push_back(row);
        }
        return rows;
    });
}

}  // namespace villageboard::county
