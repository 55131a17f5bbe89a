#include "sync/county/store/fleet_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

namespace {

using Number = long long;

std::vector<std::string> all_texts(soci::statement& query, const std::string& text) {
    std::vector<std::string> texts;
    query.execute();
    while (query.fetch()) texts.push_back(text);
    return texts;
}

}  // namespace

std::vector<std::string> FleetRows::devices(const DeviceFilter& filter, const std::string& after,
                                            std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string below = filter.area + "%";
        const auto most = static_cast<Number>(limit);
        std::string id;
        soci::statement query =
            (impl.sql.prepare << "SELECT id FROM device WHERE id > :after AND area LIKE :below "
                                 "AND (:any_state = '' OR state = :state) "
                                 "AND (:any_group = '' OR EXISTS (SELECT 1 FROM register_group "
                                 "WHERE device = id AND name = :wanted)) ORDER BY id LIMIT :most",
             into(id), use(after, "after"), use(below, "below"), use(filter.state, "any_state"),
             use(filter.state, "state"), use(filter.group, "any_group"),
             use(filter.group, "wanted"), use(most, "most"));
        return all_texts(query, id);
    });
}

std::vector<std::string> FleetRows::followers(const std::string& area, const std::string& after,
                                              std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string below = area + "%";
        const auto most = static_cast<Number>(limit);
        std::string id;
        soci::statement query =
            (impl.sql.prepare << "SELECT id FROM device WHERE id > :after AND state = 'accepted' "
                                 "AND (area LIKE :below OR EXISTS (SELECT 1 FROM device_grant "
                                 "WHERE device = id AND device_grant.area = :area)) "
                                 "ORDER BY id LIMIT :most",
             into(id), use(after, "after"), use(below, "below"), use(area, "area"),
             use(most, "most"));
        return all_texts(query, id);
    });
}

std::optional<DeviceState> FleetRows::lock_device(Transaction&, const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<DeviceState> {
        std::string state;
        if (impl.sqlite)
            impl.sql << "SELECT state FROM device WHERE id = :id", into(state), use(device);
        else
            impl.sql << "SELECT state FROM device WHERE id = :id FOR UPDATE", into(state),
                use(device);
        if (!impl.sql.got_data()) return std::nullopt;
        if (state == "pending") return DeviceState::pending;
        return state == "accepted" ? DeviceState::accepted : DeviceState::revoked;
    });
}

RegisterRow FleetRows::entry(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        RegisterRow row;
        Number version = 0;
        impl.sql << "SELECT place, contact, asset, status, version FROM register "
                    "WHERE device = :device",
            into(row.place), into(row.contact), into(row.asset), into(row.status), into(version),
            use(device);
        if (!impl.sql.got_data()) row = RegisterRow{};
        row.version = static_cast<std::uint64_t>(version);
        std::string name;
        soci::statement query =
            (impl.sql.prepare
                 << "SELECT name FROM register_group WHERE device = :device ORDER BY name",
             into(name), use(device));
        row.groups = all_texts(query, name);
        return row;
    });
}

void FleetRows::put_entry(Transaction& transaction, const std::string& device,
                          const RegisterRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto version = static_cast<Number>(row.version);
        impl.sql << "INSERT INTO register (device, place, contact, asset, status, version) "
                    "VALUES (:device, :place, :contact, :asset, :status, :version) "
                    "ON CONFLICT (device) DO UPDATE SET place = excluded.place, "
                    "contact = excluded.contact, asset = excluded.asset, "
                    "status = excluded.status, version = excluded.version",
            use(device), use(row.place), use(row.contact), use(row.asset), use(row.status),
            use(version);
        impl.sql << "DELETE FROM register_group WHERE device = :device", use(device);
    });
    for (const std::string& group : row.groups) add_group(transaction, device, group);
}

