#include "content/check/number.h"

#include <doctest/doctest.h>

#include "content/check/explain.h"
#include "content/check/written_date.h"

using namespace villageboard;
using namespace villageboard::check;

TEST_CASE("what isn't wholly a number is none") {
    for (const char* text :
         {"", "-", "1.", ".5", "1,23", "12a", "1 2", "1,2345", "1234567890123456789"})
        CHECK_MESSAGE(!Number::parse(text).has_value(), text);
}

TEST_CASE("products are exact and rounded half up at the printed digits") {
    const auto product = Number::parse("97057.13")->times(*Number::parse("112"));
    CHECK(product->text() == "10870398.56");
    CHECK(Number::parse("1.005")->rounded(2).text() == "1.01");
    CHECK(Number::parse("-1.005")->rounded(2).text() == "-1.01");
    CHECK(Number::parse("14582026.4016")->shifted_down(4).rounded(2).text() == "1458.20");
    CHECK(*Number::parse("1.50") == *Number::parse("1.5"));
    CHECK(*Number::parse("−211.04") < Number(0, 0));
}

TEST_CASE("a difference is explained by one row or one swap") {
    const std::vector<Number> parts{Number(10050, 2), Number(21350, 2), Number(7700, 2)};
    CHECK(explain_difference(parts, Number(39100, 2)).zh.empty());
    CHECK(explain_difference(parts, Number(29050, 2)).zh.find("第 1 行没有算进合计") !=
          std::string::npos);
    CHECK(explain_difference(parts, Number(46800, 2)).zh.find("第 3 行算了两遍") !=
          std::string::npos);
    CHECK(explain_difference(parts, Number(31900, 2)).zh.find("合计里有两位数字写颠倒了") !=
          std::string::npos);
    CHECK(explain_difference(parts, Number(12345, 2)).zh.empty());
}

TEST_CASE("days are read as people write them") {
    for (const char* text : {"2021-09-30", "2021-9-30 22:50:00", "2021/09/30", "2021.9.30",
                             "2021年9月30日", "二〇二一年九月三十日", "20210930"}) {
        const auto written = parse_written_time(text);
        REQUIRE_MESSAGE(written, text);
        CHECK(written->day == parse_day("2021-09-30"));
    }
    CHECK(moment_of(*parse_written_time("2021-09-30 22:50:00")) ==
          parse_instant("2021-09-30T14:50:00Z"));
    for (const char* text : {"", "2021-02-30", "2021", "2021-09-30 25:00", "昨天", "2021-09-30x"})
        CHECK_MESSAGE(!parse_written_time(text), text);
}
