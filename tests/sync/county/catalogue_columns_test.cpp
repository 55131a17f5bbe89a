#include "sync/county/calendar/catalogue_columns.h"

#include <doctest/doctest.h>

#include "content/catalogue/builtin.h"
#include "content/model/error.h"
#include "sync/county/calendar/topics.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

const Day kToday = *parse_day("2026-11-27");

struct Lists {
    Catalogue catalogue{builtin_catalogue()};
    LegalBases bases{builtin_legal_bases().rows};

    std::string file() const { return catalogue_csv(catalogue.items(), bases, kToday).text(); }
    ReadCatalogue read(const std::string& text) const {
        return read_catalogue_csv(text, catalogue, bases, kToday);
    }
};

const CatalogueItem& item(const ReadCatalogue& read, const std::string& code) {
    for (const CatalogueItem& one : read.table.items)
        if (one.code == code) return one;
    FAIL("no item");
    return read.table.items.front();
}

}  // namespace

TEST_CASE("the catalogue goes out with the official columns and comes back unchanged") {
    const Lists lists;
    const auto rows = parse_csv(lists.file());
    REQUIRE(rows.size() == 61);
    CHECK(rows[0] ==
          CsvRow{"序号", "公开事项", "公开依据", "公开时限", "公开主体", "公开渠道", "公开层级"});
    CHECK(rows[1][1] == "村级财务收支");
    CHECK(rows[1][4] == "村集体经济组织、村民委员会");
    const ReadCatalogue read = lists.read(lists.file());
    CHECK(read.findings.empty());
    CHECK(read.table.items == lists.catalogue.items());
}

TEST_CASE("a file changes limits and publishers; what its columns can't say stays as it is") {
    const Lists lists;
    const ReadCatalogue read = lists.read(
        "某县清单\n序号,公开事项,公开时限,公开主体\n"
        "1,村级财务收支,每月公布,村民委员会\n2,小额工程、采购结果,10个工作日内公布,\n");
    CHECK(read.findings.empty());
    CHECK(item(read, "F01").limit.every == Rhythm::month);
    CHECK(item(read, "F01").limit.text == "每月公布");
    CHECK(item(read, "F01").publishers == std::vector<std::string>{"VC"});
    CHECK(item(read, "F01").village == lists.catalogue.find("F01")->village);
    CHECK(item(read, "P02").limit.working_days == 10);
    CHECK(!item(read, "P02").limit.every);
    CHECK(item(read, "P02").publishers == lists.catalogue.find("P02")->publishers);
    CHECK(read.table.items.size() == 60);
}

TEST_CASE("a row that is no item of the catalogue is found and left out, with its place") {
    const Lists lists;
    const ReadCatalogue read = lists.read(
        "序号,公开事项,公开依据,公开时限,公开主体\n1,县长办公会纪要,,每月,县政府\n"
        "2,村级财务收支,另一部法,每季度公布，收支多时每月公布,外星人\n");
    REQUIRE(read.findings.size() == 3);
    CHECK(read.findings[0].place == "2:2");
    CHECK(read.findings[0].severity == check::Severity::warning);
    CHECK(read.findings[1].place == "3:5");
    CHECK(read.findings[2].place == "3:3");
    CHECK(read.table.items == lists.catalogue.items());
}

TEST_CASE("a file without the column of matters, or no CSV at all, is refused") {
    const Lists lists;
    for (const char* text : {"", "a,b\n1,2\n", "序号,\"公开事项\n"}) {
        INFO(text);
        CHECK_THROWS_AS(lists.read(text), Error);
    }
}

TEST_CASE("what was read is a draft of the county's catalogue that can be published") {
    CountyFixture county;
    const Lists lists;
    ReadCatalogue read = lists.read("公开事项,公开时限\n村级财务收支,每月公布\n");
    const ItemDraft draft =
        catalogue_draft(std::move(read.table), area_code(kCounty), *parse_day("2026-11-19"));
    Publisher(county.tools())
        .publish(area_code(kCounty),
                 {make_draft_input("catalogue", print_draft(draft), county.scratch())});
    const auto list = answered(call(county, somebody("zhang", Post::clerk, kVillage), "GET",
                                    "/v1/catalogue?area=539921102205"));
    CHECK(list.at("items").at(0).at("limit").at("every") == "month");
    const auto table = call(county, somebody("zhang", Post::clerk, kVillage), "GET",
                            "/v1/catalogue?area=539921102205&format=csv");
    CHECK(table.body.find("村级财务收支") != std::string::npos);
}

TEST_CASE("a topic asked often enough in an area is proposed once, with its newest count") {
    on_both_databases([](CountyFixture& county) {
        const std::vector<TopicCount> counts{{"539921102205", "water", 3},
                                             {"539921102204", "water", 2},
                                             {"539921103201", "water", 9},
                                             {"539921102205", "road", 4},
                                             {"539921102205", "", 99}};
        const auto often = asked_often(area_code(kTown), counts, 5);
        REQUIRE(often.size() == 1);
        CHECK(often[0].topic == "water");
        CHECK(often[0].asked == 5);
        CHECK(asked_often(area_code(kTown), counts, 4).size() == 2);
        propose(county.tools(), often);
        const Instant first = county.tools().clock();
        county.pass(std::chrono::hours(24));
        propose(county.tools(), {{kTown, "water", 8}});
        const auto rows =
            TopicRows(county.county().repository()).of_range(AreaRange(area_code(kTown)));
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].asked == 8);
        CHECK(rows[0].proposed == first);
    });
}
