#include "sync/county/store/desk_rows.h"

#include "sync/county/store/dossier_rows.h"
#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

std::optional<NoticeRow> DeskRows::notice(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<NoticeRow> {
        NoticeRow row;
        impl.sql << "SELECT dossier, photo, place, posted_by, posted, confirmed_by, "
                    "confirmed, first_day, last_day, ripe FROM notice WHERE dossier = "
                    ":wanted",
            into(row.dossier), into(row.photo), into(row.place), into(row.posted_by),
            into(row.posted), into(row.confirmed_by), into(row.confirmed), into(row.first_day),
            into(row.last_day), into(row.ripe), use(dossier);
        if (!impl.sql.got_data()) return std::nullopt;
        return row;
    });
}

void DeskRows::put_notice(Transaction&, const NoticeRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO notice (dossier, photo, place, posted_by, posted, "
                    "confirmed_by, confirmed, first_day, last_day, ripe) VALUES (:dossier, "
                    ":photo, :place, :posted_by, :posted, :confirmed_by, :confirmed, "
                    ":first_day, :last_day, :ripe) ON CONFLICT (dossier) DO UPDATE SET "
                    "photo = excluded.photo, place = excluded.place, posted_by = "
                    "excluded.posted_by, posted = excluded.posted, confirmed_by = "
                    "excluded.confirmed_by, confirmed = excluded.confirmed, first_day = "
                    "excluded.first_day, last_day = excluded.last_day, ripe = excluded.ripe",
            use(row.dossier), use(row.photo), use(row.place), use(row.posted_by), use(row.posted),
            use(row.confirmed_by), use(row.confirmed), use(row.first_day), use(row.last_day),
            use(row.ripe);
    });
}

std::vector<std::string> DeskRows::ripening(const std::string& today, int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> ids;
        std::string id;
        soci::statement query =
            (impl.sql.prepare << "SELECT notice.dossier FROM notice JOIN dossier ON dossier.id = "
                                 "notice.dossier WHERE ripe = 0 AND last_day <> '' AND "
                                 "last_day < :today AND state = 'notice' ORDER BY notice.dossier "
                                 "LIMIT :most",
             into(id), use(today), use(limit));
        query.execute();
        while (query.fetch()) ids.push_back(id);
        return ids;
    });
}

std::vector<ObjectionRow> DeskRows::objections(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ObjectionRow> rows;
        ObjectionRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT reference, opened, closed FROM objection WHERE dossier = "
                                 ":dossier ORDER BY opened, reference",
             into(row.reference), into(row.opened), into(row.closed), use(dossier));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

bool DeskRows::add_objection(Transaction&, const std::string& dossier, const ObjectionRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        soci::statement insert =
            (impl.sql.prepare
                 << "INSERT INTO objection (dossier, reference, opened, closed) VALUES "
                    "(:dossier, :reference, :opened, 0) ON CONFLICT (dossier, "
                    "reference) DO NOTHING",
             use(dossier), use(row.reference), use(row.opened));
        insert.execute(true);
        return insert.get_affected_rows() == 1;
    });
}

void DeskRows::close_objection(Transaction&, const std::string& dossier,
                               const std::string& reference, long long at) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE objection SET closed = :at WHERE dossier = :dossier AND "
                    "reference = :reference AND closed = 0",
            use(at), use(dossier), use(reference);
    });
}

