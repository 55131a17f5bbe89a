#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

std::string unpacked(const std::string& base64) {
    return feed::from_base64(base64).value_or(std::string());
}

const char* state_word(DeviceState state) {
    switch (state) {
        case DeviceState::pending:
            return "pending";
        case DeviceState::accepted:
            return "accepted";
        default:
            return "revoked";
    }
}

DeviceState parse_state(const std::string& word) {
    if (word == "pending") return DeviceState::pending;
    return word == "accepted" ? DeviceState::accepted : DeviceState::revoked;
}

std::vector<std::string> grants_of(soci::session& sql, const std::string& device) {
    std::vector<std::string> grants;
    std::string area;
    soci::statement query =
        (sql.prepare << "SELECT area FROM device_grant WHERE device = :device ORDER BY area",
         into(area), use(device));
    query.execute();
    while (query.fetch()) grants.push_back(area);
    return grants;
}

}  // namespace

std::vector<VillageKeyRow> Repository::village_keys(const std::string& area) {
    return impl_->run([&] {
        std::vector<VillageKeyRow> keys;
        long long version = 0;
        std::string secret;
        soci::statement query =
            (impl_->sql.prepare
                 << "SELECT version, secret FROM village_key WHERE area = :area ORDER BY version",
             into(version), into(secret), use(area));
        query.execute();
        while (query.fetch())
            keys.push_back({static_cast<std::uint32_t>(version), unpacked(secret)});
        return keys;
    });
}

void Repository::add_village_key(Transaction&, const std::string& area, const VillageKeyRow& key) {
    impl_->run([&] {
        const long long version = key.version;
        const std::string secret = feed::to_base64(key.secret);
        impl_->sql << "INSERT INTO village_key (area, version, secret) VALUES "
                      "(:area, :version, :secret)",
            use(area), use(version), use(secret);
    });
}

std::vector<StaffPinRow> Repository::staff_pins(const std::string& area) {
    return impl_->run(
        [&] {
            std::vector<StaffPinRow> pins;
            StaffPinRow row;
            soci::statement query =
                (impl_->sql.prepare
                     << "SELECT role, secret FROM staff_pin WHERE area = :area ORDER BY role",
                 into(row.role), into(row.secret), use(area));
            query.execute();
            while (query.fetch()) pins.push_back(row);
            return pins;
        });
}

void Repository::put_staff_pin(Transaction&, const std::string& area, const StaffPinRow& pin) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO staff_pin (area, role, secret) VALUES (:area, :role, :secret) "
                      "ON CONFLICT (area, role) DO UPDATE SET secret = excluded.secret",
            use(area), use(pin.role), use(pin.secret);
    });
}

bool Repository::remove_staff_pin(Transaction&, const std::string& area, const std::string& role) {
    return impl_->run([&] {
        soci::statement remove =
            (impl_->sql.prepare << "DELETE FROM staff_pin WHERE area = :area AND role = :role",
             use(area), use(role));
        remove.execute(true);
        return remove.get_affected_rows() > 0;
    });
}

void Repository::add_code(Transaction&, const CodeRow& row) {
    impl_->run([&] {
        const std::string secret = feed::to_base64(row.secret);
        const long long expires = row.expires;
        impl_->sql << "INSERT INTO enrolment_code (id, area, secret, expires, request, device) "
                      "VALUES (:id, :area, :secret, :expires, :request, :device)",
            use(row.id), use(row.area), use(secret), use(expires), use(row.request),
            use(row.device);
    });
}

std::optional<CodeRow> Repository::code(const std::string& id) {
    return impl_->run([&]() -> std::optional<CodeRow> {
        CodeRow row;
        row.id = id;
        std::string secret;
        long long expires = 0;
        impl_->sql << "SELECT area, secret, expires, request, device FROM enrolment_code "
                      "WHERE id = :id",
            into(row.area), into(secret), into(expires), into(row.request), into(row.device),
            use(id);
        if (!impl_->sql.got_data()) return std::nullopt;
        row.secret = unpacked(secret);
        row.expires = expires;
        return row;
    });
}

void Repository::use_code(Transaction&, const CodeRow& row) {
    impl_->run([&] {
        impl_->sql << "UPDATE enrolment_code SET request = :request, device = :device "
                      "WHERE id = :id",
            use(row.request), use(row.device), use(row.id);
    });
}

