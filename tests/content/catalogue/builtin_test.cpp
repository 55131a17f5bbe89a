#include "content/catalogue/builtin.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "content/catalogue/catalogue.h"
#include "content/catalogue/glossary.h"
#include "content/catalogue/legal_bases.h"
#include "content/model/calendar.h"
#include "content/model/error.h"
#include "content/model/wire_names.h"

using namespace villageboard;

namespace {

Day day(std::string_view text) { return *parse_day(text); }

const CatalogueItem& item(const Catalogue& catalogue, std::string_view code) {
    const CatalogueItem* found = catalogue.find(code);
    REQUIRE(found);
    return *found;
}

LegalBasisRow basis(std::string id, std::string_view from, std::optional<std::string> to = {}) {
    LegalBasisRow row{
        std::move(id), "中华人民共和国村民委员会组织法", "第三十七条", day(from), {}, {}, "s"};
    if (to) row.valid_to = day(*to);
    return row;
}

}  // namespace

TEST_CASE("a catalogue with a code twice or a public looser than the village is refused") {
    CatalogueTable twice = builtin_catalogue();
    twice.items.push_back(twice.items.front());
    CHECK_THROWS_AS(Catalogue{twice}, Error);
    CatalogueTable loose = builtin_catalogue();
    loose.items.front().village.mask = Mask::m4;
    loose.items.front().public_.mask = Mask::m3;
    CHECK_THROWS_AS(Catalogue{loose}, Error);
    CatalogueTable full = builtin_catalogue();
    full.items.front().village.mask = Mask::m2;
    full.items.front().public_.mask = Mask::m2;
    CHECK_THROWS_AS(Catalogue{full}, Error);
    CatalogueTable empty = builtin_catalogue();
    empty.items.front().kinds.clear();
    CHECK_THROWS_AS(Catalogue{empty}, Error);
}

TEST_CASE("the catalogue has the sixty village items, each with its code once") {
    const Catalogue catalogue(builtin_catalogue());
    CHECK(catalogue.items().size() == 60);
    std::map<char, int> families;
    std::set<std::string> codes;
    for (const CatalogueItem& row : catalogue.items()) {
        codes.insert(row.code);
        ++families[row.code.front()];
        CHECK_FALSE(row.name.empty());
        CHECK_FALSE(row.plain_name.empty());
        CHECK_FALSE(row.publishers.empty());
        CHECK_FALSE(row.limit.text.empty());
    }
    CHECK(codes.size() == 60);
    CHECK(families ==
          std::map<char, int>{
              {'F', 14}, {'S', 14}, {'H', 11}, {'E', 6}, {'L', 3}, {'P', 2}, {'G', 7}, {'N', 3}});
    CHECK(catalogue.find("X01") == nullptr);
}

TEST_CASE("masks and keep times are those of the disclosure table") {
    const Catalogue catalogue(builtin_catalogue());
    const auto masks = [&](std::string_view code) {
        const CatalogueItem& row = item(catalogue, code);
        return std::string(wire_name(row.village.mask)) + " " +
               std::string(wire_name(row.public_.mask));
    };
    CHECK(masks("F01") == "M1 M1");
    CHECK(masks("F02") == "M2 M3");
    CHECK(masks("F03") == "M0 M0");
    CHECK(masks("F05") == "M2 M4");
    CHECK(masks("F07") == "M2 M4");
    CHECK(masks("F08") == "M2 M3");
    CHECK(masks("F09") == "M1 M1");
    CHECK(masks("S01") == "M0 M0");
    CHECK(masks("S02") == "M2 M3");
    CHECK(masks("S03") == "M2 M4");
    CHECK(masks("S04") == "M2 M3");
    CHECK(masks("S10") == "M4 M4");
    CHECK(masks("H01") == "M2 M4");
    CHECK(masks("H05") == "M2 M4");
    CHECK(masks("H07") == "M4 M4");
    CHECK(masks("H08") == "M4 M4");
    CHECK(masks("H11") == "M1 M1");
    CHECK(masks("G05") == "M2 M4");
    CHECK(masks("G07") == "M4 M4");
    CHECK(masks("N01") == "M0 M0");
    CHECK(item(catalogue, "F01").village.keep->days == 1095);
    CHECK(item(catalogue, "H01").village.keep->after == KeepAnchor::notice_end);
    CHECK(item(catalogue, "H04").village.keep->days == 92);
    CHECK(item(catalogue, "F01").archive_years == 30);
    CHECK_FALSE(item(catalogue, "F04").archive_years);
    CHECK(item(catalogue, "E06").figures_only == std::vector<std::string>{"tefu"});
    CHECK(item(catalogue, "H09").limit.notice_days == 5);
}

