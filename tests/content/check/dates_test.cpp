#include <doctest/doctest.h>

#include "content/check/families.h"
#include "content/model/calendar.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

Day day(const char* text) { return *parse_day(text); }

const Finding* find(const Findings& findings, const std::string& rule,
                    const std::string& place = {}) {
    for (const Finding& finding : findings)
        if (finding.rule == rule && (place.empty() || finding.place == place)) return &finding;
    return nullptr;
}

/// 2021 around the first of October as the State Council shifted it: 1 to 7 off, Saturday 9 worked;
/// 20 and 21 September off for Mid-Autumn, Saturday 18 and Sunday 26 September worked.
Calendar calendar() {
    CalendarYear year;
    year.year = 2021;
    for (const char* off : {"2021-09-20", "2021-09-21", "2021-10-01", "2021-10-04", "2021-10-05",
                            "2021-10-06", "2021-10-07"})
        year.off.push_back(day(off));
    for (const char* work : {"2021-09-18", "2021-09-26", "2021-10-09"})
        year.work.push_back(day(work));
    return Calendar({year});
}

ItemDraft notice(const char* formed, const char* published) {
    ItemDraft draft(*AreaCode::parse("539921102205"));
    draft.catalogue = "N02";
    draft.formed = day(formed);
    draft.published = start_of(day(published));
    Notice body;
    body.title = "停水通知";
    body.summary = "明天停水。";
    draft.body = body;
    return draft;
}

ItemDraft relief(ReliefStage stage, std::optional<NoticePeriod> period, const char* published) {
    ItemDraft draft = notice("2021-09-01", published);
    draft.kind = Kind::relief_roll;
    ReliefRoll roll;
    roll.title = "低保初审";
    roll.summary = "两户。";
    roll.stage = stage;
    roll.notice_days = 7;
    draft.body = roll;
    draft.notice_period = period;
    return draft;
}

CheckContext context(const char* today, const Calendar* calendar = nullptr) {
    return {day(today), calendar, nullptr, {}, {}};
}

Findings dates(const ItemDraft& draft, const CheckContext& context,
               const CatalogueItem* item = nullptr) {
    return check_item_dates(draft, item, context);
}

Alert alert() {
    Alert alert;
    alert.title = "暴雨黄色预警";
    alert.headline = "云岭县气象台发布暴雨黄色预警";
    alert.severity = villageboard::Severity::yellow;
    alert.effective = start_of(day("2026-07-01"));
    alert.expires = end_of(day("2026-07-01"));
    return alert;
}

}  // namespace

TEST_CASE("VD1: published before formed blocks, on the same day passes") {
    CHECK(find(dates(notice("2021-09-03", "2021-09-02"), context("2021-09-05")), "VD1",
               "/published"));
    CHECK_FALSE(find(dates(notice("2021-09-02", "2021-09-02"), context("2021-09-05")), "VD1"));
    ItemDraft draft = notice("2021-09-02", "2021-09-02");
    PageMeta meta;
    meta.formed = "2021年9月3日";
    meta.issued = "2021-09-02 22:00";
    common_of(*draft.body).meta = meta;
    CHECK(find(dates(draft, context("2021-09-05")), "VD1", "/body/meta/issued"));
}

TEST_CASE("VD2: twenty working days by the shifted calendar") {
    const Calendar days = calendar();
    CHECK_FALSE(
        find(dates(notice("2021-08-04", "2021-09-01"), context("2021-12-01", &days)), "VD2"));
    CHECK(find(dates(notice("2021-08-04", "2021-09-02"), context("2021-12-01", &days)), "VD2"));
    CHECK_FALSE(
        find(dates(notice("2021-09-30", "2021-11-03"), context("2021-12-01", &days)), "VD2"));
    CHECK(find(dates(notice("2021-09-30", "2021-11-04"), context("2021-12-01", &days)), "VD2"));
    CHECK_FALSE(find(dates(notice("2021-08-04", "2021-11-16"), context("2021-12-01")), "VD2"));
}

