#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {
namespace {

// A notice whose text holds two terms of office, one of them twice.
struct OpenNotice {
    TemporaryFolder folder;
    VillageWriter writer{folder.path()};
    std::unique_ptr<Person> person;

    explicit OpenNotice(const GlossaryTable* table = nullptr) {
        Notice notice;
        notice.title = "鱼塘要发包";
        notice.summary = "村里的鱼塘要租出去。";
        notice.office_name = "核桃箐村村民委员会";
        notice.blocks = {Paragraph{"村里的鱼塘要发包，有异议请在七天里说。"},
                         Paragraph{"发包的钱记在村集体的账上。"}};
        writer.add(notice);
        if (table) writer.add(*table, {.area = kCounty});
        person = std::make_unique<Person>(folder.path(), portrait());
        REQUIRE(person->tap("村务"));
        REQUIRE(person->tap("鱼塘要发包"));
    }

    long buttons(const std::string& term) const {
        const auto& nodes = person->tree().nodes;
        return std::count_if(nodes.begin(), nodes.end(),
                             [&](const kiosk::Node& node) { return node.id == "gloss/" + term; });
    }
};

}  // namespace

TEST_CASE("a term of office is explained where it stands, and put away again") {
    OpenNotice open;
    CHECK_FALSE(open.person->sees("“发包”就是"));
    REQUIRE(open.person->tap("？发包"));
    CHECK(open.person->sees("“发包”就是：租出去。"));
    CHECK(open.person->sees("把鱼塘发包，就是把鱼塘租出去。"));
    REQUIRE(open.person->tap("？异议"));
    CHECK(open.person->sees("“异议”就是：不同意，有话说。"));
    CHECK_FALSE(open.person->sees("“发包”就是：租出去。"));
    REQUIRE(open.person->tap("？异议"));
    CHECK_FALSE(open.person->sees("“异议”就是：不同意，有话说。"));
}

TEST_CASE("a term is offered once a page, where it first stands") {
    OpenNotice open;
    CHECK(open.buttons("发包") == 1);
    CHECK(open.buttons("异议") == 1);
    CHECK(open.buttons("公示") == 0);
}

TEST_CASE("the county's own glossary comes before the program's") {
    GlossaryTable table;
    table.title = "词典";
    table.entries = {{"鱼塘", "养鱼的水塘", {}}};
    OpenNotice open(&table);
    CHECK(open.buttons("发包") == 0);
    REQUIRE(open.person->tap("？鱼塘"));
    CHECK(open.person->sees("“鱼塘”就是：养鱼的水塘。"));
}

TEST_CASE("a county's glossary that can't be used leaves the program's own") {
    GlossaryTable table;
    table.title = "词典";
    table.entries = {{"鱼塘", "养鱼的水塘", {}}, {"鱼塘", "又来一遍", {}}};
    OpenNotice open(&table);
    CHECK(open.buttons("发包") == 1);
}

}  // namespace villageboard::kiosk_test
