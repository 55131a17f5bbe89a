#include <doctest/doctest.h>

#include "content/catalogue/builtin.h"
#include "sync/county/calendar/fact.h"
#include "sync/county/figures/figure_words.h"
#include "sync/county/figures/other_figures.h"
#include "sync/county/figures/published_figures.h"
#include "sync/county/figures/report_page.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Day day(std::string_view text) { return *parse_day(text); }
Instant noon(std::string_view text) { return start_of(day(text)) + std::chrono::hours(12); }

constexpr const char* kVillage = "539921102205";

PublishedRow item(const std::string& id, const std::string& kind, const std::string& code,
                  std::string_view received, Measures measures = {}) {
    PublishedRow row;
    row.area = kVillage;
    row.item = id;
    row.kind = kind;
    row.catalogue = code;
    row.phase = "live";
    row.revision = 1;
    row.made = day(received);
    row.formed = row.made;
    row.received = row.changed = row.first_published = noon(received);
    row.measures = std::move(measures);
    return row;
}

/// One village over the year 2026, whose feed began long before.
struct World {
    Catalogue catalogue{builtin_catalogue()};
    std::vector<Timer> timers = builtin_timers();
    Calendar calendar{builtin_calendar().years};
    LegalBases bases{builtin_legal_bases().rows};
    std::vector<PublishedRow> items = {};
    std::set<std::string> exceptions = {};
    std::vector<Matrix> years = {};
    std::vector<HeldRow> held = {};
    std::vector<ReceiptDay> receipts = {};
    std::vector<LanguageRow> languages = {};
    Day from = day("2026-01-01");
    Day to = day("2026-12-31");

    PublishedInput input() {
        const YearGrid grid(catalogue.items(), timers, calendar, 2026);
        auto slots = grid.none();
        std::vector<CountedFact> facts;
        for (const PublishedRow& row : items)
            facts.push_back({row.catalogue, row.made, row.period_to, row.sheets, row.received});
        grid.add(slots, FeedLevel::village, facts);
        years = {Matrix{2026,
                        grid.items(),
                        {{Village{*AreaCode::parse(kVillage), "", day("2025-01-01")},
                          grid.cells(slots, exceptions, day("2025-01-01"), to),
                          {}}},
                        std::nullopt}};
        add_up();
        return {from,  to,   catalogue.items(), calendar, bases, years,
                items, held, receipts,          languages};
    }

    /// What the database adds up, an item at a time.
    void add_up() {
        held.clear();
        receipts.clear();
        languages.clear();
        for (const PublishedRow& row : items) {
            if (row.received == Instant{}) continue;
            const bool live = row.phase == "live" && (!row.expires || *row.expires > start_of(to));
            const Day came = shanghai_day(row.received);
            held.push_back({row.area, row.catalogue, row.sheets, row.changed, live ? 1 : 0});
            if (from <= came && came <= to)
                receipts.push_back({came, 1, shanghai_day(row.first_published) < came ? 1 : 0});
            if (live) languages.push_back({row.recordings, row.languages, 1});
        }
    }
};

bool met(const Figure& figure, const std::string& subject) {
    for (const FigureRow& row : figure.rows)
        if (row.subject == subject) return row.met;
    FAIL("no row " << subject);
    return false;
}

std::int64_t also(const Figure& figure, const std::string& name) {
    for (const auto& [key, value] : figure.also)
        if (key == name) return value;
    FAIL("no number " << name);
    return 0;
}

}  // namespace

TEST_CASE("figure 1 counts items with something live; an exception leaves the denominator") {
    World world;
    world.items = {item("a", "notice", "N02", "2026-03-01"),
                   item("b", "notice", "G01", "2026-03-01")};
    world.items[1].phase = "withdrawn";
    const Figure all = covered(world.input());
    CHECK(all.denominator == 60);
    CHECK(all.numerator == 1);
    CHECK(met(all, "N02"));
    CHECK(!met(all, "G01"));
    world.exceptions = {"S13"};
    world.items[0].expires = noon("2026-04-01");
    const Figure later = covered(world.input());
    CHECK(later.denominator == 59);
    CHECK(later.numerator == 0);
}

TEST_CASE(
    "figure 2 takes the day of receipt, and says what came on the last day or was dated back") {
    World world;
    auto report = item("a", "finance", "F01", "2026-04-20");
    report.period_to = day("2026-03-31");
    report.sheets = sheet_bit("A");
    auto late = item("b", "finance", "F01", "2026-08-01");
    late.period_to = day("2026-06-30");
    late.sheets = sheet_bit("A");
    late.first_published = noon("2026-07-20");
    world.items = {report, late};
    const Figure figure = in_time(world.input());
    CHECK(met(figure, "F01 2026-01-01"));
    CHECK(!met(figure, "F01 2026-04-01"));
    CHECK(!met(figure, "F01 2026-07-01"));
    CHECK(also(figure, "median_days_late") == 12);
    CHECK(also(figure, "published_on_a_due_day") == 1);
    CHECK(also(figure, "dated_before_receipt") == 1);
    const Figure periods = finance_periods(world.input());
    CHECK(met(periods, "F01 2026-04-01"));
    CHECK(!met(periods, "F01 2026-07-01"));
}

