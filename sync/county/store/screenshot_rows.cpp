#include "sync/county/store/screenshot_rows.h"

#include "content/model/error.h"
#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {

using soci::into;
using soci::use;

std::optional<ScreenshotRequestRow> ScreenshotRows::request(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<ScreenshotRequestRow> {
        ScreenshotRequestRow row;
        long long asked = 0;
        long long expires = 0;
        impl.sql << "SELECT request, asked_by, asked, expires FROM screenshot_request "
                    "WHERE device = :device",
            into(row.request), into(row.asked_by), into(asked), into(expires), use(device);
        if (!impl.sql.got_data()) return std::nullopt;
        row.asked = asked;
        row.expires = expires;
        return row;
    });
}

void ScreenshotRows::put_request(Transaction&, const std::string& device,
                                 const ScreenshotRequestRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto asked = static_cast<long long>(row.asked);
        const auto expires = static_cast<long long>(row.expires);
        impl.sql << "INSERT INTO screenshot_request (device, request, asked_by, asked, expires) "
                    "VALUES (:device, :request, :asked_by, :asked, :expires) "
                    "ON CONFLICT (device) DO UPDATE SET request = excluded.request, "
                    "asked_by = excluded.asked_by, asked = excluded.asked, "
                    "expires = excluded.expires",
            use(device), use(row.request), use(row.asked_by), use(asked), use(expires);
    });
}

void ScreenshotRows::remove_request(Transaction&, const std::string& device) {
    auto& impl = repository_.impl();
    impl.run(
        [&] { impl.sql << "DELETE FROM screenshot_request WHERE device = :device", use(device); });
}

std::optional<ScreenshotRow> ScreenshotRows::picture(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<ScreenshotRow> {
        long long received = 0;
        std::string text;
        impl.sql << "SELECT received, png FROM screenshot WHERE device = :device", into(received),
            into(text), use(device);
        if (!impl.sql.got_data()) return std::nullopt;
        auto png = feed::from_base64(text);
        if (!png)
            throw Error(ErrorKind::corrupt,
                        "The picture of the terminal " + device + " is damaged.");
        return ScreenshotRow{received, std::move(*png)};
    });
}

std::optional<std::int64_t> ScreenshotRows::received(const std::string& device) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<std::int64_t> {
        long long received = 0;
        impl.sql << "SELECT received FROM screenshot WHERE device = :device", into(received),
            use(device);
        if (!impl.sql.got_data()) return std::nullopt;
        return received;
    });
}

void ScreenshotRows::put_picture(Transaction&, const std::string& device,
                                 const ScreenshotRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto received = static_cast<long long>(row.received);
        const std::string text = feed::to_base64(row.png);
        impl.sql << "INSERT INTO screenshot (device, received, png) "
                    "VALUES (:device, :received, :png) ON CONFLICT (device) DO UPDATE SET "
                    "received = excluded.received, png = excluded.png",
            use(device), use(received), use(text);
    });
}

std::uint64_t ScreenshotRows::thin(Transaction&, std::int64_t received_before,
                                   std::int64_t expired_before) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const auto received = static_cast<long long>(received_before);
        const auto expired = static_cast<long long>(expired_before);
        soci::statement pictures =
            (impl.sql.prepare << "DELETE FROM screenshot WHERE received < :received",
             use(received));
        pictures.execute(true);
        soci::statement requests =
            (impl.sql.prepare << "DELETE FROM screenshot_request WHERE expires < :expired",
             use(expired));
        requests.execute(true);
        return static_cast<std::uint64_t>(pictures.get_affected_rows() +
                                          requests.get_affected_rows());
    });
}

}  // namespace villageboard::county