TEST_CASE("a rendition with full names never stays without an end") {
    for (const CatalogueItem& row : builtin_catalogue().items) {
        CAPTURE(row.code);
        if (row.village.mask == Mask::m2) {
            REQUIRE(row.village.keep);
            CHECK(row.village.keep->days.has_value());
        }
        if (row.public_.mask == Mask::m3) {
            REQUIRE(row.public_.keep);
            CHECK(row.public_.keep->days.has_value());
        }
    }
}

TEST_CASE("every basis and timer that the catalogue and the timers name is there") {
    const LegalBases bases(builtin_legal_bases().rows);
    const auto timers = builtin_timers();
    const auto is_timer = [&](const std::string& id) {
        return std::any_of(timers.begin(), timers.end(),
                           [&](const Timer& timer) { return timer.id == id; });
    };
    for (const CatalogueItem& row : builtin_catalogue().items) {
        CAPTURE(row.code);
        CHECK_FALSE(row.basis.empty());
        for (const std::string& id : row.basis)
            CHECK_MESSAGE(bases.format(id, day("2026-11-20")).has_value(), id);
        if (row.limit.timer) CHECK_MESSAGE(is_timer(*row.limit.timer), *row.limit.timer);
    }
    for (const Timer& timer : timers)
        if (!timer.basis.empty()) CHECK_MESSAGE(bases.knows(timer.basis), timer.basis);
}

TEST_CASE("no article number of the renumbered law is shown from 2026 on") {
    const LegalBases bases(builtin_legal_bases().rows);
    CHECK(bases.format("vcl-30", day("2025-12-31")) ==
          "《中华人民共和国村民委员会组织法》第三十条");
    CHECK(bases.format("vcl-30", day("2026-01-01")) == "《中华人民共和国村民委员会组织法》");
    for (const LegalBasisRow& row : builtin_legal_bases().rows)
        if (row.title == "中华人民共和国村民委员会组织法")
            CHECK_MESSAGE(bases.format(row.id, day("2026-11-20")) == "《" + row.title + "》",
                          row.id);
    CHECK(bases.format("reg-26", day("2026-11-20")) ==
          "《中华人民共和国政府信息公开条例》第二十六条");
    CHECK_FALSE(bases.format("cel-46", day("2025-04-30")));
    CHECK_FALSE(bases.format("no-such-law", day("2026-11-20")));
}

TEST_CASE("a row of the new law shows its number only with its text, an old row never") {
    LegalBasisRow bare = basis("vcl-37", "2026-01-01");
    CHECK(LegalBases({bare}).format("vcl-37", day("2026-06-01")) ==
          "《中华人民共和国村民委员会组织法》");
    bare.text = "村应当建立村务监督委员会……";
    CHECK(LegalBases({bare}).format("vcl-37", day("2026-06-01")) ==
          "《中华人民共和国村民委员会组织法》第三十七条");
    LegalBasisRow open_ended = basis("vcl-old", "2018-12-29");
    open_ended.text = "旧条文";
    CHECK(LegalBases({open_ended}).format("vcl-old", day("2025-06-01")) ==
          "《中华人民共和国村民委员会组织法》第三十七条");
    CHECK(LegalBases({open_ended}).format("vcl-old", day("2026-06-01")) ==
          "《中华人民共和国村民委员会组织法》");
}

