#include "content/model/area_table.h"

#include <doctest/doctest.h>

#include "content/model/error.h"

using namespace villageboard;

namespace {

AreaCode code(std::string_view text) { return *AreaCode::parse(text); }
Day day(std::string_view text) { return *parse_day(text); }

AreaRow row(std::string_view area, std::string name, std::string_view from,
            std::optional<std::string> to = {}, std::optional<std::string> successor = {},
            std::vector<std::string> alias = {}) {
    AreaRow made{code(area), std::move(name), day(from), {}, {}, std::move(alias)};
    if (to) made.valid_to = day(*to);
    if (successor) made.successor = code(*successor);
    return made;
}

/// A town abolished in 2021 for a street, that again renamed in 2024.
AreaTable table() {
    return AreaTable({row("539921", "云岭县", "1990-01-01", {}, {}, {"539901"}),
                      row("539921100", "六河镇", "1990-01-01", "2021-06-30", "539921001"),
                      row("539921001", "大河街道", "2021-07-01", "2024-12-31", "539921002"),
                      row("539921002", "河东街道", "2025-01-01"),
                      row("539921102", "杉坪乡", "1990-01-01", "2012-12-31"),
                      row("539921102", "杉坪镇", "2013-01-01")});
}

std::string place_of_refusal(std::vector<AreaRow> rows) {
    try {
        AreaTable made(std::move(rows));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return error.place();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("an unknown area is nothing, whatever is asked of it") {
    const AreaTable areas = table();
    CHECK_FALSE(areas.resolve("539922"));
    CHECK_FALSE(areas.resolve("5399"));
    CHECK_FALSE(areas.resolve("云岭县"));
    CHECK_FALSE(areas.name(code("539922"), day("2026-01-01")));
    CHECK_FALSE(areas.current(code("539922"), day("2026-01-01")));
    CHECK(areas.successors(code("539922")).empty());
    CHECK_FALSE(areas.by_name("没有村", code("539921"), day("2026-01-01")));
}

TEST_CASE("a table whose rows contradict each other is refused with the row") {
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01"),
                            row("539921", "乙", "2010-01-01")}) == "/rows/1/valid_from");
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01", "1999-01-01")}) ==
          "/rows/0/valid_to");
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01", "2001-01-01", "539922")}) ==
          "/rows/0/successor");
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01", "2001-01-01", "539922"),
                            row("539922", "乙", "2000-01-01", "2001-01-01", "539921")}) ==
          "/rows/0/successor");
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01", {}, {}, {"539911"}),
                            row("539922", "乙", "2000-01-01", {}, {}, {"539911"})}) ==
          "/rows/1/alias");
    CHECK(place_of_refusal({row("539921", "甲", "2000-01-01", {}, {}, {"旧县"})}) ==
          "/rows/0/alias");
}

TEST_CASE("an area has the name of the day") {
    const AreaTable areas = table();
    CHECK(areas.name(code("539921102"), day("2012-12-31")) == "杉坪乡");
    CHECK(areas.name(code("539921102"), day("2013-01-01")) == "杉坪镇");
    CHECK(areas.name(code("539921100"), day("2021-06-30")) == "六河镇");
    CHECK_FALSE(areas.name(code("539921100"), day("2021-07-01")));
    CHECK(areas.by_name("河东街道", code("539921"), day("2026-01-01")) == code("539921002"));
    CHECK_FALSE(areas.by_name("六河镇", code("539921"), day("2026-01-01")));
}

TEST_CASE("an abolished area leads to the successor of the day") {
    const AreaTable areas = table();
    CHECK(areas.current(code("539921100"), day("2020-01-01")) == code("539921100"));
    CHECK(areas.current(code("539921100"), day("2022-01-01")) == code("539921001"));
    CHECK(areas.current(code("539921100"), day("2026-01-01")) == code("539921002"));
    CHECK(areas.successors(code("539921100")) == std::vector{code("539921001"), code("539921002")});
}

TEST_CASE("an old or padded code means the area of today's table") {
    const AreaTable areas = table();
    CHECK(areas.resolve("539901") == code("539921"));
    CHECK(areas.resolve("539921000000") == code("539921"));
    CHECK(areas.resolve("539921102000") == code("539921102"));
}

TEST_CASE("codes that aren't codes are not read, padded ones lose their zeros") {
    for (const char* text :
         {"", "53992", "5399210", "53992110220", "53992110220a", "539921102205000"})
        CHECK_FALSE(AreaCode::parse(text));
    CHECK(code("539921000000").digits() == "539921");
    CHECK(code("539921102205").level() == AreaLevel::village);
    CHECK(code("539921102205").parent() == code("539921102"));
    CHECK(code("539921102205").path().size() == 3);
    CHECK(code("539921").contains(code("539921102205")));
    CHECK_FALSE(code("539921102").contains(code("539921")));
}