TEST_CASE(
    "figures 4 to 6 come from the sheets, and a correction doesn't hide a wrong first balance") {
    World world;
    auto good = item("a", "finance", "F01", "2026-04-10",
                     {{"balanced_first", 1}, {"a_turnover", 1000}, {"a_other", 50}});
    auto wrong =
        item("b", "finance", "F01", "2026-07-10",
             {{"balanced_first", 0}, {"balanced", 1}, {"a_turnover", 1000}, {"a_other", 0}});
    wrong.corrections = 1;
    auto entries = item("c", "finance", "F02", "2026-07-10",
                        {{"b_turnover", 1500}, {"b_lines", 4}, {"b_vouchers", 3}});
    world.items = {good, wrong, entries};
    const Figure sums = balanced(world.input());
    CHECK(sums.numerator == 1);
    CHECK(sums.denominator == 2);
    CHECK(also(sums, "corrected_afterwards") == 1);
    const Figure share = itemised(world.input());
    CHECK(share.numerator == 1500);
    CHECK(share.denominator == 2000);
    CHECK(also(share, "other_fen") == 50);
    const Figure receipts = with_vouchers(world.input());
    CHECK(receipts.numerator == 3);
    CHECK(receipts.denominator == 4);
}

TEST_CASE("figure 7 asks for the catalogue's length, a telephone and a start in time") {
    World world;
    const auto notice = [](const std::string& id, std::string_view from, std::string_view to,
                           std::int64_t phone) {
        auto row = item(id, "relief_roll", "H01", "2026-03-02", {{"phone", phone}});
        row.notice_from = day(from);
        row.notice_to = day(to);
        return row;
    };
    world.items = {notice("good", "2026-03-02", "2026-03-08", 1),
                   notice("short", "2026-03-02", "2026-03-07", 1),
                   notice("mute", "2026-03-02", "2026-03-08", 0),
                   notice("behind", "2026-03-01", "2026-03-08", 1)};
    const Figure figure = proper_notices(world.input());
    CHECK(figure.numerator == 1);
    CHECK(figure.denominator == 4);
    CHECK(met(figure, "good"));
    CHECK(!figure.why.empty());
}

TEST_CASE("figure 8 takes the first interpretation within three working days, before or after") {
    World world;
    const auto text = [](const std::string& id, const std::string& policy, std::string_view on) {
        auto row = item(id, "interpretation", "N03", on);
        row.refers = policy;
        return row;
    };
    // 2026-03-06 is a Friday.
    world.items = {item("p1", "policy", "N03", "2026-03-06"),
                   text("i1", "p1", "2026-03-11"),
                   item("p2", "policy", "N03", "2026-03-06"),
                   text("i2", "p2", "2026-03-12"),
                   item("p3", "policy", "N03", "2026-03-06"),
                   item("p4", "policy", "N03", "2026-03-06"),
                   text("i4", "p4", "2026-03-04")};
    const Figure figure = explained(world.input());
    CHECK(met(figure, "p1"));
    CHECK(!met(figure, "p2"));
    CHECK(!met(figure, "p3"));
    CHECK(met(figure, "p4"));
}

TEST_CASE("figure 9 counts an erasure by the day it was done, though nothing else is known of it") {
    World world;
    PublishedRow gone;
    gone.area = kVillage;
    gone.item = "gone";
    gone.phase = "erased";
    gone.changed = noon("2026-05-01");
    world.items = {item("a", "notice", "N02", "2026-03-01"), gone};
    CHECK(erasures(world.input()).numerator == 1);
    CHECK(erasures(world.input()).denominator == 2);
    world.from = day("2026-06-01");
    CHECK(erasures(world.input()).numerator == 0);
}

TEST_CASE("figure 12 tells empty columns, and for how long the others stood unchanged") {
    World world;
    world.items = {item("a", "notice", "N02", "2026-12-01")};
    const Figure figure = empty_columns(world.input());
    CHECK(!met(figure, "N02"));
    CHECK(met(figure, "G01"));
    CHECK(also(figure, "longest_unchanged_days") == 30);
}

TEST_CASE(
    "figure 15 wants the result in ten working days, each opinion counted and every no explained") {
    World world;
    const auto number = [](std::string_view text) { return day(text).time_since_epoch().count(); };
    const auto consultation = [&](const std::string& id, Measures more) {
        more.insert({"final_day", number("2026-03-02")});
        more.insert({"responses", 3});
        return item(id, "consultation", "N03", "2026-03-02", more);
    };
    world.items = {
        consultation("good",
                     {{"adopted", 2}, {"refused", 1}, {"result_day", number("2026-03-16")}}),
        consultation("late",
                     {{"adopted", 2}, {"refused", 1}, {"result_day", number("2026-03-17")}}),
        consultation("lost", {{"adopted", 2}, {"result_day", number("2026-03-16")}}),
        consultation("mute", {{"adopted", 2},
                              {"refused", 1},
                              {"unexplained", 1},
                              {"result_day", number("2026-03-16")}}),
        consultation("none", {})};
    const Figure figure = consultations(world.input());
    CHECK(figure.denominator == 5);
    CHECK(figure.numerator == 1);
    CHECK(met(figure, "good"));
}