void FleetRows::add_group(Transaction&, const std::string& device, const std::string& group) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO register_group (device, name) VALUES (:device, :name) "
                    "ON CONFLICT (device, name) DO NOTHING",
            use(device), use(group);
    });
}

void FleetRows::remove_group(Transaction&, const std::string& device, const std::string& group) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM register_group WHERE device = :device AND name = :name",
            use(device), use(group);
    });
}

std::optional<TerminalRow> FleetRows::terminal(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<TerminalRow> {
        TerminalRow row;
        Number first = 0;
        Number received = 0;
        Number made = 0;
        int clock_known = 0;
        Number uptime = 0;
        Number reason_reports = 0;
        Number fresh = 0;
        int keys_held = 0;
        Number missing = 0;
        Number missing_bytes = 0;
        Number free_bytes = 0;
        Number total_bytes = 0;
        Number displayed = 0;
        impl.sql << "SELECT first_report, received, made, clock_known, clock_source, program, "
                    "boot, uptime, result, reason, reason_reports, fresh, keys_held, "
                    "files_missing, files_missing_bytes, free_bytes, total_bytes, displayed "
                    "FROM terminal WHERE device = :device",
            into(first), into(received), into(made), into(clock_known), into(row.clock_source),
            into(row.program), into(row.boot), into(uptime), into(row.result), into(row.reason),
            into(reason_reports), into(fresh), into(keys_held), into(missing), into(missing_bytes),
            into(free_bytes), into(total_bytes), into(displayed), use(device);
        if (!impl.sql.got_data()) return std::nullopt;
        row.first_report = first;
        row.received = received;
        row.made = made;
        row.clock_known = clock_known != 0;
        row.uptime = uptime;
        row.reason_reports = reason_reports;
        row.fresh = fresh;
        row.keys_held = keys_held != 0;
        row.files_missing = missing;
        row.files_missing_bytes = missing_bytes;
        row.free_bytes = free_bytes;
        row.total_bytes = total_bytes;
        row.displayed = displayed;
        return row;
    });
}

void FleetRows::put_terminal(Transaction&, const std::string& device, const TerminalRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number first = row.first_report;
        const Number received = row.received;
        const Number made = row.made;
        const int clock_known = row.clock_known ? 1 : 0;
        const Number uptime = row.uptime;
        const Number reason_reports = row.reason_reports;
        const Number fresh = row.fresh;
        const int keys_held = row.keys_held ? 1 : 0;
        const Number missing = row.files_missing;
        const Number missing_bytes = row.files_missing_bytes;
        const Number free_bytes = row.free_bytes;
        const Number total_bytes = row.total_bytes;
        const Number displayed = row.displayed;
        impl.sql << "DELETE FROM terminal WHERE device = :device", use(device);
        impl.sql << "INSERT INTO terminal (device, first_report, received, made, clock_known, "
                    "clock_source, program, boot, uptime, result, reason, reason_reports, fresh, "
                    "keys_held, files_missing, files_missing_bytes, free_bytes, total_bytes, "
                    "displayed) VALUES (:device, :first, :received, :made, :known, :source, "
                    ":program, :boot, :uptime, :result, :reason, :reports, :fresh, :keys, "
                    ":missing, :missing_bytes, :free_bytes, :total_bytes, :displayed)",
            use(device), use(first), use(received), use(made), use(clock_known),
            use(row.clock_source), use(row.program), use(row.boot), use(uptime), use(row.result),
            use(row.reason), use(reason_reports), use(fresh), use(keys_held), use(missing),
            use(missing_bytes), use(free_bytes), use(total_bytes), use(displayed);
    });
}

