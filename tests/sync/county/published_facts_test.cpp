#include "sync/county/calendar/published_facts.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "sync/county/calendar/fact.h"
#include "sync/county/store/repository_impl.h"
#include "tests/sync/county/accounts.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

PublishedRow fact(CountyFixture& county, const std::string& item) {
    const auto row = PublishedRows(county.county().repository()).find(kVillage, item);
    REQUIRE(row);
    return *row;
}

/// As a database from before the facts were kept.
void forget_facts(CountyFixture& county) {
    auto& impl = county.county().repository().impl();
    impl.sql << "DELETE FROM published_item";
    impl.sql << "DELETE FROM published_progress";
}

/// Every text that stands in the table, in one string.
std::string all_texts(CountyFixture& county) {
    auto& impl = county.county().repository().impl();
    std::string all;
    std::string one;
    soci::statement query =
        (impl.sql.prepare << "SELECT area || item || kind || catalogue || phase || office || stage "
                             "|| basis || refers || languages || recordings || measures FROM "
                             "published_item",
         soci::into(one));
    query.execute();
    while (query.fetch()) all += one + "\n";
    return all;
}

}  // namespace

TEST_CASE("publishing keeps codes, days and totals of an item, and when the server took it") {
    on_both_databases([](CountyFixture& county) {
        const std::string id =
            county.publish(accounts("2026-07-01", "2026-09-30", "2026-10-08")).at(0).item;
        const PublishedRow row = fact(county, id);
        CHECK(row.kind == "finance");
        CHECK(row.catalogue == "F01");
        CHECK(row.phase == "live");
        CHECK(row.revision == 1);
        CHECK(format_day(row.made) == "2026-10-08");
        CHECK(format_instant(row.received) == "2026-11-20T02:00:00Z");
        CHECK(format_day(*row.period_to) == "2026-09-30");
        CHECK(row.sheets == sheet_bit("A"));
        CHECK(row.office == "539921102205-CE");
        CHECK(row.measures.at("a_opening") == 100000);
        CHECK(row.measures.at("a_income") == 50000);
        CHECK(row.measures.at("a_expense") == 20000);
        CHECK(row.measures.at("a_closing") == 130000);
        CHECK(row.measures.at("balanced_first") == 1);
        CHECK(row.keep_until);
    });
}

TEST_CASE(
    "a date that an author sets back doesn't move the day on which the server took the item") {
    on_both_databases([](CountyFixture& county) {
        auto early = notice("停水");
        early["published"] = "2026-11-01T02:00:00Z";
        early["formed"] = "2026-11-01";
        const PublishedRow row = fact(county, county.publish(early).at(0).item);
        CHECK(format_instant(row.first_published) == "2026-11-01T02:00:00Z");
        CHECK(format_instant(row.received) == "2026-11-20T02:00:00Z");
    });
}

TEST_CASE("a correction is counted, and the first receipt and the first balance stay") {
    on_both_databases([](CountyFixture& county) {
        const auto first = accounts("2026-07-01", "2026-09-30", "2026-10-08");
        const std::string id = county.publish(first).at(0).item;
        const Instant received = fact(county, id).received;
        county.pass(std::chrono::hours(48));
        county.publish(
            command(accounts("2026-07-01", "2026-09-30", "2026-10-08", 60000), id, "correct"));
        const PublishedRow row = fact(county, id);
        CHECK(row.corrections == 1);
        CHECK(row.revision == 2);
        CHECK(row.received == received);
        CHECK(row.changed == received + std::chrono::hours(48));
        CHECK(row.measures.at("a_income") == 60000);
        county.publish(command(first, id, "withdraw"));
        CHECK(fact(county, id).phase == "withdrawn");
        CHECK(fact(county, id).measures.at("a_income") == 60000);
    });
}

TEST_CASE("of an erased item only the erasure is known") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = county.publish(notice("要删除的")).at(0).item;
        county.publish(command(notice("要删除的"), id, "erase"));
        const PublishedRow row = fact(county, id);
        CHECK(row.phase == "erased");
        CHECK(row.kind.empty());
        CHECK(row.catalogue.empty());
        CHECK(row.office.empty());
        CHECK(row.made == Day{});
        CHECK(row.received == Instant{});
        CHECK(row.changed != Instant{});
    });
}

TEST_CASE("no name of a roll stands among the facts") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = county.publish(roll()).at(0).item;
        const PublishedRow row = fact(county, id);
        CHECK(row.measures.at("lines") == 3);
        CHECK(row.measures.at("amount") == 35000);
        CHECK(row.measures.at("notice_days") == 8);
        CHECK(row.stage == "notice");
        for (const unsigned char c : all_texts(county)) CHECK(c < 128);
    });
}

TEST_CASE("facts of an older database are read back from entries and bodies, sealed ones too") {
    on_both_databases([](CountyFixture& county) {
        const auto report = accounts("2026-07-01", "2026-09-30", "2026-10-08");
        const std::string one = county.publish(report).at(0).item;
        const std::string two = county.publish(roll()).at(0).item;
        const std::string gone = county.publish(notice("要删除的")).at(0).item;
        county.publish(
            command(accounts("2026-07-01", "2026-09-30", "2026-10-08", 60000), one, "correct"));
        county.publish(command(notice("要删除的"), gone, "erase"));
        const PublishedRow report_before = fact(county, one);
        const PublishedRow roll_before = fact(county, two);
        forget_facts(county);
        CHECK(PublishedFacts(county.tools()).catch_up() >= 5);
        CHECK(PublishedFacts(county.tools()).catch_up() == 0);
        CHECK(fact(county, one).measures == report_before.measures);
        CHECK(fact(county, one).corrections == 1);
        CHECK(fact(county, one).period_to == report_before.period_to);
        CHECK(fact(county, two).measures == roll_before.measures);
        CHECK(fact(county, two).stage == "notice");
        CHECK(fact(county, gone).phase == "erased");
        CHECK(fact(county, gone).catalogue.empty());
    });
}

TEST_CASE("the first publishing after an update reads what came before it, in the right order") {
    on_both_databases([](CountyFixture& county) {
        const auto report = accounts("2026-07-01", "2026-09-30", "2026-10-08");
        const std::string id = county.publish(report).at(0).item;
        forget_facts(county);
        county.publish(
            command(accounts("2026-07-01", "2026-09-30", "2026-10-08", 60000), id, "correct"));
        const PublishedRow row = fact(county, id);
        CHECK(row.revision == 2);
        CHECK(row.corrections == 1);
        CHECK(row.received != Instant{});
    });
}

TEST_CASE("a publishing that fails leaves no fact") {
    on_both_databases([](CountyFixture& county) {
        county.publish(notice("留下的"));
        FailingFiles files(county.tools().files, 0);
        const auto draft = county.draft(notice("没有发成"));
        CHECK_THROWS(Publisher(county.tools_on(files)).publish(area_code(kVillage), {draft}));
        PublishedRows rows(county.county().repository());
        CHECK(rows.rows({.range = AreaRange(area_code(kVillage))}).size() == 1);
        CHECK(rows.entries_read(kVillage) == 1);
    });
}

TEST_CASE("measures survive the way to text and back, and damage is left out") {
    const Measures measures{{"a", -5}, {"lines", 3}};
    CHECK(parse_measures(format_measures(measures)) == measures);
    CHECK(parse_measures("a=1;b;c=x;;d=2") == Measures{{"a", 1}, {"d", 2}});
    CHECK(parse_measures("").empty());
}