TEST_CASE("rows of one basis that overlap in days are refused") {
    CHECK_THROWS_AS(LegalBases({basis("a", "2018-01-01"), basis("a", "2026-01-01")}), Error);
    CHECK_THROWS_AS(LegalBases({basis("a", "2018-01-01", "2017-01-01")}), Error);
    CHECK_NOTHROW(LegalBases({basis("a", "2018-01-01", "2025-12-31"), basis("a", "2026-01-01")}));
}

TEST_CASE("the holiday table gives the days that the State Council's notices give") {
    const Calendar calendar(builtin_calendar().years);
    CHECK(calendar.add_working_days(day("2021-08-04"), 20).day == day("2021-09-01"));
    CHECK(calendar.add_working_days(day("2021-09-30"), 20) ==
          CountedDay{day("2021-11-03"), Certainty::settled});
    CHECK(calendar.working_days_between(day("2021-08-04"), day("2021-11-16")).count == 70);
    // working days a year: 365 or 366 less weekends and the weekdays off, plus the days made up
    const std::map<int, int> working_days{{2021, 250}, {2022, 249}, {2023, 249},
                                          {2024, 251}, {2025, 248}, {2026, 248}};
    for (const auto& [known_year, count] : working_days) {
        const int year = known_year;
        CAPTURE(year);
        const Day last{std::chrono::year{year} / 12 / 31};
        const Day before{std::chrono::year{year - 1} / 12 / 31};
        CHECK(calendar.working_days_between(before, last) ==
              CountedDays{count, Certainty::settled});
    }
    for (const char* worked : {"2022-01-29", "2023-06-25", "2024-02-18", "2025-01-26", "2026-01-04",
                               "2026-02-28", "2026-10-10"})
        CHECK_MESSAGE(calendar.is_working_day(day(worked)), worked);
    for (const char* off : {"2022-02-04", "2023-09-29", "2024-02-16", "2025-10-08", "2026-02-23",
                            "2026-09-25", "2026-05-05"})
        CHECK_MESSAGE(!calendar.is_working_day(day(off)), off);
    CHECK(calendar.is_working_day(day("2024-02-09")));
    CHECK(calendar.certainty(day("2027-01-04")) == Certainty::provisional);
}

TEST_CASE("statutory timers count from the table") {
    const Calendar calendar(builtin_calendar().years);
    const auto due = [&](std::string_view id, std::string_view start) {
        for (const Timer& timer : builtin_timers())
            if (timer.id == id) return format_day(due_day(timer, day(start), calendar).day);
        return std::string("unknown timer");
    };
    CHECK(due("disclosure", "2021-08-04") == "2021-09-01");
    CHECK(due("villager-question", "2026-09-25") == "2026-10-08");
    CHECK(due("relief-notice-days", "2026-11-20") == "2026-11-27");
    CHECK(due("relief-notice-working-days", "2026-09-30") == "2026-10-15");
    CHECK(due("finance-day-20", "2026-09-30") == "2026-10-20");
    CHECK(due("annual-report-department", "2026-12-31") == "2027-01-31");
    CHECK(due("members-meeting-papers", "2026-12-31") == "2026-12-21");
}

TEST_CASE("the glossary finds the longest terms in a text") {
    const Glossary glossary(builtin_glossary().entries);
    CHECK(glossary.find("公示期")->plain == "还能提意见的日子");
    CHECK(glossary.find("没有这个词") == nullptr);
    const auto hits = glossary.hits("公示期内审批结果");
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].entry->term == "公示期");
    CHECK(hits[1].entry->term == "审批");
    CHECK(hits[1].offset == std::string("公示期内").size());
    const std::vector<GlossaryEntry> twice{{"公示", "甲", {}}, {"公示", "乙", {}}};
    CHECK_THROWS_AS(Glossary{twice}, Error);
    const std::vector<GlossaryEntry> nameless(1);
    CHECK_THROWS_AS(Glossary{nameless}, Error);
}