std::vector<TerminalFeedRow> FleetRows::feeds(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TerminalFeedRow> rows;
        TerminalFeedRow row;
        Number size = 0;
        Number confirmed = 0;
        Number items = 0;
        Number shown = 0;
        Number sealed = 0;
        Number damaged = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT area, size, root, confirmed, items, shown, sealed, "
                                 "damaged, digest FROM terminal_feed WHERE device = :device "
                                 "ORDER BY area",
             into(row.area), into(size), into(row.root), into(confirmed), into(items), into(shown),
             into(sealed), into(damaged), into(row.digest), use(device));
        query.execute();
        while (query.fetch()) {
            row.size = size;
            row.confirmed = confirmed;
            row.items = items;
            row.shown = shown;
            row.sealed = sealed;
            row.damaged = damaged;
            rows.push_back(row);
        }
        return rows;
    });
}

void FleetRows::put_feeds(Transaction&, const std::string& device,
                          const std::vector<TerminalFeedRow>& rows) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM terminal_feed WHERE device = :device", use(device);
        for (const TerminalFeedRow& row : rows) {
            const Number size = row.size;
            const Number confirmed = row.confirmed;
            const Number items = row.items;
            const Number shown = row.shown;
            const Number sealed = row.sealed;
            const Number damaged = row.damaged;
            impl.sql << "INSERT INTO terminal_feed (device, area, size, root, confirmed, items, "
                        "shown, sealed, damaged, digest) VALUES (:device, :area, :size, :root, "
                        ":confirmed, :items, :shown, :sealed, :damaged, :digest)",
                use(device), use(row.area), use(size), use(row.root), use(confirmed), use(items),
                use(shown), use(sealed), use(damaged), use(row.digest);
        }
    });
}

std::vector<TerminalErrorRow> FleetRows::errors(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TerminalErrorRow> rows;
        TerminalErrorRow row;
        Number count = 0;
        Number last = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT code, count, last FROM terminal_error "
                                 "WHERE device = :device ORDER BY last DESC, code",
             into(row.code), into(count), into(last), use(device));
        query.execute();
        while (query.fetch()) {
            row.count = count;
            row.last = last;
            rows.push_back(row);
        }
        return rows;
    });
}

void FleetRows::add_error(Transaction&, const std::string& device, const TerminalErrorRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number count = row.count;
        const Number last = row.last;
        impl.sql << "INSERT INTO terminal_error (device, code, count, last) "
                    "VALUES (:device, :code, :count, :last) ON CONFLICT (device, code) DO UPDATE "
                    "SET count = terminal_error.count + excluded.count, last = excluded.last",
            use(device), use(row.code), use(count), use(last);
    });
}

void FleetRows::forget_errors(Transaction&, const std::string& device, std::int64_t since) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number last = since;
        impl.sql << "DELETE FROM terminal_error WHERE device = :device AND last < :last",
            use(device), use(last);
    });
}

std::vector<TerminalDayRow> FleetRows::days(const std::string& device, std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TerminalDayRow> rows;
        TerminalDayRow row;
        Number count = 0;
        const auto most = static_cast<Number>(limit);
        soci::statement query =
            (impl.sql.prepare << "SELECT day, item, what, count FROM terminal_day "
                                 "WHERE device = :device ORDER BY day DESC, count DESC, item, "
                                 "what LIMIT :most",
             into(row.day), into(row.item), into(row.what), into(count), use(device), use(most));
        query.execute();
        while (query.fetch()) {
            row.count = count;
            rows.push_back(row);
        }
        return rows;
    });
}

void FleetRows::put_day(Transaction&, const std::string& device, const TerminalDayRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number count = row.count;
        impl.sql << "INSERT INTO terminal_day (device, day, item, what, count) "
                    "VALUES (:device, :day, :item, :what, :count) "
                    "ON CONFLICT (device, day, item, what) DO UPDATE SET count = excluded.count",
            use(device), use(row.day), use(row.item), use(row.what), use(count);
    });
}