std::vector<RuleRow> DeskRows::rules(const std::string& catalogue) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<RuleRow> rows;
        RuleRow row;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, level, area, catalogue, what, value, from_day, to_day, "
                    "source, made_by, made FROM desk_rule WHERE catalogue = :catalogue "
                    "ORDER BY id",
             into(row.id), into(row.level), into(row.area), into(row.catalogue), into(row.what),
             into(row.value), into(row.from_day), into(row.to_day), into(row.source),
             into(row.made_by), into(row.made), use(catalogue));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::vector<RuleRow> DeskRows::all_rules(const std::string& after, int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<RuleRow> rows;
        RuleRow row;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, level, area, catalogue, what, value, from_day, to_day, "
                    "source, made_by, made FROM desk_rule WHERE id > :after ORDER BY id "
                    "LIMIT :most",
             into(row.id), into(row.level), into(row.area), into(row.catalogue), into(row.what),
             into(row.value), into(row.from_day), into(row.to_day), into(row.source),
             into(row.made_by), into(row.made), use(after), use(limit));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::optional<RuleRow> DeskRows::rule(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<RuleRow> {
        RuleRow row;
        impl.sql << "SELECT id, level, area, catalogue, what, value, from_day, to_day, "
                    "source, made_by, made FROM desk_rule WHERE id = :wanted",
            into(row.id), into(row.level), into(row.area), into(row.catalogue), into(row.what),
            into(row.value), into(row.from_day), into(row.to_day), into(row.source),
            into(row.made_by), into(row.made), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        return row;
    });
}

void DeskRows::add_rule(Transaction&, const RuleRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO desk_rule (id, level, area, catalogue, what, value, "
                    "from_day, to_day, source, made_by, made) VALUES (:id, :level, :area, "
                    ":catalogue, :what, :value, :from_day, :to_day, :source, :made_by, "
                    ":made)",
            use(row.id), use(row.level), use(row.area), use(row.catalogue), use(row.what),
            use(row.value), use(row.from_day), use(row.to_day), use(row.source), use(row.made_by),
            use(row.made);
    });
}

void DeskRows::end_rule(Transaction&, const std::string& id, const std::string& last_day) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE desk_rule SET to_day = :last_day WHERE id = :id", use(last_day),
            use(id);
    });
}

void DeskRows::put_erasure(Transaction&, const ErasureRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO erasure (item, area, catalogue, name, office, class, "
                    "asked_by, approved_by, at, done) VALUES (:item, :area, :catalogue, "
                    ":name, :office, :class_, :asked_by, :approved_by, :at, :done) ON "
                    "CONFLICT (area, item) DO UPDATE SET class = excluded.class, asked_by "
                    "= excluded.asked_by, approved_by = excluded.approved_by, at = "
                    "excluded.at, done = excluded.done",
            use(row.item), use(row.area), use(row.catalogue), use(row.name), use(row.office),
            use(row.class_), use(row.asked_by), use(row.approved_by), use(row.at), use(row.done);
    });
}

std::optional<ErasureRow> DeskRows::erasure(const std::string& area, const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<ErasureRow> {
        ErasureRow row;
        impl.sql << "SELECT item, area, catalogue, name, office, class, asked_by, "
                    "approved_by, at, done FROM erasure WHERE area = :area AND item = "
                    ":wanted",
            into(row.item), into(row.area), into(row.catalogue), into(row.name), into(row.office),
            into(row.class_), into(row.asked_by), into(row.approved_by), into(row.at),
            into(row.done), use(area), use(item);
        if (!impl.sql.got_data()) return std::nullopt;
        return row;
    });
}

