#include "sync/county/desk/figures.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace villageboard::county;
using Json = nlohmann::ordered_json;

TEST_CASE("a changed amount is told with its place, its old and its new value") {
    const Json before{{"title", "一季度"}, {"sheet_a", {{"income_total_fen", 8000}}}};
    Json after = before;
    CHECK(figure_changes(before, after).empty());
    after["sheet_a"]["income_total_fen"] = 9000;
    after["title"] = "一季度（更正）";
    const auto changes = figure_changes(before, after);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].place == "/sheet_a/income_total_fen");
    CHECK(changes[0].before == 8000);
    CHECK(changes[0].after == 9000);
}

TEST_CASE("a line put into a roll does not make the lines below it look changed") {
    const auto line = [](int seq, const char* name, int fen) {
        return Json{{"id", std::to_string(fen)},
                    {"seq", seq},
                    {"name", name},
                    {"group", "1"},
                    {"amount_fen", fen}};
    };
    const Json before{{"lines", {line(1, "李建国", 100), line(2, "和志明", 200)}}};
    const Json after{
        {"lines", {line(1, "李建国", 100), line(2, "余阿普", 50), line(3, "和志明", 250)}}};
    const auto changes = figure_changes(before, after);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].place == "/lines/1/amount_fen");
    CHECK(changes[0].before.is_null());
    CHECK(changes[0].after == 50);
    CHECK(changes[1].place == "/lines/2/amount_fen");
    CHECK(changes[1].before == 200);
    CHECK(changes[1].after == 250);
}

TEST_CASE("what was taken out is told as gone, and a decimal counts as a figure") {
    const Json before{{"lines",
                       {{{"name", "甲"}, {"quantity", "3.50"}, {"note", "水田"}},
                        {{"name", "乙"}, {"quantity", "2"}}}}};
    const Json after{{"lines", {{{"name", "甲"}, {"quantity", "3.5"}, {"note", "旱地"}}}}};
    const auto changes = figure_changes(before, after);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].place == "/lines/0/quantity");
    CHECK(changes[1].place == "/lines/1/quantity");
    CHECK(changes[1].after.is_null());
}