void FleetRows::confirm(Transaction&, const ConfirmationRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const Number index = row.index;
        const Number done = row.done;
        const Number received = row.received;
        impl.sql << "INSERT INTO purge_confirmation (area, item, position, what, device, done, "
                    "received) VALUES (:area, :item, :position, :what, :device, :done, "
                    ":received) ON CONFLICT (area, item, position, what, device) DO NOTHING",
            use(row.area), use(row.item), use(index), use(row.what), use(row.device), use(done),
            use(received);
    });
}

std::vector<ConfirmationRow> FleetRows::confirmations(const std::string& area,
                                                      const std::string& item,
                                                      std::uint64_t limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ConfirmationRow> rows;
        ConfirmationRow row;
        row.area = area;
        row.item = item;
        Number index = 0;
        Number done = 0;
        Number received = 0;
        const auto most = static_cast<Number>(limit);
        soci::statement query =
            (impl.sql.prepare << "SELECT position, what, device, done, received "
                                 "FROM purge_confirmation WHERE area = :area AND item = :item "
                                 "ORDER BY position, what, device LIMIT :most",
             into(index), into(row.what), into(row.device), into(done), into(received), use(area),
             use(item), use(most));
        query.execute();
        while (query.fetch()) {
            row.index = index;
            row.done = done;
            row.received = received;
            rows.push_back(row);
        }
        return rows;
    });
}

bool FleetRows::has_live_items(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::string id;
        impl.sql << "SELECT id FROM item WHERE area = :area AND phase = 'live' LIMIT 1", into(id),
            use(area);
        return impl.sql.got_data();
    });
}

std::vector<std::pair<std::string, std::uint32_t>> FleetRows::revisions(const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::pair<std::string, std::uint32_t>> rows;
        std::string id;
        Number revision = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT id, revision FROM item WHERE area = :area ORDER BY id",
             into(id), into(revision), use(area));
        query.execute();
        while (query.fetch()) rows.emplace_back(id, static_cast<std::uint32_t>(revision));
        return rows;
    });
}

bool FleetRows::add_report(Transaction&, const std::string& device, const std::string& digest,
                           const std::string& received, const std::string& report) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::string added;
        impl.sql << "INSERT INTO report (device, digest, received, report) VALUES "
                    "(:device, :digest, :received, :report) ON CONFLICT (device, digest) "
                    "DO NOTHING RETURNING digest",
            into(added), use(device), use(digest), use(received), use(report);
        return impl.sql.got_data();
    });
}

std::uint64_t FleetRows::thin(Transaction&, const std::string& device,
                              const std::string& whole_before, const std::string& any_before) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        soci::statement reports =
            (impl.sql.prepare
                 << "DELETE FROM report WHERE device = :device AND received < :whole_before "
                    "AND (received < :any_before OR EXISTS (SELECT 1 FROM report later "
                    "WHERE later.device = report.device AND later.received > report.received "
                    "AND later.received < substr(report.received, 1, 10) || 'U'))",
             use(device), use(whole_before), use(any_before));
        reports.execute(true);
        const auto gone = static_cast<std::uint64_t>(reports.get_affected_rows());
        const std::string day = any_before.substr(0, 10);
        impl.sql << "DELETE FROM terminal_day WHERE device = :device AND day < :day", use(device),
            use(day);
        const std::string month = any_before.substr(0, 7);
        impl.sql << "DELETE FROM terminal_seen WHERE device = :device AND month < :month",
            use(device), use(month);
        return gone;
    });
}

void FleetRows::wipe(Transaction&, const std::string& device) {
    auto& impl = repository_.impl();
    impl.run([&] {
        for (const char* table :
             {"register_group", "register", "terminal_feed", "terminal_error", "terminal_day",
              "terminal_seen", "terminal", "report", "alarm", "screenshot_request", "screenshot"})
            impl.sql << std::string("DELETE FROM ") + table + " WHERE device = :device",
                use(device);
        impl.sql << "UPDATE device SET sign_key = '', seal_key = '' WHERE id = :device",
            use(device);
    });
}

}  // namespace villageboard::county