void Repository::add_device(Transaction& transaction, const DeviceRow& row) {
    impl_->run([&] {
        const std::string sign_key = feed::to_base64(row.sign_key);
        const std::string seal_key = feed::to_base64(row.seal_key);
        const std::string state = state_word(row.state);
        const long long created = row.created;
        const long long keys_version = row.keys_version;
        impl_->sql << "INSERT INTO device (id, area, sign_key, seal_key, state, created, "
                      "keys_version) VALUES (:id, :area, :sign_key, :seal_key, :state, :created, "
                      ":keys_version)",
            use(row.id), use(row.area), use(sign_key), use(seal_key), use(state), use(created),
            use(keys_version);
    });
    put_device(transaction, row);
}

std::optional<DeviceRow> Repository::device(const std::string& id) {
    return impl_->run([&]() -> std::optional<DeviceRow> {
        DeviceRow row;
        row.id = id;
        std::string sign_key;
        std::string seal_key;
        std::string state;
        long long created = 0;
        long long keys_version = 0;
        impl_->sql << "SELECT area, sign_key, seal_key, state, created, keys_version FROM device "
                      "WHERE id = :id",
            into(row.area), into(sign_key), into(seal_key), into(state), into(created),
            into(keys_version), use(id);
        if (!impl_->sql.got_data()) return std::nullopt;
        row.sign_key = unpacked(sign_key);
        row.seal_key = unpacked(seal_key);
        row.state = parse_state(state);
        row.created = created;
        row.keys_version = static_cast<std::uint32_t>(keys_version);
        row.grants = grants_of(impl_->sql, id);
        return row;
    });
}

std::vector<DeviceRow> Repository::devices() {
    const std::vector<std::string> ids = impl_->run([&] {
        std::vector<std::string> all;
        std::string id;
        soci::statement query =
            (impl_->sql.prepare << "SELECT id FROM device ORDER BY created, id", into(id));
        query.execute();
        while (query.fetch()) all.push_back(id);
        return all;
    });
    std::vector<DeviceRow> rows;
    for (const std::string& id : ids)
        if (auto row = device(id)) rows.push_back(std::move(*row));
    return rows;
}

void Repository::put_device(Transaction&, const DeviceRow& row) {
    impl_->run([&] {
        const std::string state = state_word(row.state);
        const long long keys_version = row.keys_version;
        impl_->sql << "UPDATE device SET state = :state, keys_version = :keys_version "
                      "WHERE id = :id",
            use(state), use(keys_version), use(row.id);
        impl_->sql << "DELETE FROM device_grant WHERE device = :id", use(row.id);
        for (const std::string& area : row.grants)
            impl_->sql << "INSERT INTO device_grant (device, area) VALUES (:device, :area)",
                use(row.id), use(area);
    });
}

bool Repository::use_nonce(Transaction&, const std::string& device, const std::string& nonce,
                           std::int64_t expires, std::int64_t now) {
    return impl_->run([&] {
        const long long until = expires;
        const long long present = now;
        impl_->sql << "DELETE FROM device_nonce WHERE expires < :now", use(present);
        int used = 0;
        impl_->sql << "SELECT CAST(count(*) AS INTEGER) FROM device_nonce WHERE device = :device "
                      "AND nonce = :nonce",
            into(used), use(device), use(nonce);
        if (used != 0) return false;
        impl_->sql << "INSERT INTO device_nonce (device, nonce, expires) VALUES "
                      "(:device, :nonce, :expires)",
            use(device), use(nonce), use(until);
        return true;
    });
}

void Repository::add_report(Transaction&, const std::string& device, const std::string& digest,
                            const std::string& received, const std::string& report) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO report (device, digest, received, report) VALUES "
                      "(:device, :digest, :received, :report) ON CONFLICT (device, digest) "
                      "DO NOTHING",
            use(device), use(digest), use(received), use(report);
    });
}

std::uint64_t Repository::report_count(const std::string& device) {
    return impl_->run([&] {
        int count = 0;
        impl_->sql << "SELECT CAST(count(*) AS INTEGER) FROM report WHERE device = :device",
            into(count), use(device);
        return static_cast<std::uint64_t>(count);
    });
}

}  // namespace villageboard::county
