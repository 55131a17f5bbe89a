/// Days and times as people and pages write them. Pure functions.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "content/model/time.h"

namespace villageboard::check {

struct WrittenTime {
    Day day;
    std::optional<std::chrono::seconds> time;  ///< after midnight in Asia/Shanghai
};

/// Reads a text that is wholly a day, with a time of day or without: "2021-09-30 22:50:00",
/// "2021-9-30", "2021/09/30", "2021.9.30", "2021年9月30日", "二〇二一年九月三十日", "20210930".
/// Nothing for any other text or a day that doesn't exist.
std::optional<WrittenTime> parse_written_time(std::string_view text);

/// The moment: at its time of day, or at the first moment of the day.
Instant moment_of(const WrittenTime& written);

/// Every day written out with year, month and day in a running text, with the code point at which
/// it begins.
struct FoundDay {
    std::size_t position;
    std::size_t length;
    Day day;
};
std::vector<FoundDay> find_days(std::u32string_view text);

}  // namespace villageboard::check