TEST_CASE("VD2: the document of 黔江 took seventy working days") {
    const Calendar days = calendar();
    const auto findings = dates(notice("2021-08-04", "2021-11-16"), context("2021-12-01", &days));
    const Finding* finding = find(findings, "VD2");
    REQUIRE(finding);
    CHECK(finding->severity == check::Severity::warning);
    CHECK(finding->message_zh.find("70 个工作日") != std::string::npos);
    CHECK(finding->message_zh.find("2021-09-01") != std::string::npos);
}

TEST_CASE("VD2: a catalogue row with ten working days is stricter") {
    const Calendar days = calendar();
    CatalogueItem item;
    item.limit.working_days = 10;
    const ItemDraft draft = notice("2021-08-04", "2021-08-19");
    CHECK(find(dates(draft, context("2021-12-01", &days), &item), "VD2"));
    CHECK_FALSE(find(dates(draft, context("2021-12-01", &days)), "VD2"));
}

TEST_CASE("VD3: the date inside the index number") {
    const auto with_index = [](const char* index_no) {
        ItemDraft draft = notice("2024-04-03", "2024-04-03");
        PageMeta meta;
        meta.index_no = index_no;
        common_of(*draft.body).meta = meta;
        return dates(draft, context("2024-05-01"));
    };
    CHECK_FALSE(find(with_index("01526401-7/20240403-00011"), "VD3"));
    CHECK(find(with_index("01526401-7/20240402-00011"), "VD3"));
    CHECK(find(with_index("015281722-2021-186067"), "VD3"));
    CHECK_FALSE(find(with_index("015281722-2024-186067"), "VD3"));
    CHECK_FALSE(find(with_index("4303000006/2024-1415749"), "VD3"));
    CHECK(find(with_index("015281722-2021-186067"), "VD3")->severity ==
          check::Severity::information);
}

TEST_CASE("VD4: a notice period must be there, long enough, and over before confirmation") {
    const NoticePeriod week{day("2021-09-06"), day("2021-09-12")};
    const NoticePeriod short_week{day("2021-09-06"), day("2021-09-11")};
    const auto now = context("2021-09-07");
    const auto first = ReliefStage::first_review;
    CHECK_FALSE(find(dates(relief(first, week, "2021-09-06"), now), "VD4"));
    CHECK(find(dates(relief(first, std::nullopt, "2021-09-06"), now), "VD4", "/notice_period"));
    CHECK(find(dates(relief(first, short_week, "2021-09-06"), now), "VD4", "/notice_period/to"));
    CHECK(find(dates(relief(first, NoticePeriod{week.to, week.from}, "2021-09-06"), now), "VD4"));
    CHECK(find(dates(relief(first, week, "2021-09-13"), now), "VD4", "/notice_period/to"));
    CHECK_FALSE(find(dates(relief(first, week, "2021-09-12"), now), "VD4"));
    const auto confirmed = ReliefStage::confirmed;
    CHECK(find(dates(relief(confirmed, week, "2021-09-12"), now), "VD4", "/body/stage"));
    CHECK_FALSE(find(dates(relief(confirmed, week, "2021-09-13"), now), "VD4"));
}

TEST_CASE(
    "VD4: seven working days are longer than seven days, and the catalogue may ask for more") {
    const Calendar days = calendar();
    const NoticePeriod week{day("2021-09-06"), day("2021-09-12")};
    ItemDraft draft = relief(ReliefStage::first_review, week, "2021-09-06");
    std::get<ReliefRoll>(*draft.body).notice_unit = DayUnit::working_days;
    CHECK(find(dates(draft, context("2021-09-07", &days)), "VD4"));
    draft.notice_period->to = day("2021-09-14");
    CHECK_FALSE(find(dates(draft, context("2021-09-07", &days)), "VD4"));
    CatalogueItem item;
    item.limit.notice_days = 10;
    CHECK(find(dates(draft, context("2021-09-07", &days), &item), "VD4"));
}

