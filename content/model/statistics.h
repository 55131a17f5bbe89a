/// 统计: one series with the one sentence that says what it means.
#pragma once
#include "content/model/body_common.h"
#include "content/model/decimal.h"

namespace villageboard {

enum class Chart { bar, line, pie };

struct StatisticsPoint {
    std::string period;
    Decimal value;
    friend bool operator==(const StatisticsPoint&, const StatisticsPoint&) = default;
};

struct Statistics : BodyCommon {
    std::string indicator;
    std::string unit;
    std::string source;
    std::optional<std::string> method_note;
    bool preliminary = false;
    std::string finding;
    Chart chart = Chart::bar;
    std::vector<StatisticsPoint> points;
    std::vector<StatisticsPoint> last_year;
    friend bool operator==(const Statistics&, const Statistics&) = default;
};

}  // namespace villageboard
