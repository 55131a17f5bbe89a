#include "content/demo/finance.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/demo/sheets.h"
#include "content/model/error.h"

namespace villageboard::demo {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int kQuartersShown = 8;
constexpr int kQuartersOfAYear = 4;
constexpr std::size_t kVouchersEach = 3;
constexpr Fen kVoucherFrom{200'000};
constexpr const char* kVillage = "核桃箐村";
constexpr const char* kOfficeName = "核桃箐村股份经济合作社";
constexpr const char* kPhone = "0899-3621205";

enum class Recent { yes, no };

std::string replaced(std::string text, const std::string& mark, const std::string& with) {
    for (std::size_t at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
    return text;
}

std::string file_label(Quarter quarter) {
    return std::to_string(quarter.year) + "q" + std::to_string(quarter.number);
}

class Reports {
  public:
    Reports(const FinanceSources& sources, const Village& village, const DemoClock& clock)
        : sources_(sources),
          village_(village),
          clock_(clock),
          books_(keep_books(sources.ledger_json, village, last_ended_quarter(clock.today))) {}

    FinanceItems all() {
        const std::size_t count = books_.quarters.size();
        for (std::size_t i = count - kQuartersShown; i < count; ++i)
            quarter_reports(books_.quarters.at(i), static_cast<int>(count - i));
        // a year's accounts are shown from the members' meeting in March on
        const int last = year_of(clock_.today) - (month_of(clock_.today) < 4 ? 2 : 1);
        for (int year = last - 1; year <= last; ++year) year_reports(year);
        for (int year = last; year <= last + 1; ++year) add_plan(year);
        return std::move(out_);
    }

  private:
    /// `age` is 1 for the newest quarter.
    void quarter_reports(const QuarterBooks& quarter, int age) {
        add_books(quarter, age <= kQuartersOfAYear ? Recent::yes : Recent::no);
        if (age <= kQuartersOfAYear) add_wages(quarter);
        if (age <= 2) {
            add_debts(quarter);
            add_assets(quarter);
            add_projects(quarter);
        }
    }

    DemoItem begin(const std::string& name, const std::string& code, Day period_end,
                   Finance body) const {
        ItemDraft draft{*AreaCode::parse("539921102205")};
        draft.kind = Kind::finance;
        draft.catalogue = code;
        draft.formed = std::min(period_end + days{8}, clock_.today);
        draft.published = std::min(start_of(period_end + days{12}) + hours{9}, clock_.now);
        draft.office = "539921102205-CE";
        draft.reviewers = {"village_supervision", "town_reviewer"};
        body.office_name = kOfficeName;
        body.basis = {"collective-finance-2011"};
        const Officers& officers = village_.officers;
        body.contact = ContactCard{"村报账员", officers.accountant, kPhone, "工作日 9:00—17:00",
                                   "村委会一楼便民服务站"};
        body.signed_ = Signatures{officers.head, officers.supervision, officers.accountant};
        draft.body = std::move(body);
        return {name, std::move(draft)};
    }

    static Finance quarter_body(const QuarterBooks& quarter) {
        const Quarter period = quarter.quarter;
        Finance body;
        body.period = {PeriodType::quarter, period.from(), period.to(), period.label()};
        return body;
    }

    void add_books(const QuarterBooks& quarter, Recent recent) {
        const std::string label = quarter.quarter.label();
        Finance body = quarter_body(quarter);
        body.sheet_a = sheet_a(books_, quarter);
        body.sheet_b = sheet_b(books_, quarter, village_.officers);
        body.title = kVillage + label + "财务收支公布表";
        body.plain_title = label + "村里的账";
        const SheetA& sheet = *body.sheet_a;
        body.summary = "这一季度，村里收进 " + format_yuan(sheet.income_total_fen) + " 元，花掉 " +
                       format_yuan(sheet.expense_total_fen) + " 元，还剩 " +
                       format_yuan(sheet.closing_fen) + " 元。";
        body.languages["en"] = {
            "Village accounts, quarter " + std::to_string(quarter.quarter.number) + " of " +
                std::to_string(quarter.quarter.year),
            std::nullopt,
            "This quarter the village took in " + format_yuan(sheet.income_total_fen) +
                " yuan, spent " + format_yuan(sheet.expense_total_fen) + " yuan and has " +
                format_yuan(sheet.closing_fen) + " yuan left.",
            {}};
        std::vector<DraftAttachment> attachments;
        if (recent == Recent::yes) attachments = add_vouchers(quarter, *body.sheet_b);
        // payees' full names (F02) may stand for a year; older books stand under F01, which masks
        DemoItem item =
            begin("finance-" + file_label(quarter.quarter), recent == Recent::yes ? "F02" : "F01",
                  quarter.quarter.to(), std::move(body));
        item.draft.attachments = std::move(attachments);
        out_.items.push_back(std::move(item));
    }

    /// The largest payments to shops and companies; a voucher with a villager's name is not shown.
    std::vector<DraftAttachment> add_vouchers(const QuarterBooks& quarter, SheetB& sheet) {
        std::vector<SheetBEntry*> chosen;
        for (SheetBEntry& entry : sheet.entries)
            if (entry.expense_fen >= kVoucherFrom && !entry.party_is_person &&
                entry.category != "D05" && entry.category != "E02")
                chosen.push_back(&entry);
        std::stable_sort(chosen.begin(), chosen.end(), [](const auto* a, const auto* b) {
            return a->expense_fen > b->expense_fen;
        });
        chosen.resize(std::min(chosen.size(), kVouchersEach));
        std::vector<DraftAttachment> attachments;
        for (SheetBEntry* entry : chosen) {
            const std::string file = "voucher-" + file_label(quarter.quarter) + "-" +
                                     std::to_string(attachments.size() + 1) + ".png";
            entry->vouchers = {file};
            out_.pictures.push_back({"539921102205", file, voucher(*entry)});
            attachments.push_back(
                {file, "image/png", AttachmentRole::voucher, "zh-CN", Audience::public_});
        }
        return attachments;
    }

    std::string voucher(const SheetBEntry& entry) const {
        std::string svg{sources_.voucher_svg};
        svg = replaced(svg, "@no@", entry.voucher_no);
        svg = replaced(svg, "@date@", chinese_day(entry.date));
        svg = replaced(svg, "@payee@", *entry.party);
        svg = replaced(svg, "@reason@", entry.summary);
        svg = replaced(svg, "@amount@", format_yuan(entry.expense_fen));
        svg = replaced(svg, "@capital@", capital_amount(entry.expense_fen));
        svg = replaced(svg, "@fund@", entry.fund_source.value_or("村集体自有资金"));
        svg = replaced(svg, "@handler@", entry.handler.value_or(""));
        svg = replaced(svg, "@approver@", entry.approver.value_or(""));
        svg = replaced(svg, "@supervisor@", village_.officers.supervision);
        return replaced(svg, "@day@", format_day(entry.date));
    }

    void add_wages(const QuarterBooks& quarter) {
        const std::string label = quarter.quarter.label();
        Finance body = quarter_body(quarter);
        body.sheet_h = sheet_h(quarter, sources_.ledger_json);
        body.title = kVillage + label + "村组干部误工补贴公布表";
        body.plain_title = "干部拿了多少误工补贴";
        body.summary = label + "给 " + std::to_string(body.sheet_h->rows.size()) +
                       " 名村组干部发误工补贴 " + format_yuan(body.sheet_h->total_fen) +
                       " 元，按签到的天数算，一天 100 元。";
        out_.items.push_back(begin("wages-" + file_label(quarter.quarter), "F09",
                                   quarter.quarter.to(), std::move(body)));
    }

    void add_debts(const QuarterBooks& quarter) {
        const std::string label = quarter.quarter.label();
        Finance body = quarter_body(quarter);
        body.sheet_f = sheet_f(books_, quarter, village_, sources_.ledger_json);
        body.title = kVillage + label + "债权债务公布表";
        body.plain_title = "谁欠村里、村里欠谁";
        body.summary = "到" + chinese_day(quarter.quarter.to()) + "，别人欠村里 " +
                       format_yuan(body.sheet_f->owed_to_total_fen) + " 元，村里欠别人 " +
                       format_yuan(body.sheet_f->owed_by_total_fen) + " 元。";
        out_.items.push_back(begin("debts-" + file_label(quarter.quarter), "F07",
                                   quarter.quarter.to(), std::move(body)));
    }

    void add_assets(const QuarterBooks& quarter) {
        const std::string label = quarter.quarter.label();
        Finance body = quarter_body(quarter);
        body.sheet_e = sheet_e(books_, quarter, village_, sources_.ledger_json);
        Fen due;
        Fen received;
        int leased = 0;
        for (const SheetEAsset& asset : body.sheet_e->assets) {
            if (!asset.contract) continue;
            ++leased;
            due += asset.contract->rent_due_fen;
            received += asset.contract->rent_received_fen;
        }
        body.title = kVillage + label + "集体资产资源发包租赁公布表";
        body.plain_title = "集体的房和地租给谁";
        body.summary = "集体有 " + std::to_string(body.sheet_e->assets.size()) +
                       " 样资产资源，租出去 " + std::to_string(leased) + " 样；今年该收租金 " +
                       format_yuan(due) + " 元，已收 " + format_yuan(received) + " 元。";
        out_.items.push_back(begin("assets-" + file_label(quarter.quarter), "F08",
                                   quarter.quarter.to(), std::move(body)));
    }

    void add_projects(const QuarterBooks& quarter) {
        const std::string label = quarter.quarter.label();
        Finance body = quarter_body(quarter);
        body.sheet_g = sheet_g(books_, quarter, sources_.ledger_json);
        Fen left;
        for (const SheetGProject& project : body.sheet_g->projects) left += project.left_fen;
        body.title = kVillage + label + "一事一议和专项资金公布表";
        body.plain_title = "大家凑钱办的事";
        body.summary = "路灯和清沟渠两件事的钱单独记账，从2022年算起，到" +
                       chinese_day(quarter.quarter.to()) + "还剩 " + format_yuan(left) +
                       " 元，留着换电池和修沟。";
        out_.items.push_back(begin("projects-money-" + file_label(quarter.quarter), "F10",
                                   quarter.quarter.to(), std::move(body)));
    }

    static Finance year_body(int year) {
        Finance body;
        body.period = {PeriodType::year, day_of(year, 1, 1), day_of(year, 12, 31),
                       std::to_string(year) + "年"};
        return body;
    }

    void year_reports(int year) {
        const std::string label = std::to_string(year) + "年";
        Finance result = year_body(year);
        result.sheet_c = sheet_c(books_, year);
        result.title = kVillage + label + "收益及收益分配表";
        result.plain_title = label + "赚了多少怎么分";
        const Fen each{result.sheet_c->distributed_fen.value /
                       static_cast<std::int64_t>(village_.households.size())};
        result.summary = label + "集体赚了 " + format_yuan(result.sheet_c->profit_fen) +
                         " 元，拿出 " + format_yuan(result.sheet_c->distributed_fen) +
                         " 元分红，每户 " + format_yuan(each) + " 元。";
        Finance position = year_body(year);
        position.sheet_d = sheet_d(books_, year, sources_.ledger_json);
        position.title = kVillage + label + "资产负债表";
        position.plain_title = "村集体的家底";
        position.summary = "到" + label + "底，集体的东西和存款一共值 " +
                           format_yuan(position.sheet_d->assets_total_fen) + " 元，欠 " +
                           format_yuan(position.sheet_d->liabilities_total_fen) + " 元。";
        add_year("profit-" + std::to_string(year), "F04", year, std::move(result));
        add_year("position-" + std::to_string(year), "F06", year, std::move(position));
    }

    void add_year(const std::string& name, const std::string& code, int year, Finance body) {
        DemoItem item = begin(name, code, day_of(year, 12, 31), std::move(body));
        item.draft.formed = day_of(year + 1, 3, 6);
        item.draft.published = start_of(day_of(year + 1, 3, 10)) + hours{9};
        out_.items.push_back(std::move(item));
    }

    void add_plan(int year) {
        const nlohmann::json plan = nlohmann::json::parse(sources_.ledger_json).at("plan");
        Finance body = year_body(year);
        body.plan =
            FinancePlan{plan_lines(plan.at("income"), year), plan_lines(plan.at("expense"), year)};
        body.title = kVillage + body.period.label + "财务收支计划";
        body.plain_title = "今年打算怎么花";
        body.summary = body.period.label + "打算收进 " + format_yuan(sum(body.plan->income)) +
                       " 元，花 " + format_yuan(sum(body.plan->expense)) +
                       " 元；清沟渠和装路灯的钱专款专用。";
        DemoItem item =
            begin("plan-" + std::to_string(year), "F03", day_of(year, 1, 12), std::move(body));
        item.draft.formed = day_of(year, 1, 12);
        item.draft.published = start_of(day_of(year, 1, 15)) + hours{9};
        if (*item.draft.published <= clock_.now) out_.items.push_back(std::move(item));
    }

    static std::vector<PlanLine> plan_lines(const nlohmann::json& rows, int year) {
        std::vector<PlanLine> lines;
        for (const auto& row : rows) lines.push_back({row.at("label"), plan_amount(row, year)});
        return lines;
    }

    static Fen plan_amount(const nlohmann::json& row, int year) {
        const Fen base = parse_yuan(row.at("base").get<std::string>()).value();
        const Fen grows = parse_yuan(row.value("grows", "0.00")).value();
        return {base.value + grows.value * (year - row.value("since", year))};
    }

    static Fen sum(const std::vector<PlanLine>& lines) {
        Fen total;
        for (const PlanLine& line : lines) total += line.amount_fen;
        return total;
    }

    const FinanceSources& sources_;
    const Village& village_;
    const DemoClock& clock_;
    Books books_;
    FinanceItems out_;
};

}  // namespace

FinanceItems finance_items(const FinanceSources& sources, const Village& village,
                           const DemoClock& clock) {
    return Reports{sources, village, clock}.all();
}

}  // namespace villageboard::demo
