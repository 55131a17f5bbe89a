#include "content/model/money.h"

#include <doctest/doctest.h>

#include "content/model/decimal.h"

using namespace villageboard;

TEST_CASE("an amount that isn't wholly one is not read") {
    for (const char* text :
         {"", "-", "abc", "1.234", "1.", ".5", "1,23", "1,2345", "12,34,567", "1 2", "1元", "￥1",
          "1.2.3", ",100", "1,,000", "100,", "90071992547409.93", "99999999999999999999999"})
        CHECK_MESSAGE(!parse_yuan(text), text);
}

TEST_CASE("amounts in yuan are read with sign, commas of both widths and up to two decimals") {
    CHECK(parse_yuan("0") == Fen{0});
    CHECK(parse_yuan("12,345.60") == Fen{1234560});
    CHECK(parse_yuan("12，345.6") == Fen{1234560});
    CHECK(parse_yuan("12345.6") == Fen{1234560});
    CHECK(parse_yuan("-12,345.60") == Fen{-1234560});
    CHECK(parse_yuan("+1.05") == Fen{105});
    CHECK(parse_yuan("90071992547409.92") == Fen{9007199254740992});
}

TEST_CASE("amounts are written with two decimals and a comma every three digits") {
    CHECK(format_yuan(Fen{0}) == "0.00");
    CHECK(format_yuan(Fen{5}) == "0.05");
    CHECK(format_yuan(Fen{-5}) == "-0.05");
    CHECK(format_yuan(Fen{99999}) == "999.99");
    CHECK(format_yuan(Fen{100000}) == "1,000.00");
    CHECK(format_yuan(Fen{-1234567890}) == "-12,345,678.90");
    for (const std::int64_t fen : {0L, 1L, -1L, 100L, 123456789L, -9007199254740992L})
        CHECK(parse_yuan(format_yuan(Fen{fen})) == Fen{fen});
}

TEST_CASE("a text that isn't wholly a capital amount is not read") {
    for (const char* text : {"", "元", "整", "壹", "壹元贰", "壹贰元", "拾佰元", "壹万壹万元",
                             "壹角贰角", "壹分贰角", "12元", "壹元整角", "万元"})
        CHECK_MESSAGE(!parse_capital_amount(text), text);
}

TEST_CASE("capital amounts are read") {
    CHECK(parse_capital_amount("壹万贰仟叁佰肆拾伍元陆角整") == Fen{1234560});
    CHECK(parse_capital_amount("壹万贰仟叁佰肆拾伍圆陆角柒分") == Fen{1234567});
    CHECK(parse_capital_amount("人民币壹拾万零叁佰元整") == Fen{10030000});
    CHECK(parse_capital_amount("拾元整") == Fen{1000});
    CHECK(parse_capital_amount("伍万元整") == Fen{5000000});
    CHECK(parse_capital_amount("贰佰零叁元零伍分") == Fen{20305});
    CHECK(parse_capital_amount("壹亿零叁万元正") == Fen{10003000000});
    CHECK(parse_capital_amount("零元伍角") == Fen{50});
    CHECK(parse_capital_amount("伍角") == Fen{50});
    CHECK(parse_capital_amount("三千二百元") == Fen{320000});
    CHECK(parse_capital_amount("零元整") == Fen{0});
    CHECK(parse_capital_amount("负壹佰元整") == Fen{-10000});
}

TEST_CASE("a text that isn't wholly a decimal number is not read") {
    for (const char* text : {"", "-", ".", "1.", ".5", "01", "+1", "1,000", "1e3", "-0", "-0.0",
                             "1.2345678", "9007199254740993", "1.2.3", " 1"})
        CHECK_MESSAGE(!parse_decimal(text), text);
}

TEST_CASE("decimals keep their digits as written") {
    for (const char* text :
         {"0", "0.5", "-0.5", "12.35", "12.350", "0.000001", "-9007199254740992"}) {
        REQUIRE(parse_decimal(text));
        CHECK(format_decimal(*parse_decimal(text)) == text);
    }
    CHECK(*parse_decimal("1.5") != *parse_decimal("1.50"));
    CHECK(compare(*parse_decimal("1.5"), *parse_decimal("1.50")) == 0);
    CHECK(compare(*parse_decimal("-1.5"), *parse_decimal("1.49")) < 0);
    CHECK(format_decimal(*add(*parse_decimal("87038.83"), *parse_decimal("10018.30"))) ==
          "97057.13");
}

TEST_CASE("quantity times standard is exact to the fen, halves away from zero") {
    // the totals of a real county table
    CHECK(times(*parse_decimal("97057.13"), Fen{11200}) == Fen{1087039856});
    CHECK(times(*parse_decimal("977505.33"), Fen{11200}) == Fen{10948059696});
    CHECK(times(*parse_decimal("11931.002"), Fen{13142}) == Fen{156797228});
    CHECK(times(*parse_decimal("0.5"), Fen{1}) == Fen{1});
    CHECK(times(*parse_decimal("-0.5"), Fen{1}) == Fen{-1});
    CHECK(times(*parse_decimal("0.4"), Fen{1}) == Fen{0});
    CHECK_FALSE(times(*parse_decimal("9007199254740992"), Fen{2}));
}
