#include "sync/county/store/payment_rows.h"

#include "sync/county/store/published_rows.h"
#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

Day day_of(const std::string& text) {
    const auto day = parse_day(text);
    if (!day)
        throw Error(ErrorKind::corrupt, "A batch of payments has no day in the county's database.");
    return *day;
}

std::string unpacked(const std::string& base64) {
    auto bytes = feed::from_base64(base64);
    if (!bytes) throw Error(ErrorKind::corrupt, "A payment in the county's database is damaged.");
    return std::move(*bytes);
}

}  // namespace

void PaymentRows::put_batch(Transaction&, const PaymentBatchRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto lines = static_cast<long long>(row.lines);
        const auto imported = static_cast<long long>(row.imported);
        const std::string forget = format_day(row.forget);
        impl.sql << "INSERT INTO payment_batch (area, name, lines, imported, forget) VALUES "
                    "(:area, :name, :lines, :imported, :forget) ON CONFLICT (area, name) DO "
                    "UPDATE SET lines = excluded.lines, imported = excluded.imported, "
                    "forget = excluded.forget",
            use(row.area), use(row.name), use(lines), use(imported), use(forget);
        impl.sql << "DELETE FROM payment WHERE area = :area AND batch = :name", use(row.area),
            use(row.name);
    });
}

void PaymentRows::add(Transaction&, const PaymentRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string box = feed::to_base64(row.box);
        impl.sql << "INSERT INTO payment (id, area, batch, person, box) VALUES (:id, :area, "
                    ":batch, :person, :box)",
            use(row.id), use(row.area), use(row.batch), use(row.person), use(box);
    });
}

std::vector<PaymentBatchRow> PaymentRows::batches(const AreaRange& range) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<PaymentBatchRow> rows;
        PaymentBatchRow row;
        long long lines = 0;
        long long imported = 0;
        std::string forget;
        soci::statement query =
            (impl.sql.prepare << "SELECT area, name, lines, imported, forget FROM payment_batch "
                                 "WHERE area >= :first AND area <= :last ORDER BY area, name",
             into(row.area), into(row.name), into(lines), into(imported), into(forget),
             use(range.first), use(range.last));
        query.execute();
        while (query.fetch()) {
            row.lines = static_cast<std::uint64_t>(lines);
            row.imported = imported;
            row.forget = day_of(forget);
            rows.push_back(row);
        }
        return rows;
    });
}

std::vector<PaymentRow> PaymentRows::of_person(const std::string& person) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<PaymentRow> rows;
        PaymentRow row;
        row.person = person;
        std::string box;
        soci::statement query =
            (impl.sql.prepare << "SELECT id, area, batch, box FROM payment WHERE person = :person "
                                 "ORDER BY id",
             into(row.id), into(row.area), into(row.batch), into(box), use(person));
        query.execute();
        while (query.fetch()) {
            row.box = unpacked(box);
            rows.push_back(row);
        }
        return rows;
    });
}

std::uint64_t PaymentRows::forget_batches(Transaction&, Day today) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string day = format_day(today);
        int count = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM payment_batch WHERE forget <= :day",
            into(count), use(day);
        if (count == 0) return std::uint64_t{0};
        impl.sql << "DELETE FROM payment WHERE EXISTS (SELECT 1 FROM payment_batch WHERE "
                    "payment_batch.area = payment.area AND payment_batch.name = payment.batch AND "
                    "forget <= :day)",
            use(day);
        impl.sql << "DELETE FROM payment_batch WHERE forget <= :day", use(day);
        return static_cast<std::uint64_t>(count);
    });
}

std::uint64_t PaymentRows::count() {
    auto& impl = repository_.impl();
    return impl.run([&] {
        int count = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM payment", into(count);
        return static_cast<std::uint64_t>(count);
    });
}

void PaymentRows::put_code(Transaction&, const PaymentCodeRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto expires = static_cast<long long>(row.expires);
        impl.sql << "DELETE FROM payment_code WHERE person = :person", use(row.person);
        impl.sql << "INSERT INTO payment_code (person, id, digest, name, expires, used_by, used) "
                    "VALUES (:person, :id, :digest, :name, :expires, '', 0)",
            use(row.person), use(row.id), use(row.digest), use(row.name), use(expires);
    });
}

std::optional<PaymentCodeRow> PaymentRows::lock_code(Transaction&, const std::string& person) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<PaymentCodeRow> {
        PaymentCodeRow row;
        row.person = person;
        long long expires = 0;
        long long used = 0;
        impl.sql << std::string(
                        "SELECT id, digest, name, expires, used_by, used FROM payment_code "
                        "WHERE person = :person") +
                        (impl.sqlite ? "" : " FOR UPDATE"),
            into(row.id), into(row.digest), into(row.name), into(expires), into(row.used_by),
            into(used), use(person);
        if (!impl.sql.got_data()) return std::nullopt;
        row.expires = expires;
        row.used = used;
        return row;
    });
}

void PaymentRows::use_code(Transaction&, const PaymentCodeRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto used = static_cast<long long>(row.used);
        impl.sql << "UPDATE payment_code SET used_by = :used_by, used = :used WHERE person = "
                    ":person",
            use(row.used_by), use(used), use(row.person);
    });
}

void PaymentRows::forget_codes(Transaction&, std::int64_t expired) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto time = static_cast<long long>(expired);
        impl.sql << "DELETE FROM payment_code WHERE expires <= :time", use(time);
    });
}

}  // namespace villageboard::county
