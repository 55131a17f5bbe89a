#include "sync/county/store/commitment_rows.h"

#include "content/model/error.h"
#include "sync/county/store/range_page.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

Day read_day(const std::string& text) {
    const auto day = parse_day(text);
    if (!day)
        throw Error(ErrorKind::corrupt,
                    "The county's database holds a damaged row; restore it from a backup.");
    return *day;
}

template <typename Bind>
std::vector<CommitmentRow> selected(Repository::Impl& impl, const std::string& rest, Bind bind) {
    std::vector<CommitmentRow> rows;
    CommitmentRow row;
    std::string made;
    std::string due;
    std::string done;
    soci::statement query(impl.sql);
    query.exchange(into(row.id));
    query.exchange(into(row.area));
    query.exchange(into(row.office));
    query.exchange(into(row.who));
    query.exchange(into(row.text));
    query.exchange(into(row.item));
    query.exchange(into(made));
    query.exchange(into(due));
    query.exchange(into(done));
    query.exchange(into(row.evidence_kind));
    query.exchange(into(row.evidence));
    query.exchange(into(row.version));
    bind(query);
    query.alloc();
    query.prepare(
        "SELECT id, area, office, who, text, item, made, due, done, evidence_kind, evidence, "
        "version FROM commitment " +
        rest);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        row.made = read_day(made);
        row.due = read_day(due);
        row.done = parse_day(done);
        rows.push_back(row);
    }
    return rows;
}

std::vector<CommitmentRow> those_where(Repository::Impl& impl, const std::string& condition,
                                       const std::string& value) {
    return impl.run([&] {
        return selected(impl, "WHERE " + condition,
                        [&](auto& query) { query.exchange(use(value)); });
    });
}

std::optional<CommitmentRow> first_of(std::vector<CommitmentRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

void CommitmentRows::add(Transaction&, const CommitmentRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string made = format_day(row.made);
        const std::string due = format_day(row.due);
        impl.sql << "INSERT INTO commitment (id, area, office, who, text, item, made, due, done, "
                    "evidence_kind, evidence, version) VALUES (:id, :area, :office, :who, :text, "
                    ":item, :made, :due, '', '', '', :version)",
            use(row.id), use(row.area), use(row.office), use(row.who), use(row.text), use(row.item),
            use(made), use(due), use(row.version);
    });
}

std::optional<CommitmentRow> CommitmentRows::find(const std::string& id) {
    return first_of(those_where(repository_.impl(), "id = :id", id));
}

std::optional<CommitmentRow> CommitmentRows::lock(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    return first_of(those_where(impl, impl.sqlite ? "id = :id" : "id = :id FOR UPDATE", id));
}

void CommitmentRows::put(Transaction&, const CommitmentRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string due = format_day(row.due);
        const std::string done = row.done ? format_day(*row.done) : "";
        impl.sql << "UPDATE commitment SET due = :due, done = :done, evidence_kind = :kind, "
                    "evidence = :evidence, version = :version WHERE id = :id",
            use(due), use(done), use(row.evidence_kind), use(row.evidence), use(row.version),
            use(row.id);
        if (row.evidence_kind == "upload")
            impl.sql << "UPDATE upload SET used = 1 WHERE name = :name", use(row.evidence);
    });
}

std::vector<CommitmentRow> CommitmentRows::of_item(const std::string& item) {
    return those_where(repository_.impl(), "item = :item ORDER BY id", item);
}

std::vector<CommitmentRow> CommitmentRows::of_range(const AreaRange& range,
                                                    const std::string& after_area,
                                                    const std::string& after_id,
                                                    std::uint64_t limit) {
    auto& impl = repository_.impl();
    return page_of_range(
        impl, "id", range, after_area, after_id, limit,
        [&](const std::string& rest, auto bind) { return selected(impl, rest, bind); });
}

void CommitmentRows::add_old_due(Transaction&, const std::string& id, const OldDueRow& row) {
    const auto position = static_cast<long long>(old_dues(id).size());
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string due = format_day(row.due);
        impl.sql << "INSERT INTO commitment_old_due (commitment, position, due, reason, "
                    "changed_by, changed) VALUES (:id, :position, :due, :reason, :by, :changed)",
            use(id), use(position), use(due), use(row.reason), use(row.changed_by),
            use(row.changed);
    });
}

std::vector<OldDueRow> CommitmentRows::old_dues(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<OldDueRow> rows;
        OldDueRow row;
        std::string due;
        soci::statement query =
            (impl.sql.prepare << "SELECT due, reason, changed_by, changed FROM commitment_old_due "
                                 "WHERE commitment = :id ORDER BY position",
             into(due), into(row.reason), into(row.changed_by), into(row.changed), use(id));
        query.execute();
        while (query.fetch()) {
            row.due = read_day(due);
            rows.push_back(row);
        }
        return rows;
    });
}

void CommitmentRows::wipe(Transaction&, const std::string& item) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM commitment_old_due WHERE commitment IN "
                    "(SELECT id FROM commitment WHERE item = :item)",
            use(item);
        impl.sql << "DELETE FROM commitment WHERE item = :item", use(item);
    });
}

}  // namespace villageboard::county
