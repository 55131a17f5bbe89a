#include "sync/county/payments/payments.h"

#include <doctest/doctest.h>

#include "sync/county/store/payment_rows.h"
#include "tests/sync/county/payment_support.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

std::string fault(CountyFixture& county, const std::string& csv) {
    const Json refusal = answered(hand_in(county, csv), 422);
    CHECK(refusal["code"] == "sheet");
    return refusal["error"];
}

std::uint64_t held(CountyFixture& county) { return PaymentRows(county.tools().repository).count(); }

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
}

}  // namespace

TEST_CASE("a batch of payments is kept whole, and the same batch again replaces it") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = nobodys_id("001");
        const Json kept = answered(hand_in(county, sheet_of(id)), 201);
        CHECK(kept["lines"] == 2);
        CHECK(kept["forget"] == "2027-12-25");
        CHECK(held(county) == 2);
        CHECK(answered(hand_in(county, sheet_of(id), "2026-12"), 201)["batch"] == "2026-12");
        CHECK(held(county) == 4);

        const std::string headings = sheet_of(id).substr(0, sheet_of(id).find('\n') + 1);
        CHECK(answered(hand_in(county, headings), 201)["lines"] == 0);
        CHECK(held(county) == 2);
        const Json rows = answered(call(county, accountant(), "GET",
                                        "/v1/payments/batches?area=" + std::string(kTown)))["rows"];
        REQUIRE(rows.size() == 2);
        CHECK(rows[0]["lines"] == 0);
        CHECK(rows[1]["lines"] == 2);
    });
}

TEST_CASE("English headings do as well, and a byte order mark") {
    CountyFixture county;
    const std::string csv =
        "\xEF\xBB\xBFid_number,programme,period,amount,state,reason,where,paid\n" +
        nobodys_id("002") + ",Grain,2026,12.00,returned,sleeping_card,Town hall,20261102\n";
    CHECK(answered(hand_in(county, csv), 201)["lines"] == 1);
}

TEST_CASE("a fault in a sheet names row and column, keeps nothing and repeats no cell") {
    CountyFixture county;
    const std::string good = sheet_of(nobodys_id("001"));
    const std::string id = nobodys_id("001");
    CHECK(fault(county, replaced(good, "身份证号,", "号,")) ==
          "Row 1, column '身份证号' is missing.");
    CHECK(fault(county, replaced(good, "姓名,", "金额,")) ==
          "Row 1, column '金额' is there twice.");
    const std::string wrong = fault(county, replaced(good, id, id.substr(0, 17) + "?"));
    CHECK(wrong.find("Row 2, column '身份证号'") == 0);
    CHECK(wrong.find(id.substr(0, 17)) == std::string::npos);
    CHECK(fault(county, replaced(good, "137.50", "137.505")).find("Row 2, column '金额'") == 0);
    CHECK(fault(county, replaced(good, "137.50", "0")).find("Row 2, column '金额'") == 0);
    CHECK(fault(county, replaced(good, "已发放,,", "不知道,,")).find("Row 2, column '发放状态'") ==
          0);
    CHECK(fault(county, replaced(good, "卡号错误", "")).find("Row 3, column '退回原因'") == 0);
    CHECK(fault(county, replaced(good, "杉坪镇财政所 0886-3620001", ""))
              .find("Row 3, column '办理地点'") == 0);
    CHECK(fault(county, replaced(good, "2026/11/02", "2026-13-02"))
              .find("Row 3, column '发放日期'") == 0);
    CHECK(fault(county, "") == "The sheet is empty.");
    CHECK(held(county) == 0);
}

TEST_CASE("only the accountant of that town hands in payments, only its window makes codes") {
    CountyFixture county;
    const std::string id = nobodys_id("001");
    for (const Actor& other :
         {window(), somebody("a", Post::accountant, kVillage),
          somebody("b", Post::county_admin, kCounty), somebody("c", Post::accountant, "539921103")})
        CHECK(hand_in(county, sheet_of(id), "x", other).status == 403);
    CHECK(hand_in(county, sheet_of(id), "x", somebody("d", Post::accountant, kVillage), kVillage)
              .status == 403);
    const std::string holder = Json{{"area", kTown}, {"name", kName}, {"id_number", id}}.dump();
    for (const Actor& other : {accountant(), somebody("e", Post::clerk, kVillage),
                               somebody("f", Post::town_reviewer, "539921103")})
        CHECK(call(county, other, "POST", "/v1/payments/codes", holder).status == 403);
    CHECK(hand_in(county, sheet_of(id), "no%20blanks").status == 422);
    const std::string nobody =
        Json{{"area", kTown}, {"name", kName}, {"id_number", id.substr(0, 17) + "?"}}.dump();
    CHECK(call(county, window(), "POST", "/v1/payments/codes", nobody).status == 422);
}

TEST_CASE("payments are forgotten on the day that was said, and so are codes that are over") {
    on_both_databases([](CountyFixture& county) {
        const std::string id = nobodys_id("001");
        answered(hand_in(county, sheet_of(id), "short", accountant(), kTown, "&keep_days=30"), 201);
        answered(hand_in(county, sheet_of(id)), 201);
        code_for(county, id);
        county.pass(std::chrono::hours(24 * 29));
        Payments(county.tools()).sweep();
        CHECK(held(county) == 4);
        county.pass(std::chrono::hours(24));
        Payments(county.tools()).sweep();
        CHECK(held(county) == 2);
        county.pass(std::chrono::hours(24 * 370));
        Payments(county.tools()).sweep();
        CHECK(held(county) == 0);
        Transaction transaction(county.tools().repository);
        CHECK(
            PaymentRows(county.tools().repository).batches(AreaRange(area_code(kCounty))).empty());
    });
}

TEST_CASE("no name, number, programme or sum of a payment lies open in the county's folder") {
    CountyFixture county;
    const std::string id = nobodys_id("001");
    answered(hand_in(county, sheet_of(id)), 201);
    const std::string code = code_for(county, id);
    CHECK(is_told(county, kName, id, code));
    for (const std::string& words :
         {id, std::string(kName), std::string("草原生态补助"), std::string("卡号错误"),
          std::string("148000"), std::string("1,480.00"), code})
        CHECK(hits(county.data(), words) == 0);
    CHECK(hits(county.data(), "payments.told") > 0);
}
