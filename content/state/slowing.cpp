#include "content/state/slowing.h"

#include <algorithm>

#include "content/cache/database.h"

namespace villageboard::state {
namespace {

constexpr int kFreeSendings = 5;  // a family that comes together
constexpr int kFreeGuesses = 3;
constexpr std::chrono::seconds kFirstDelay{8};
constexpr std::chrono::seconds kLongestDelay{120};

std::int64_t hour_of(Instant now) {
    return std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count();
}

}  // namespace

std::chrono::seconds delay_after(Slowed what, int count) {
    const int over = count - (what == Slowed::sending ? kFreeSendings : kFreeGuesses);
    if (over < 0) return std::chrono::seconds{0};
    return std::min(kLongestDelay, kFirstDelay * (1 << std::min(over, 10)));
}

std::chrono::seconds Slowing::delay(Slowed what, Instant now) const {
    // an hour that lies ahead counts too: a clock that was put back frees nobody
    cache::Query row = state_.database().query(
        "SELECT coalesce(sum(count), 0) FROM slowing WHERE what = ? AND hour >= ?");
    row.bind(static_cast<int>(what), hour_of(now) - 1);
    return delay_after(
        what, row.step() ? static_cast<int>(std::min<std::int64_t>(row.integer(0), 1000)) : 0);
}

void Slowing::count(Slowed what, Instant now) {
    cache::Transaction transaction(state_.database());
    transaction.database().query("DELETE FROM slowing WHERE hour < ?").bind(hour_of(now) - 1).run();
    transaction.database()
        .query(
            "INSERT INTO slowing VALUES(?,?,1)"
            " ON CONFLICT(what, hour) DO UPDATE SET count = count + 1")
        .bind(static_cast<int>(what), hour_of(now))
        .run();
    transaction.commit();
}

}  // namespace villageboard::state