TEST_CASE(
    "figures 16, 20 and 22 count follow-ups, slots of projects and recordings beside Chinese") {
    World world;
    world.items = {item("m", "meeting", "G02", "2026-03-01", {{"promised", 3}, {"kept", 2}}),
                   item("p", "project", "P01", "2026-03-01", {{"slots_known", 7}})};
    world.items[0].recordings = "lis zh";
    world.items[1].recordings = "zh";
    const Figure promises = kept_promises(world.input());
    CHECK(promises.numerator == 2);
    CHECK(promises.denominator == 3);
    const Figure slots = project_slots(world.input());
    CHECK(slots.numerator == 7);
    CHECK(slots.denominator == 9);
    const Figure languages = other_languages(world.input());
    CHECK(languages.numerator == 1);
    CHECK(languages.denominator == 2);
}

TEST_CASE("figure 21: a guide is stale when the wording of its basis came into force after it") {
    World world;
    // The organic law's new wording is in force since 2026-01-01.
    world.items = {item("old", "guide", "N03", "2025-11-01"),
                   item("new", "guide", "N03", "2026-02-01"),
                   item("free", "guide", "N03", "2025-11-01")};
    world.items[0].basis = "vcl";
    world.items[1].basis = "vcl";
    const Figure figure = stale_guides(world.input());
    CHECK(met(figure, "old"));
    CHECK(!met(figure, "new"));
    CHECK(!met(figure, "free"));
}

TEST_CASE("figures of the inbox: in time, not due yet, never answered") {
    const std::vector<AskedQuestion> questions{
        {kVillage, "good", day("2026-03-01"), day("2026-03-11"), day("2026-03-11"), false},
        {kVillage, "late", day("2026-03-01"), day("2026-03-11"), day("2026-03-14"), true},
        {kVillage, "never", day("2026-03-01"), day("2026-03-11"), std::nullopt, false},
        {kVillage, "young", day("2026-03-18"), day("2026-03-28"), std::nullopt, false}};
    const Figure figure = answers(questions, day("2026-03-20"));
    CHECK(figure.denominator == 3);
    CHECK(figure.numerator == 1);
    CHECK(also(figure, "median_days") == 10);
    CHECK(also(figure, "taken_up_again") == 1);
    const Figure handled = objections({{kVillage, "a", day("2026-03-11"), day("2026-03-10"), true},
                                       {kVillage, "b", day("2026-03-11"), std::nullopt, false}},
                                      day("2026-03-20"));
    CHECK(handled.numerator == 1);
    CHECK(handled.denominator == 2);
    CHECK(also(handled, "corrected_since") == 1);
}

TEST_CASE("figures of terminals and of the desk") {
    const Figure figure =
        online({{kVillage, "d", 10, 9, 3, true, false}, {kVillage, "e", 10, 10, 5, false, true}});
    CHECK(figure.numerator == 19);
    CHECK(figure.denominator == 20);
    CHECK(!met(figure, "d"));
    CHECK(met(figure, "e"));
    CHECK(also(figure, "clock_faults") == 1);
    CHECK(also(figure, "idle") == 1);
    CHECK(also(figure, "longest_lag_hours") == 5);
    const Figure mixed = mixed_content(4, {{kVillage, "a"}});
    CHECK(mixed.numerator == 1);
    CHECK(mixed.denominator == 4);
    CHECK(met(mixed, "a"));
}

TEST_CASE(
    "figure 10 has no number where no inspection ran, figure 23 none where nothing was frozen") {
    CHECK(!sound_links(std::nullopt, {}).available);
    InspectionRun run;
    run.attachments = 8;
    run.links = 2;
    CHECK(sound_links(run, {{run.day, 0, kVillage, "a", "link_dead", "/a"}}).numerator == 9);
    const Figure figure = frozen_years(
        {{kVillage, 2024, "x", day("2025-03-31")}, {kVillage, 2025, "y", day("2026-04-01")}}, 2023,
        2025, kVillage);
    CHECK(figure.denominator == 3);
    CHECK(figure.numerator == 1);
}

TEST_CASE("shares are rounded half up and empty of nothing; every figure has its words") {
    CHECK(rate(1, 3) == "33.3%");
    CHECK(rate(2, 3) == "66.7%");
    CHECK(rate(1, 2000) == "0.1%");
    CHECK(rate(5, 5) == "100.0%");
    CHECK(rate(0, 0).empty());
    CHECK(median({5, 1, 3, 2}) == 2);
    CHECK(median({}) == 0);
    REQUIRE(figure_words().figures.size() == kFigures);
    for (const FigureName& one : figure_words().figures) CHECK(!one.name.empty());
}