TEST_CASE("VD5: days to come and days of the lunar calendar") {
    CHECK(find(dates(notice("2021-09-06", "2021-09-06"), context("2021-09-05")), "VD5", "/formed"));
    ItemDraft draft = notice("2021-09-01", "2021-09-01");
    common_of(*draft.body).summary = "正月初十开始发放。";
    CHECK(find(dates(draft, context("2021-09-05")), "VD5", "/body/summary"));
    common_of(*draft.body).summary = "本月初步统计，九月初稿。";
    CHECK_FALSE(find(dates(draft, context("2021-09-05")), "VD5"));
}

TEST_CASE("VD5: reports follow each other and lie in the past") {
    Finance report;
    report.period = {PeriodType::quarter, day("2026-07-01"), day("2026-09-30"), "三季度"};
    Finance last = report;
    last.period.from = day("2026-01-01");
    last.period.to = day("2026-03-31");
    CheckContext now = context("2026-10-08");
    CHECK(check_finance_dates(report, now, "/body").empty());
    now.previous_report = &last;
    CHECK(find(check_finance_dates(report, now, "/body"), "VD5", "/body/period/from"));
    last.period.to = day("2026-06-30");
    CHECK(check_finance_dates(report, now, "/body").empty());
    now.today = day("2026-09-30");
    CHECK(find(check_finance_dates(report, now, "/body"), "VD5", "/body/period/to"));
    report.sheet_b = SheetB{};
    report.sheet_b->entries.resize(1);
    report.sheet_b->entries[0].date = day("2026-10-01");
    CHECK(find(check_finance_dates(report, now, "/body"), "VD5", "/body/sheet_b/entries/0/date"));
}

TEST_CASE("VD5: a series with a gap, by year, quarter and month") {
    const auto series = [](std::vector<std::string> periods) {
        Statistics statistics;
        for (const std::string& period : periods)
            statistics.points.push_back({period, *parse_decimal("1")});
        return check_series(statistics, "/body");
    };
    CHECK(series({"2023", "2024", "2025"}).empty());
    CHECK(series({"2025年第三季度", "2025年第四季度", "2026年第一季度"}).empty());
    CHECK(series({"2025-11", "2025-12", "2026-01"}).empty());
    CHECK(series({"大箐组", "河边组"}).empty());
    CHECK(find(series({"2023", "2025"}), "VD5", "/body/points/1/period"));
    CHECK(find(series({"2025Q1", "2025Q3"}), "VD5"));
    CHECK(find(series({"2025年7月", "2025年7月"}), "VD5"));
}

TEST_CASE("VD6: an alert that contradicts itself") {
    const auto now = context("2026-07-01");
    CHECK(check_alert(alert(), now, "/body").empty());
    Alert wrong = alert();
    wrong.expires = start_of(day("2026-06-30"));
    CHECK(find(check_alert(wrong, now, "/body"), "VD6", "/body/expires"));
    wrong = alert();
    wrong.type = AlertType::cancel;
    CHECK(find(check_alert(wrong, now, "/body"), "VD6", "/body/references"));
    wrong = alert();
    wrong.severity = villageboard::Severity::red;
    CHECK(find(check_alert(wrong, now, "/body"), "VD6", "/body/severity"));
    wrong.headline = "黄色预警升级为红色预警";
    CHECK(check_alert(wrong, now, "/body").empty());
}

TEST_CASE("VD6: an update of an alert that nobody has seen warns") {
    CheckContext now = context("2026-07-01");
    now.alert_known = [](std::string_view identifier) { return identifier == "A1"; };
    Alert update = alert();
    update.type = AlertType::update;
    update.references = "A1";
    CHECK(check_alert(update, now, "/body").empty());
    update.references = "A2";
    const auto findings = check_alert(update, now, "/body");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == check::Severity::warning);
}

TEST_CASE("VD7: an event that is over is said to be hidden, today's isn't") {
    ItemDraft draft = notice("2021-09-01", "2021-09-01");
    std::get<Notice>(*draft.body).event_at = start_of(day("2021-09-04"));
    CHECK(find(dates(draft, context("2021-09-05")), "VD7", "/body/event_at"));
    CHECK_FALSE(find(dates(draft, context("2021-09-04")), "VD7"));
    std::get<Notice>(*draft.body).event_until = start_of(day("2021-09-05"));
    CHECK_FALSE(find(dates(draft, context("2021-09-05")), "VD7"));
}