std::vector<ErasureRow> DeskRows::erasures(const std::string& after_area,
                                           const std::string& after_item, int limit) {
    auto& impl = repository_.impl();
    const std::string& same = after_area;
    return impl.run([&] {
        std::vector<ErasureRow> rows;
        ErasureRow row;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT item, area, catalogue, name, office, class, asked_by, "
                    "approved_by, at, done FROM erasure WHERE area >= :low AND NOT (area = "
                    ":same AND item <= :after) ORDER BY area, item LIMIT :most",
             into(row.item), into(row.area), into(row.catalogue), into(row.name), into(row.office),
             into(row.class_), into(row.asked_by), into(row.approved_by), into(row.at),
             into(row.done), use(after_area), use(same), use(after_item), use(limit));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::vector<ErasureRow> DeskRows::unfinished_erasures(int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ErasureRow> rows;
        ErasureRow row;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT item, area, catalogue, name, office, class, asked_by, "
                    "approved_by, at, done FROM erasure WHERE done = 0 ORDER BY area, item "
                    "LIMIT :most",
             into(row.item), into(row.area), into(row.catalogue), into(row.name), into(row.office),
             into(row.class_), into(row.asked_by), into(row.approved_by), into(row.at),
             into(row.done), use(limit));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

bool DeskRows::add_recheck(Transaction&, const RecheckRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        soci::statement insert =
            (impl.sql.prepare
                 << "INSERT INTO recheck (id, area, item, dossier, basis, change, made, "
                    "due, outcome, resolved_by, resolved, reason) VALUES (:id, :area, "
                    ":item, :dossier, :basis, :change, :made, :due, :outcome, "
                    ":resolved_by, :resolved, :reason) ON CONFLICT (item, basis, change) "
                    "DO NOTHING",
             use(row.id), use(row.area), use(row.item), use(row.dossier), use(row.basis),
             use(row.change), use(row.made), use(row.due), use(row.outcome), use(row.resolved_by),
             use(row.resolved), use(row.reason));
        insert.execute(true);
        return insert.get_affected_rows() == 1;
    });
}

std::optional<RecheckRow> DeskRows::recheck(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<RecheckRow> {
        RecheckRow row;
        impl.sql << "SELECT id, area, item, dossier, basis, change, made, due, outcome, "
                    "resolved_by, resolved, reason FROM recheck WHERE id = :wanted",
            into(row.id), into(row.area), into(row.item), into(row.dossier), into(row.basis),
            into(row.change), into(row.made), into(row.due), into(row.outcome),
            into(row.resolved_by), into(row.resolved), into(row.reason), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        return row;
    });
}

std::optional<RecheckRow> DeskRows::lock_recheck(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<RecheckRow> {
        RecheckRow row;
        impl.sql << std::string(
                        "SELECT id, area, item, dossier, basis, change, made, due, outcome, "
                        "resolved_by, resolved, reason FROM recheck WHERE id = :wanted") +
                        (impl.sqlite ? "" : " FOR UPDATE"),
            into(row.id), into(row.area), into(row.item), into(row.dossier), into(row.basis),
            into(row.change), into(row.made), into(row.due), into(row.outcome),
            into(row.resolved_by), into(row.resolved), into(row.reason), use(id);
        if (!impl.sql.got_data()) return std::nullopt;
        return row;
    });
}

void DeskRows::put_recheck(Transaction&, const RecheckRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE recheck SET outcome = :outcome, resolved_by = :resolved_by, "
                    "resolved = :resolved, reason = :reason WHERE id = :id",
            use(row.outcome), use(row.resolved_by), use(row.resolved), use(row.reason), use(row.id);
    });
}

std::vector<RecheckRow> DeskRows::open_rechecks(const std::string& area,
                                                const std::string& after_area,
                                                const std::string& after_id, int limit) {
    auto& impl = repository_.impl();
    const std::string low = after_area < area ? area : after_area;
    const std::string high = after_prefix(area);
    return impl.run([&] {
        std::vector<RecheckRow> rows;
        RecheckRow row;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT id, area, item, dossier, basis, change, made, due, outcome, "
                    "resolved_by, resolved, reason FROM recheck WHERE outcome = '' AND "
                    "area >= :low AND area < :high AND NOT (area = :same AND id <= :after) "
                    "ORDER BY area, id LIMIT :most",
             into(row.id), into(row.area), into(row.item), into(row.dossier), into(row.basis),
             into(row.change), into(row.made), into(row.due), into(row.outcome),
             into(row.resolved_by), into(row.resolved), into(row.reason), use(low), use(high),
             use(after_area), use(after_id), use(limit));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

}  // namespace villageboard::county
