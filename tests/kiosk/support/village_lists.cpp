#include <array>
#include <string>

#include "tests/kiosk/support/village.h"
#include "tests/kiosk/support/village_head.h"

namespace villageboard::kiosk_test {
namespace {

constexpr int kGroups = 6;
constexpr std::array<const char*, kGroups> kGroupNames{"大箐组", "河边组", "上寨组",
                                                       "下寨组", "麦地组", "岩脚组"};
constexpr std::array<const char*, 20> kFamilyNames{"李", "王", "单", "解", "仇", "曾", "覃",
                                                   "盖", "查", "区", "朴", "乐", "杨", "和",
                                                   "余", "张", "赵", "罗", "胡", "祝"};
constexpr std::array<const char*, 12> kGivenNames{"三妹", "建国", "秀英", "志强", "阿普", "美花",
                                                  "光明", "永福", "春兰", "德才", "文",   "丽"};

std::string person(int i) {
    return std::string(kFamilyNames[static_cast<std::size_t>(i) % kFamilyNames.size()]) +
           kGivenNames[static_cast<std::size_t>(i * 7 + i / 20) % kGivenNames.size()];
}

SheetA sheet_a(const SheetB& entries, Fen opening) {
    SheetA sheet;
    sheet.opening_fen = opening;
    sheet.income = {{"22", "出租及承包收入", {}}, {"25", "上级补助", {}}};
    sheet.expense = {{"31", "干部报酬", {}}, {"33", "水电费", {}}, {"35", "公益设施维修", {}}};
    for (const SheetBEntry& entry : entries.entries) {
        auto& side = entry.income_fen.value > 0 ? sheet.income : sheet.expense;
        for (SheetALine& line : side)
            if (line.code == entry.category)
                line.amount_fen += entry.income_fen + entry.expense_fen;
        sheet.income_total_fen += entry.income_fen;
        sheet.expense_total_fen += entry.expense_fen;
    }
    sheet.closing_fen = opening + sheet.income_total_fen - sheet.expense_total_fen;
    sheet.year_income_fen = sheet.income_total_fen + Fen{4200000};
    sheet.year_expense_fen = sheet.expense_total_fen + Fen{3100000};
    sheet.accounts = {
        {"银行存款", opening, sheet.income_total_fen, sheet.expense_total_fen, sheet.closing_fen}};
    return sheet;
}

SheetB sheet_b(int year, int quarter, int count, Fen opening, const std::string& voucher) {
    struct Line {
        const char* category;
        const char* label;
        const char* summary;
        bool income;
    };
    constexpr Line lines[] = {{"22", "出租及承包收入", "箐头林地承包费", true},
                              {"31", "干部报酬", "村组干部补助", false},
                              {"25", "上级补助", "运转经费补助", true},
                              {"33", "水电费", "村委会和活动室电费", false},
                              {"35", "公益设施维修", "河边组人饮水管维修材料", false},
                              {"33", "水电费", "路灯电费", false}};
    SheetB sheet;
    sheet.opening_fen = opening;
    Fen balance = opening;
    for (int i = 0; i < count; ++i) {
        const Line& line = lines[static_cast<std::size_t>(i) % std::size(lines)];
        SheetBEntry entry;
        entry.date = Day{std::chrono::year{year} / (quarter * 3 - 2 + i % 3) / (1 + i % 27)};
        entry.voucher_no = "记-" + std::to_string(100 + i);
        entry.summary = line.summary;
        entry.category = line.category;
        entry.label = line.label;
        const Fen amount{(line.income ? 1200000 : 86050) + i * 1375 + quarter * 10000};
        (line.income ? entry.income_fen : entry.expense_fen) = amount;
        balance += line.income ? amount : -amount;
        entry.balance_fen = balance;
        entry.party = line.income ? "县财政局" : "云岭供电所";
        entry.handler = "和志强";
        entry.approver = "杨永福";
        entry.supervised = true;
        entry.fund_source = "村集体";
        if (i == 4 && !voucher.empty()) entry.vouchers = {voucher};
        sheet.entries.push_back(std::move(entry));
    }
    sheet.closing_fen = balance;
    return sheet;
}

}  // namespace

Finance finance_report(int year, int quarter, int entries, const std::string& voucher) {
    Finance body;
    const std::string label =
        std::to_string(year) + "年第" +
        std::array{"一", "二", "三", "四"}[static_cast<std::size_t>(quarter - 1)] + "季度";
    common(body, label + "村集体收支公布表", label + "的账", "", "核桃箐村村民委员会");
    body.period = {PeriodType::quarter, Day{std::chrono::year{year} / (quarter * 3 - 2) / 1},
                   Day{std::chrono::year{year} / (quarter * 3) / 28}, label};
    const Fen opening{9876540 + (year * 4 + quarter - 8100) * 133700};
    body.sheet_b = sheet_b(year, quarter, entries, opening, voucher);
    body.sheet_a = sheet_a(*body.sheet_b, opening);
    body.summary = "这一季度，村里收进 " + format_yuan(body.sheet_a->income_total_fen) +
                   " 元，花掉 " + format_yuan(body.sheet_a->expense_total_fen) + " 元，还剩 " +
                   format_yuan(body.sheet_a->closing_fen) + " 元。";
    body.sheet_f = SheetF{{{"云岭核桃合作社", false, "仓库租金", Fen{1200000},
                            Day{std::chrono::year{year} / 1 / 15}}},
                          {},
                          Fen{1200000},
                          {}};
    body.sheet_g =
        SheetG{{{"河边组人饮水池", "衔接资金", Fen{32000000}, Fen{21000000}, Fen{11000000}, {}}}};
    body.signed_ = Signatures{"杨永福", "罗光明", "余秀英"};
    return body;
}

SubsidyRoll subsidy_roll(int lines) {
    SubsidyRoll body;
    common(body, "2026年耕地地力保护补贴发放公示", "种地补贴名单",
           "今年种地补贴每亩 105.50 元，打到社保卡上，名单请大家看看对不对。",
           "杉坪镇农业农村服务中心");
    body.programme = "耕地保护";
    body.programme_name = "耕地地力保护补贴";
    body.year = 2026;
    body.period_no = "2026-1";
    body.batch = {"B1", "云岭县农业农村局", "中央财政", {}, lines, lines};
    body.rule = "每亩 105.50 元";
    body.standard = Standard{Fen{10550}, "元", "亩"};
    body.objection_phone = "0886-5550456";
    body.place_posted = "村委会公开栏";
    for (int g = 0; g < kGroups; ++g)
        body.groups.push_back(
            {std::to_string(g + 1), kGroupNames[static_cast<std::size_t>(g)], 0, {}});
    std::int64_t hundredths = 0;
    for (int i = 0; i < lines; ++i) {
        SubsidyLine line;
        char id[9];
        std::snprintf(id, sizeof id, "%08x", 0x1000 + i * 7919);
        line.id = id;
        line.seq = i + 1;
        line.name = person(i);
        line.group = std::to_string(i % kGroups + 1);
        if (i == 0 || i == 240) line.same_name = i == 0 ? 1 : 2;
        const std::int64_t area = 120 + i * 37 % 900;
        line.quantity = Decimal{area, 2};
        line.unit = "亩";
        line.standard_fen = Fen{10550};
        line.amount_fen = *times(*line.quantity, *line.standard_fen);
        body.groups[static_cast<std::size_t>(i % kGroups)].lines += 1;
        body.groups[static_cast<std::size_t>(i % kGroups)].amount_fen += line.amount_fen;
        body.totals.amount_fen += line.amount_fen;
        hundredths += area;
        body.lines.push_back(std::move(line));
    }
    body.totals.lines = body.totals.households = lines;
    body.totals.quantity = Decimal{hundredths, 2};
    body.totals.unit = "亩";
    body.totals.pending_fen = body.batch.approved_total_fen = body.totals.amount_fen;
    return body;
}

ReliefRoll relief_roll(int lines) {
    ReliefRoll body;
    common(body, "2026年11月新增低保对象初审公示", "低保公示名单",
           "这几户准备纳入低保，大家有意见请在公示期里提。", "杉坪镇社会事务办");
    body.relief = "dibao";
    body.relief_name = "最低生活保障";
    body.objection_phone = "0886-5550789";
    body.place_posted = "村委会公开栏";
    body.effective_month = "2026年12月";
    for (int i = 0; i < lines; ++i) {
        ReliefLine line;
        char id[9];
        std::snprintf(id, sizeof id, "%08x", 0x9000 + i * 31);
        line.id = id;
        line.seq = i + 1;
        line.name = person(i * 3 + 1);
        line.group = std::to_string(i % kGroups + 1);
        line.persons = 1 + i % 5;
        line.amount_fen = Fen{35000 * (1 + i % 5)};
        body.totals.lines += 1;
        body.totals.persons += line.persons;
        body.totals.amount_fen += line.amount_fen;
        body.lines.push_back(std::move(line));
    }
    return body;
}

}  // namespace villageboard::kiosk_test
