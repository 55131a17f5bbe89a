#include "content/state/screenshot.h"

#include <algorithm>

#include "content/cache/database.h"
#include "content/model/error.h"

namespace villageboard::state {

void ScreenshotRecords::ask(const std::string& request, std::chrono::seconds left,
                            const RunningTime& now) {
    const auto wait = std::clamp(left, std::chrono::seconds{0}, kLongestScreenshotWait);
    const std::int64_t end = (now.since_boot + wait).count();
    cache::Transaction transaction(database_);
    database_.query("DELETE FROM screenshot WHERE request <> ? OR boot_id <> ?")
        .bind(request, now.boot_id)
        .run();
    database_
        .query(
            "INSERT INTO screenshot VALUES(1,?,?,?,NULL)"
            " ON CONFLICT(one) DO UPDATE SET until = excluded.until")
        .bind(request, now.boot_id, end)
        .run();
    transaction.commit();
}

void ScreenshotRecords::forget() {
    cache::Query row = database_.query("SELECT 1 FROM screenshot");
    if (!row.step()) return;
    database_.execute("DELETE FROM screenshot");
}

std::optional<std::string> ScreenshotRecords::wanted(const RunningTime& now) const {
    cache::Query row = database_.query(
        "SELECT request FROM screenshot WHERE boot_id = ? AND until > ? AND png IS NULL");
    row.bind(now.boot_id, std::int64_t{now.since_boot.count()});
    if (!row.step()) return std::nullopt;
    return row.text(0);
}

bool ScreenshotRecords::put(const std::string& request, std::string_view png,
                            const RunningTime& now) {
    if (png.size() > kMostScreenshotBytes)
        throw Error(ErrorKind::invalid, "the picture of the screen is too large to be sent");
    cache::Transaction transaction(database_);
    if (wanted(now) != request) return false;
    database_.query("UPDATE screenshot SET png = ?")
        .bind(cache::Bytes(png.begin(), png.end()))
        .run();
    transaction.commit();
    return true;
}

std::optional<TakenScreenshot> ScreenshotRecords::taken(const RunningTime& now) const {
    cache::Query row = database_.query(
        "SELECT request, png FROM screenshot"
        " WHERE boot_id = ? AND until > ? AND png IS NOT NULL");
    row.bind(now.boot_id, std::int64_t{now.since_boot.count()});
    if (!row.step()) return std::nullopt;
    const cache::Bytes png = row.blob(1);
    return TakenScreenshot{row.text(0), {png.begin(), png.end()}};
}

}  // namespace villageboard::state
