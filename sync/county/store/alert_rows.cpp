#include "sync/county/store/alert_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

namespace {

using Number = long long;

constexpr const char* kColumns =
    "SELECT id, identifier, chain, origin, type, state, home, areas, sender_code, event, "
    "document, author, confirmed_by, alone_reason, review, reviewed_by, made, due, expires, sent "
    "FROM alert_message ";

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : ",") + word;
    return line;
}

std::vector<std::string> parted(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < line.size();) {
        const auto to = std::min(line.find(',', from), line.size());
        words.push_back(line.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

/// The columns of one row while a statement runs.
struct Columns {
    AlertRow row;
    std::string areas;
    Number made = 0;
    Number due = 0;
    Number expires = 0;
    Number sent = 0;

    void bind(soci::details::prepare_temp_type& query) {
        query, into(row.id), into(row.identifier), into(row.chain), into(row.origin),
            into(row.type), into(row.state), into(row.home), into(areas), into(row.sender_code),
            into(row.event), into(row.document), into(row.author), into(row.confirmed_by),
            into(row.alone_reason), into(row.review), into(row.reviewed_by), into(made), into(due),
            into(expires), into(sent);
    }
    AlertRow taken() {
        row.areas = parted(areas);
        row.made = made;
        row.due = due;
        row.expires = expires;
        row.sent = sent;
        return row;
    }
};

std::vector<AlertRow> all(soci::details::prepare_temp_type& prepared, Columns& columns) {
    columns.bind(prepared);
    soci::statement query(prepared);
    query.execute();
    std::vector<AlertRow> rows;
    while (query.fetch()) rows.push_back(columns.taken());
    return rows;
}

std::optional<AlertRow> first_of(std::vector<AlertRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

bool AlertRows::add(Transaction&, const AlertRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string areas = joined(row.areas);
        const Number made = row.made;
        const Number due = row.due;
        const Number expires = row.expires;
        std::string id;
        impl.sql << "INSERT INTO alert_message (id, identifier, chain, origin, type, state, home, "
                    "areas, sender_code, event, document, author, confirmed_by, alone_reason, "
                    "review, reviewed_by, made, due, expires, sent) VALUES (:id, :identifier, "
                    ":chain, :origin, :type, :state, :home, :areas, :sender, :event, :document, "
                    ":author, '', :alone, '', '', :made, :due, :expires, 0) "
                    "ON CONFLICT (identifier) DO NOTHING RETURNING id",
            into(id), use(row.id), use(row.identifier), use(row.chain), use(row.origin),
            use(row.type), use(row.state), use(row.home), use(areas), use(row.sender_code),
            use(row.event), use(row.document), use(row.author), use(row.alone_reason), use(made),
            use(due), use(expires);
        return impl.sql.got_data();
    });
}

std::optional<AlertRow> AlertRows::find(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        Columns columns;
        auto query = (impl.sql.prepare << std::string(kColumns) + "WHERE id = :id", use(id));
        return first_of(all(query, columns));
    });
}

std::optional<AlertRow> AlertRows::find_identifier(const std::string& identifier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        Columns columns;
        auto query = (impl.sql.prepare << std::string(kColumns) + "WHERE identifier = :identifier",
                      use(identifier));
        return first_of(all(query, columns));
    });
}

std::optional<AlertRow> AlertRows::newest_about(const std::string& sender_code,
                                                const std::string& event) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        Columns columns;
        auto query = (impl.sql.prepare << std::string(kColumns) +
                                              "WHERE sender_code = :sender AND event = :event "
                                              "AND type <> 'cancel' ORDER BY made DESC LIMIT 1",
                      use(sender_code), use(event));
        return first_of(all(query, columns));
    });
}

std::vector<AlertRow> AlertRows::list(const AlertFilter& filter, std::int64_t before_made,
                                      const std::string& before_id, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        Columns columns;
        const std::string below = filter.area + "%";
        const Number made = before_made;
        const auto most = static_cast<Number>(limit);
        auto query =
            (impl.sql.prepare << std::string(kColumns) +
                                     "WHERE home LIKE :below AND (:any_state = '' OR "
                                     "state = :state) AND (made < :earlier OR (made = :same AND "
                                     "id < :id)) ORDER BY made DESC, id DESC LIMIT :most",
             use(below, "below"), use(filter.state, "any_state"), use(filter.state, "state"),
             use(made, "earlier"), use(made, "same"), use(before_id, "id"), use(most, "most"));
        return all(query, columns);
    });
}

std::vector<AlertRow> AlertRows::due(std::int64_t now, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        Columns columns;
        const Number at = now;
        const auto most = static_cast<Number>(limit);
        auto query =
            (impl.sql.prepare << std::string(kColumns) +
                                     "WHERE state = 'sending' OR (state = 'waiting' AND "
                                     "(expires <= :over OR (alone_reason <> '' AND due <= :now))) "
                                     "ORDER BY made LIMIT :most",
             use(at, "over"), use(at, "now"), use(most, "most"));
        return all(query, columns);
    });
}

bool AlertRows::move(Transaction&, const std::string& id, const std::string& from,
                     const std::string& to) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::string moved;
        impl.sql << "UPDATE alert_message SET state = :new_state WHERE id = :id AND "
                    "state = :old_state RETURNING id",
            into(moved), use(to), use(id), use(from);
        return impl.sql.got_data();
    });
}

void AlertRows::set_confirmed(Transaction&, const std::string& id, const std::string& by) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE alert_message SET confirmed_by = :by WHERE id = :id", use(by), use(id);
    });
}

void AlertRows::set_review(Transaction&, const std::string& id, const std::string& review,
                           const std::string& by) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE alert_message SET review = :review, reviewed_by = :by WHERE id = :id",
            use(review), use(by), use(id);
    });
}

void AlertRows::set_sent(Transaction&, const std::string& id, std::int64_t at) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number sent = at;
        impl.sql << "UPDATE alert_message SET sent = :at WHERE id = :id AND sent = 0", use(sent),
            use(id);
    });
}

std::vector<AlertItemRow> AlertRows::items(const std::string& chain) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<AlertItemRow> rows;
        AlertItemRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT area, item, message FROM alert_item WHERE chain = :chain "
                                 "ORDER BY area",
             into(row.area), into(row.item), into(row.message), use(chain));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

void AlertRows::put_item(Transaction&, const std::string& chain, const AlertItemRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO alert_item (chain, area, item, message) "
                    "VALUES (:chain, :area, :item, :message) ON CONFLICT (chain, area) DO NOTHING",
            use(chain), use(row.area), use(row.item), use(row.message);
    });
}

AlertRows::Reach AlertRows::reach(const std::string& area, std::int64_t size) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string below = area + "%";
        const Number entries = size;
        int terminals = 0;
        int holding = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM device WHERE state = 'accepted' AND "
                    "(area LIKE :below OR EXISTS (SELECT 1 FROM device_grant WHERE device = id "
                    "AND device_grant.area = :area))",
            into(terminals), use(below), use(area);
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM terminal_feed "
                    "JOIN device ON device.id = terminal_feed.device "
                    "WHERE terminal_feed.area = :area AND terminal_feed.size >= :size AND "
                    "device.state = 'accepted'",
            into(holding), use(area), use(entries);
        return Reach{terminals, holding};
    });
}

}  // namespace villageboard::county
