#include <algorithm>
#include <map>
#include <optional>

#include "content/check/families.h"
#include "content/check/findings_builder.h"
#include "content/check/text.h"

namespace villageboard::check {
namespace {

/// A period as a number that grows by one from one period to the next of its kind.
struct Ordinal {
    char kind;  ///< 'y' year, 'q' quarter, 'm' month
    int number;
};

std::vector<int> numbers_in(std::u32string_view text) {
    std::vector<int> numbers;
    for (std::size_t at = 0; at < text.size();) {
        int value = 0;
        std::size_t end = at;
        for (; end < text.size() && end - at < 6 && is_digit(text[end]); ++end)
            value = value * 10 + static_cast<int>(text[end] - U'0');
        if (end > at) numbers.push_back(value);
        at = std::max(end, at + 1);
    }
    return numbers;
}

// "2025", "2025年", "2025Q3", "2025年第三季度", "2025-07", "2025年7月"
std::optional<Ordinal> ordinal_of(const std::string& period) {
    const std::u32string text = without_spaces(fold(decode_utf8(period)));
    const std::vector<int> numbers = numbers_in(text);
    if (numbers.empty() || numbers[0] < 1900 || numbers[0] > 2100) return std::nullopt;
    const auto quarter = text.find(U'季');
    if (quarter != text.npos || contains(text, U"Q")) {
        const int by_word =
            quarter == text.npos || quarter == 0 ? 0 : chinese_number(text.substr(quarter - 1, 1));
        const int which = numbers.size() > 1 ? numbers[1] : by_word;
        if (which < 1 || which > 4) return std::nullopt;
        return Ordinal{'q', numbers[0] * 4 + which - 1};
    }
    if (numbers.size() > 1 && numbers.size() < 3 && numbers[1] >= 1 && numbers[1] <= 12)
        return Ordinal{'m', numbers[0] * 12 + numbers[1] - 1};
    return numbers.size() == 1 ? std::optional(Ordinal{'y', numbers[0]}) : std::nullopt;
}

void check_points(const std::vector<StatisticsPoint>& points, const std::string& at,
                  Findings& findings) {
    for (std::size_t i = 1; i < points.size(); ++i) {
        const auto before = ordinal_of(points[i - 1].period);
        const auto now = ordinal_of(points[i].period);
        if (!before || !now || before->kind != now->kind || now->number == before->number + 1)
            continue;
        findings.push_back(make_warning(
            "VD5", at + "/" + std::to_string(i) + "/period",
            "“" + points[i - 1].period + "”后面接的是“" + points[i].period +
                "”，中间缺了或者重了。",
            "A period is missing or stands twice before \"" + points[i].period + "\"."));
    }
}

}  // namespace

Findings check_series(const Statistics& series, const std::string& pointer) {
    Findings findings;
    check_points(series.points, pointer + "/points", findings);
    check_points(series.last_year, pointer + "/last_year", findings);
    return findings;
}

Findings check_finance_dates(const Finance& report, const CheckContext& context,
                             const std::string& pointer) {
    Findings findings;
    const FinancePeriod& period = report.period;
    if (period.to < period.from)
        findings.push_back(make_error("VD5", pointer + "/period/to",
                                      "报告期结束的日子早于开始的日子。",
                                      "The report's period ends before it begins."));
    if (period.to >= context.today && !report.plan)
        findings.push_back(
            make_warning("VD5", pointer + "/period/to",
                         "报告期还没过完（到 " + format_day(period.to) + "），数字可能还会变。",
                         "The report's period isn't over yet."));
    const Finance* last = context.previous_report;
    const Day expected = last == nullptr ? period.from : last->period.to + std::chrono::days{1};
    if (last != nullptr && last->period.type == period.type && expected != period.from)
        findings.push_back(make_warning("VD5", pointer + "/period/from",
                                        "上一期到 " + format_day(last->period.to) +
                                            " 为止，这一期从 " + format_day(period.from) +
                                            " 开始，中间缺了或者重了。",
                                        "The period doesn't follow the last report's."));
    if (!report.sheet_b) return findings;
    for (std::size_t i = 0; i < report.sheet_b->entries.size(); ++i) {
        const Day day = report.sheet_b->entries[i].date;
        if (day < period.from || day > period.to)
            findings.push_back(
                make_warning("VD5", pointer + "/sheet_b/entries/" + std::to_string(i) + "/date",
                             "这一笔的日期（" + format_day(day) + "）不在报告期内。",
                             "The day of this entry lies outside the report's period."));
    }
    return findings;
}

Findings check_alert(const Alert& alert, const CheckContext& context, const std::string& pointer) {
    Findings findings;
    if (alert.expires && *alert.expires < alert.effective)
        findings.push_back(make_error("VD6", pointer + "/expires", "预警失效的时间早于生效的时间。",
                                      "The alert expires before it takes effect."));
    if (alert.expires && alert.onset && *alert.expires < *alert.onset)
        findings.push_back(make_warning("VD6", pointer + "/onset", "预警在开始影响之前就失效了。",
                                        "The alert expires before its onset."));
    const bool refers = alert.references && !alert.references->empty();
    if (alert.type == AlertType::cancel && !refers)
        findings.push_back(make_error("VD6", pointer + "/references",
                                      "解除预警没有写解除的是哪一条。",
                                      "A cancellation doesn't say which alert it cancels."));
    if (alert.type == AlertType::update && !refers)
        findings.push_back(make_error("VD6", pointer + "/references",
                                      "更新预警没有写更新的是哪一条。",
                                      "An update doesn't say which alert it updates."));
    if (refers && context.alert_known && !context.alert_known(*alert.references))
        findings.push_back(make_warning("VD6", pointer + "/references",
                                        "所指的预警（" + *alert.references + "）没有收到过。",
                                        "The alert that this one refers to isn't known."));
    const std::map<villageboard::Severity, const char*> colours{
        {villageboard::Severity::red, "红色"},
        {villageboard::Severity::orange, "橙色"},
        {villageboard::Severity::yellow, "黄色"},
        {villageboard::Severity::blue, "蓝色"}};
    for (const auto& [severity, word] : colours)
        if (severity != alert.severity && alert.headline.find(word) != std::string::npos &&
            alert.headline.find(colours.at(alert.severity)) == std::string::npos)
            findings.push_back(make_error("VD6", pointer + "/severity",
                                          std::string("标题写的是") + word + "，级别填的是" +
                                              colours.at(alert.severity) + "。",
                                          "The headline's colour isn't the alert's severity."));
    return findings;
}

}  // namespace villageboard::check
