#include <doctest/doctest.h>

#include "content/check/families.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

constexpr Fen kThousand{100'000};

const Finding* find(const Findings& findings, const std::string& rule,
                    const std::string& place = {}) {
    for (const Finding& finding : findings)
        if (finding.rule == rule && (place.empty() || finding.place == place)) return &finding;
    return nullptr;
}

Notice document(std::vector<Block> blocks) {
    Notice notice;
    notice.title = "表";
    notice.summary = "一张表。";
    notice.blocks = std::move(blocks);
    return notice;
}

Findings table_findings(std::vector<std::string> header,
                        std::vector<std::vector<std::string>> rows) {
    return check_tables(document({TableBlock{std::move(header), std::move(rows), {}}}), "/body");
}

Findings sentence_findings(const std::string& text) {
    return check_sentences(document({Paragraph{text}}), "/body");
}

/// A roll of three lines, 105.50 yuan a mu, that balances in every way.
SubsidyRoll roll() {
    SubsidyRoll roll;
    roll.title = "耕地补贴发放名单";
    roll.summary = "共 3 户领到补贴。";
    roll.standard = Standard{Fen{10550}, "元", "亩"};
    roll.stage = SubsidyStage::paid;
    const auto add = [&](int seq, const char* group, const char* quantity, Fen amount,
                         PayState state) {
        SubsidyLine line;
        line.seq = seq;
        line.name = "张三";
        line.group = group;
        line.quantity = parse_decimal(quantity);
        line.amount_fen = amount;
        line.pay_state = state;
        roll.lines.push_back(line);
    };
    add(1, "1", "2.35", Fen{24793}, PayState::paid);
    add(2, "1", "1.2", Fen{12660}, PayState::paid);
    add(3, "2", "3", Fen{31650}, PayState::returned);
    roll.groups = {{"1", "大箐组", 2, Fen{37453}}, {"2", "河边组", 1, Fen{31650}}};
    roll.totals.lines = 3;
    roll.totals.households = 3;
    roll.totals.quantity = parse_decimal("6.55");
    roll.totals.amount_fen = Fen{69103};
    roll.totals.paid_fen = Fen{37453};
    roll.totals.returned_fen = Fen{31650};
    roll.batch = {"B1", "农业农村局", "省级", Fen{69103}, 3, 3};
    return roll;
}

ReliefRoll relief() {
    ReliefRoll roll;
    roll.title = "低保名单";
    roll.summary = "本月有 2 户 5 人。";
    for (int i = 1; i <= 2; ++i) {
        ReliefLine line;
        line.seq = i;
        line.name = "张三";
        line.group = "1";
        line.persons = i + 1;
        line.amount_fen = Fen{50'050 * i};
        roll.lines.push_back(line);
    }
    roll.totals = {2, 5, Fen{150'150}};
    return roll;
}

/// Sheet A with the test vector of the books: 180 in, 125 out, in ten thousand yuan.
Finance report() {
    Finance report;
    report.title = "村级财务";
    report.period = {PeriodType::quarter, *parse_day("2026-01-01"), *parse_day("2026-03-31"),
                     "一季度"};
    const auto wan = [](int value) { return Fen{value * 1'000'000LL}; };
    SheetA a;
    a.opening_fen = wan(10);
    a.income = {{"I1", "经营收入", wan(68)},
                {"I2", "发包收入", wan(35)},
                {"I3", "投资收益", wan(5)},
                {"I4", "补助收入", wan(30)},
                {"I5", "捐赠收入", wan(42)}};
    a.income_total_fen = wan(180);
    a.expense = {
        {"E1", "经营支出", wan(45)}, {"E2", "管理费用", wan(35)}, {"E3", "公益支出", wan(45)}};
    a.expense_total_fen = wan(125);
    a.closing_fen = wan(65);
    a.year_income_fen = wan(180);
    a.year_expense_fen = wan(125);
    a.accounts = {{"银行存款", wan(9), wan(180), wan(124), wan(65)},
                  {"现金", wan(1), wan(0), wan(1), wan(0)}};
    report.sheet_a = a;
    report.sheet_c =
        SheetC{{}, wan(180), wan(125), wan(55), wan(15), wan(70), wan(14), wan(20), wan(36)};
    return report;
}

}  // namespace

TEST_CASE("VA1: a printed total that is off names the difference and what explains it") {
    const auto findings = table_findings(
        {"组", "金额（元）"},
        {{"大箐组", "100.50"}, {"河边组", "213.50"}, {"上寨组", "77.00"}, {"合计", "319.00"}});
    const Finding* finding = find(findings, "VA1", "/body/blocks/0:4:2");
    REQUIRE(finding);
    CHECK(finding->severity == check::Severity::error);
    CHECK(finding->message_zh.find("差 -72.00") != std::string::npos);
    CHECK(finding->message_zh.find("颠倒") != std::string::npos);
}

TEST_CASE("VA1: a total that holds passes, above its rows or below, with commas") {
    CHECK(table_findings({"组", "金额"}, {{"甲", "1,000.5"}, {"乙", "2"}, {"合计", "1,002.50"}})
              .empty());
    CHECK(table_findings({"组", "金额"}, {{"合计", "3"}, {"甲", "1"}, {"乙", "2"}}).empty());
    CHECK(find(table_findings({"组", "金额"}, {{"合计", "4"}, {"甲", "1"}, {"乙", "2"}}), "VA1"));
    CHECK(table_findings({"序号", "年份", "金额"},
                         {{"1", "2024", "5"}, {"2", "2025", "6"}, {"合计", "", "11"}})
              .empty());
}

TEST_CASE("VA3: subtotals cover their rows, the total all rows") {
    const std::vector<std::vector<std::string>> rows{{"甲", "1"},   {"乙", "2"}, {"小计", "3"},
                                                     {"丙", "4"},   {"丁", "5"}, {"小计", "9"},
                                                     {"合计", "12"}};
    CHECK(table_findings({"组", "金额"}, rows).empty());
    auto wrong = rows;
    wrong[2][1] = "4";
    const auto findings = table_findings({"组", "金额"}, wrong);
    CHECK(find(findings, "VA3", "/body/blocks/0:3:2"));
    CHECK_FALSE(find(findings, "VA1"));
}

TEST_CASE("VA2 and VA3: the table of 南昌县 2022 passes") {
    const std::vector<std::string> header{"乡镇",
                                          "面积·小计（亩）",
                                          "面积·确权（亩）",
                                          "面积·二轮承包（亩）",
                                          "补贴标准（元/亩）",
                                          "补贴资金（元）",
                                          "上年面积（亩）",
                                          "增减（+/−）"};
    const std::vector<std::string> row{"某镇", "97,057.13",     "87,038.83", "10,018.30",
                                       "112",  "10,870,398.56", "97,268.17", "−211.04"};
    CHECK(table_findings(header, {row}).empty());
    auto off = row;
    off[5] = "10,870,398.65";
    CHECK(find(table_findings(header, {off}), "VA2", "/body/blocks/0:1:6"));
    off = row;
    off[3] = "10,018.20";
    CHECK(find(table_findings(header, {off}), "VA3", "/body/blocks/0:1:2"));
    off = row;
    off[7] = "211.04";
    CHECK(find(table_findings(header, {off}), "VA3", "/body/blocks/0:1:8"));
}

TEST_CASE("VA2: the total of 南昌县 is exact to the fen") {
    CHECK(sentence_findings("全县977505.33亩，每亩112元，共109480596.96元。").empty());
    CHECK(find(sentence_findings("全县977505.33亩，每亩112元，共109480596.97元。"), "VA2"));
}

TEST_CASE(
    "VA2: 洛阳老城 2023 passes at its printed rounding, the sentence of 2021 is off by 0.12 万") {
    CHECK(sentence_findings("补贴面积11,931.002亩，补贴标准131.42元/亩，补贴资金156.8万元。")
              .empty());
    const auto findings =
        sentence_findings("补贴面积160118.88亩，补贴标准91.07元/亩，补贴资金1458.32万元。");
    const Finding* finding = find(findings, "VA2");
    REQUIRE(finding);
    CHECK(finding->severity == check::Severity::warning);
    CHECK(finding->message_zh.find("1458.20") != std::string::npos);
    CHECK(finding->message_zh.find("差 0.12 万元") != std::string::npos);
}

TEST_CASE("VA2: a sentence that names two areas says several things and is left alone") {
    CHECK(sentence_findings("水田10亩、旱地20亩，每亩5元，共100元。").empty());
}

TEST_CASE("VA5: capital amounts against digits") {
    CHECK(sentence_findings("合计12,345.60元（大写：壹万贰仟叁佰肆拾伍元陆角整）。").empty());
    CHECK(find(sentence_findings("合计12,354.60元（大写：壹万贰仟叁佰肆拾伍元陆角整）。"), "VA5"));
    CHECK(find(table_findings({"甲"}, {}), "VA5") == nullptr);
    const auto cells = check_sentences(
        document({TableBlock{{"序号", "金额", "大写"},
                             {{"3", "500.00", "伍佰元整"}, {"4", "600", "伍佰元整"}},
                             {}}}),
        "/body");
    CHECK_FALSE(find(cells, "VA5", "/body/blocks/0:1:3"));
    CHECK(find(cells, "VA5", "/body/blocks/0:2:3"));
}

TEST_CASE("a roll that balances has no finding") {
    for (const Finding& finding : check_subsidy_sums(roll(), "/body"))
        FAIL_CHECK(finding.rule << " " << finding.place << " " << finding.message_zh);
}

TEST_CASE("VA1 and VA8: the lines of a roll against its totals") {
    SubsidyRoll wrong = roll();
    wrong.lines.pop_back();
    const auto findings = check_subsidy_sums(wrong, "/body");
    CHECK(find(findings, "VA1", "/body/totals/amount_fen"));
    CHECK(find(findings, "VA1", "/body/totals/quantity"));
    CHECK(find(findings, "VA8", "/body/totals/lines"));
    CHECK(find(findings, "VA8", "/body/totals/returned_fen"));
}

TEST_CASE("VA2: a line off by a fen blocks, half a fen of rounding passes, a total warns") {
    SubsidyRoll wrong = roll();
    wrong.lines[0].amount_fen = Fen{24792};
    CHECK_FALSE(find(check_subsidy_sums(wrong, "/body"), "VA2", "/body/lines/0/amount_fen"));
    wrong.lines[0].amount_fen = Fen{24794};
    const Finding* finding =
        find(check_subsidy_sums(wrong, "/body"), "VA2", "/body/lines/0/amount_fen");
    CHECK(finding != nullptr);
    wrong = roll();
    wrong.totals.quantity = parse_decimal("6.65");
    const auto findings = check_subsidy_sums(wrong, "/body");
    REQUIRE(find(findings, "VA2", "/body/totals/amount_fen"));
    CHECK(find(findings, "VA2", "/body/totals/amount_fen")->severity == check::Severity::warning);
}

TEST_CASE("VA3: groups against the roll and against their lines") {
    SubsidyRoll wrong = roll();
    wrong.groups[0].amount_fen = Fen{37543};
    const auto findings = check_subsidy_sums(wrong, "/body");
    CHECK(find(findings, "VA3", "/body/groups"));
    CHECK(find(findings, "VA3", "/body/groups/0/amount_fen"));
}

TEST_CASE("VA7: zero, negative, far above the median, thousands everywhere") {
    ReliefRoll odd = relief();
    odd.lines[0].amount_fen = Fen{};
    odd.lines[1].amount_fen = Fen{-100};
    const auto findings = check_relief_sums(odd, "/body");
    CHECK(find(findings, "VA7", "/body/lines/0/amount_fen"));
    CHECK(find(findings, "VA7", "/body/lines/1/amount_fen"));

    ReliefRoll many = relief();
    many.lines.assign(5, many.lines[0]);
    for (auto& line : many.lines) line.amount_fen = kThousand;
    CHECK(find(check_relief_sums(many, "/body"), "VA7", "/body/lines"));
    many.lines[4].amount_fen = Fen{kThousand.value * 5};
    CHECK_FALSE(find(check_relief_sums(many, "/body"), "VA7", "/body/lines/4/amount_fen"));
    many.lines[4].amount_fen = Fen{kThousand.value * 5 + 1};
    const auto high = check_relief_sums(many, "/body");
    CHECK(find(high, "VA7", "/body/lines/4/amount_fen"));
    CHECK_FALSE(find(high, "VA7", "/body/lines"));
}

TEST_CASE("VA8: the batch, the states of payment and the words of the text") {
    SubsidyRoll wrong = roll();
    wrong.batch.approved_total_fen = Fen{69104};
    CHECK(find(check_subsidy_sums(wrong, "/body"), "VA8", "/body/totals/amount_fen"));
    wrong = roll();
    wrong.totals.pending_fen = Fen{1};
    CHECK(find(check_subsidy_sums(wrong, "/body"), "VA8", "/body/totals"));
    wrong = roll();
    wrong.summary = "共 53 名村民领到补贴。";
    CHECK(find(check_subsidy_sums(wrong, "/body"), "VA8", "/body/summary"));
    wrong.summary = "共五十三户领到补贴。";
    CHECK(find(check_subsidy_sums(wrong, "/body"), "VA8", "/body/summary"));
    wrong.summary = "共三户领到补贴，共 2 个村民小组。";
    CHECK_FALSE(find(check_subsidy_sums(wrong, "/body"), "VA8", "/body/summary"));
    ReliefRoll five = relief();
    five.summary = "共 5 人。";
    CHECK(check_relief_sums(five, "/body").empty());
    five.summary = "共 6 人。";
    CHECK(find(check_relief_sums(five, "/body"), "VA8"));
}

TEST_CASE("VA4: the test vector of the books balances") {
    for (const Finding& finding : check_finance_sums(report(), nullptr, "/body"))
        FAIL_CHECK(finding.rule << " " << finding.place << " " << finding.message_zh);
}

TEST_CASE("VA4: each identity fires where it is broken") {
    const auto fires = [](const std::string& place, auto&& change) {
        Finance wrong = report();
        change(wrong);
        const auto findings = check_finance_sums(wrong, nullptr, "/body");
        INFO(place);
        CHECK(find(findings, "VA4", place));
    };
    fires("/body/sheet_a/closing_fen", [](Finance& f) { f.sheet_a->closing_fen += Fen{1}; });
    fires("/body/sheet_a/income_total_fen",
          [](Finance& f) { f.sheet_a->income[2].amount_fen += Fen{9}; });
    fires("/body/sheet_a/expense_total_fen", [](Finance& f) { f.sheet_a->expense.pop_back(); });
    fires("/body/sheet_a/accounts/1/closing_fen",
          [](Finance& f) { f.sheet_a->accounts[1].closing_fen += Fen{1}; });
    fires("/body/sheet_a/year_income_fen",
          [](Finance& f) { f.sheet_a->year_income_fen += Fen{1}; });
    fires("/body/sheet_c/profit_fen", [](Finance& f) { f.sheet_c->profit_fen += Fen{1}; });
    fires("/body/sheet_c/distributable_fen",
          [](Finance& f) { f.sheet_c->opening_undistributed_fen += Fen{1}; });
    fires("/body/sheet_c/closing_undistributed_fen",
          [](Finance& f) { f.sheet_c->withdrawn_fen += Fen{1}; });
    fires("/body/sheet_d/assets_total_fen", [](Finance& f) {
        f.sheet_d = SheetD{{{"现金", Fen{5}, Fen{7}}},   Fen{7}, {{"借款", Fen{2}, Fen{3}}}, Fen{3},
                           {{"公积金", Fen{3}, Fen{3}}}, Fen{3}};
    });
    fires("/body/sheet_f/owed_to_total_fen", [](Finance& f) {
        f.sheet_f = SheetF{
            {{"某公司", false, "租金", Fen{5}, *parse_day("2025-01-01")}}, {}, Fen{6}, Fen{}};
    });
    fires("/body/sheet_g/projects/0/left_fen", [](Finance& f) {
        f.sheet_g = SheetG{{{"修路", "衔接资金", Fen{5}, Fen{8}, Fen{-3}, std::nullopt}}};
    });
    fires("/body/sheet_h/total_fen", [](Finance& f) {
        f.sheet_h = SheetH{{{"李某", "主任", std::nullopt, "每月", Fen{5}, std::nullopt}}, Fen{6}};
    });
}

TEST_CASE("VA4: opening and year to date follow the last report of the same year") {
    Finance last = report();
    Finance next = report();
    next.period.from = *parse_day("2026-04-01");
    next.period.to = *parse_day("2026-06-30");
    const auto findings = check_finance_sums(next, &last, "/body");
    CHECK(find(findings, "VA4", "/body/sheet_a/opening_fen"));
    CHECK(find(findings, "VA4", "/body/sheet_a/accounts/0/opening_fen"));
    CHECK(find(findings, "VA4", "/body/sheet_a/year_income_fen"));
    SheetA& a = *next.sheet_a;
    const Fen step = last.sheet_a->closing_fen - a.opening_fen;
    a.opening_fen += step;
    a.closing_fen += step;
    a.accounts[0].opening_fen = last.sheet_a->accounts[0].closing_fen;
    a.accounts[0].closing_fen =
        a.accounts[0].opening_fen + a.accounts[0].income_fen - a.accounts[0].expense_fen;
    a.accounts[1] = {"现金", Fen{}, Fen{1'000'000}, Fen{1'000'000}, Fen{}};
    a.accounts[0].income_fen = Fen{179'000'000};
    a.accounts[0].closing_fen =
        a.accounts[0].opening_fen + a.accounts[0].income_fen - a.accounts[0].expense_fen;
    a.closing_fen = a.accounts[0].closing_fen;
    a.year_income_fen = Fen{360'000'000};
    a.year_expense_fen = Fen{250'000'000};
    a.expense_total_fen = Fen{125'000'000};
    const auto good = check_finance_sums(next, &last, "/body");
    for (const Finding& finding : good) INFO(finding.place << " " << finding.message_zh);
    CHECK(good.empty());
}

TEST_CASE("VA4: running balance, categories against entries, entries without a line") {
    Finance report_b = report();
    report_b.sheet_a.reset();
    SheetB b;
    b.opening_fen = Fen{100};
    b.entries.resize(2);
    b.entries[0].category = "I1";
    b.entries[0].income_fen = Fen{50};
    b.entries[0].balance_fen = Fen{150};
    b.entries[1].category = "E1";
    b.entries[1].expense_fen = Fen{30};
    b.entries[1].balance_fen = Fen{120};
    b.closing_fen = Fen{120};
    report_b.sheet_b = b;
    CHECK(check_finance_sums(report_b, nullptr, "/body").empty());
    report_b.sheet_b->entries[0].balance_fen = Fen{151};
    CHECK(find(check_finance_sums(report_b, nullptr, "/body"), "VA4",
               "/body/sheet_b/entries/0/balance_fen"));
    report_b.sheet_b->entries[0].balance_fen = Fen{150};

    SheetA a;
    a.opening_fen = Fen{100};
    a.income = {{"I1", "经营收入", Fen{50}}};
    a.income_total_fen = Fen{50};
    a.expense = {{"E1", "经营支出", Fen{30}}};
    a.expense_total_fen = Fen{30};
    a.closing_fen = Fen{120};
    a.year_income_fen = Fen{50};
    a.year_expense_fen = Fen{30};
    report_b.sheet_a = a;
    CHECK(check_finance_sums(report_b, nullptr, "/body").empty());
    report_b.sheet_b->entries[1].category = "E2";
    const auto findings = check_finance_sums(report_b, nullptr, "/body");
    CHECK(find(findings, "VA4", "/body/sheet_a/expense/0/amount_fen"));
    CHECK(find(findings, "VA4", "/body/sheet_a/expense"));
}

TEST_CASE("VA6: other is over a tenth of the total") {
    Finance hidden = report();
    hidden.sheet_a->income[4].label = "其他收入";
    CHECK(find(check_finance_sums(hidden, nullptr, "/body"), "VA6",
               "/body/sheet_a/income/4/amount_fen"));
    hidden.sheet_a->income[4].label = "捐赠收入";
    hidden.sheet_a->income[2].label = "其他收入";
    CHECK_FALSE(find(check_finance_sums(hidden, nullptr, "/body"), "VA6"));
}
