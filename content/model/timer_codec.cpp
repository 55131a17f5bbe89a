#include "content/model/timer_codec.h"

#include <set>

#include "content/model/codec.h"

namespace villageboard {
namespace {

struct TimerTable {
    std::vector<Timer> timers;
};

bool is_in_range(const Timer& timer) {
    switch (timer.unit) {
        case TimerUnit::day_of_quarter:
            return timer.count >= 1 && timer.count <= 28;
        case TimerUnit::day_of_next_year: {
            const int month = timer.month.value_or(0);
            const std::chrono::month_day at{std::chrono::month(static_cast<unsigned>(month)),
                                            std::chrono::day(static_cast<unsigned>(timer.count))};
            return month >= 1 && month <= 12 && at.ok();
        }
        case TimerUnit::end_of_period:
            return timer.count == 1 || timer.count == 3 || timer.count == 12;
        default:
            return timer.count <= 3660;
    }
}

}  // namespace

namespace codec {

template <>
struct Members<Timer> {
    static constexpr auto kList =
        std::tuple{required("id", &Timer::id),       required("name", &Timer::name),
                   required("count", &Timer::count), required("unit", &Timer::unit),
                   optional("month", &Timer::month), required("start", &Timer::start),
                   required("basis", &Timer::basis), required("local", &Timer::local)};
};
template <>
struct Rules<Timer> {
    static void check(const Timer& timer, const Cursor& cursor) {
        if (!is_in_range(timer)) cursor.at("count").fail("is out of range for its unit");
    }
};
template <>
struct Members<TimerTable> {
    static constexpr auto kList = std::tuple{required("timers", &TimerTable::timers)};
};
template <>
struct Rules<TimerTable> {
    static void check(const TimerTable& table, const Cursor& cursor) {
        std::set<std::string_view> ids;
        for (std::size_t i = 0; i < table.timers.size(); ++i)
            if (!ids.insert(table.timers[i].id).second)
                cursor.at("timers").at(i).at("id").fail("stands twice");
    }
};

}  // namespace codec

std::vector<Timer> parse_timers(std::string_view bytes) {
    TimerTable table;
    codec::Codec<TimerTable>::read(parse_json(bytes, kMaxBodyBytes),
                                   codec::Cursor(Strictness::strict, {}), table);
    return std::move(table.timers);
}

}  // namespace villageboard
