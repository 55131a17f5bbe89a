#include "sync/county/api/csv.h"

#include <doctest/doctest.h>

#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string cell(const std::string& text) {
    CsvTable table({"a"});
    table.add({text});
    const std::string start =
        "\xEF\xBB\xBF"
        "a\r\n";
    REQUIRE(table.text().starts_with(start));
    return table.text().substr(start.size());
}

}  // namespace

TEST_CASE("a cell that a spreadsheet would calculate gets an apostrophe, a number doesn't") {
    for (const char* formula :
         {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-", "+1e5", "-1.", "--1"}) {
        INFO(formula);
        CHECK(cell(formula).find("'" + std::string(formula)) != std::string::npos);
    }
    for (const char* plain : {"-12.50", "+3", "0", "2026-01-01", "核桃箐村", "a=b", ""}) {
        INFO(plain);
        CHECK(cell(plain) == std::string(plain) + "\r\n");
    }
    CHECK(cell("\r=1") == "\"'\r=1\"\r\n");
}

TEST_CASE("commas, quotes and line ends stand in quotes and are read back as they were") {
    CsvTable table({"名称", "备注"});
    table.add({"a,b", "他说\"好\"\r\n第二行"});
    table.add({"", ""});
    const auto rows = parse_csv(table.text());
    REQUIRE(rows.size() == 3);
    CHECK(rows[0] == CsvRow{"名称", "备注"});
    CHECK(rows[1] == CsvRow{"a,b", "他说\"好\"\r\n第二行"});
    CHECK(rows[2] == CsvRow{"", ""});
}

TEST_CASE("a damaged CSV file is refused with its line") {
    for (const char* text : {"a,b\n\"c", "a\n\"b\"c\n", "\"a\nb\"x"}) {
        INFO(text);
        CHECK_THROWS_AS(parse_csv(text), Error);
    }
    try {
        parse_csv("a\nb\n\"c");
        FAIL("read");
    } catch (const Error& error) {
        CHECK(error.place() == "3");
    }
    CHECK(parse_csv("").empty());
    CHECK(parse_csv("a,\n").front() == CsvRow{"a", ""});
    CHECK(parse_csv("a\r\nb").size() == 2);
}
