#include "sync/county/payments/payment_sheet.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "content/model/error.h"
#include "content/model/json_text.h"
#include "sync/county/api/csv.h"
#include "sync/county/payments/payment_keys.h"
#include "sync/county/people/refusal.h"

namespace villageboard::county {
namespace {

using state::PaymentState;
using state::ReturnReason;
using Words = std::vector<std::string_view>;

enum Column { id_number, programme, period, amount, status, reason, where, day };
constexpr std::size_t kColumns = 8;

/// The first name of each is the one that messages use.
const std::array<Words, kColumns> kHeadings{{
    {"身份证号", "身份证号码", "证件号码", "id_number"},
    {"项目名称", "补贴项目", "补贴名称", "programme"},
    {"发放期次", "期次", "批次", "period"},
    {"金额", "金额(元)", "金额（元）", "发放金额", "amount"},
    {"发放状态", "状态", "state"},
    {"退回原因", "原因", "reason"},
    {"办理地点", "去哪里办", "where"},
    {"发放日期", "日期", "paid"},
}};

const Words kPaid{"已发放", "已到账", "发放成功", "paid"};
const Words kReturned{"退回", "已退回", "发放失败", "returned"};

/// Parts of a bank's words, the more telling ones first.
const std::array<std::pair<ReturnReason, Words>, 4> kReasons{{
    {ReturnReason::closed_account, {"销户", "注销", "closed_account"}},
    {ReturnReason::other_name, {"户名", "姓名", "名字", "other_name"}},
    {ReturnReason::sleeping_card, {"激活", "睡眠", "长期不", "不动户", "sleeping_card"}},
    {ReturnReason::wrong_account, {"账号", "帐号", "卡号", "wrong_account"}},
}};

std::string_view trimmed(std::string_view cell) {
    const auto first = cell.find_first_not_of(" \t");
    if (first == cell.npos) return {};
    return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

[[noreturn]] void refuse(std::size_t row, std::string_view column, const std::string& fault) {
    throw Refusal(RefusalKind::invalid, "sheet",
                  "Row " + std::to_string(row) + ", column '" + std::string(column) + "' " + fault,
                  "/csv");
}

std::optional<Day> read_day(std::string_view cell) {
    std::string text(cell);
    std::ranges::replace(text, '/', '-');
    if (text.size() == 8 && text.find('-') == text.npos)
        text = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
    return parse_day(text);
}

ReturnReason read_reason(std::string_view words) {
    for (const auto& [reason, parts] : kReasons)
        if (std::ranges::any_of(parts, [&](auto part) { return words.find(part) != words.npos; }))
            return reason;
    return ReturnReason::other;
}

/// Where the columns stand; a row's cells by column.
class Sheet {
  public:
    explicit Sheet(const CsvRow& headings) {
        for (std::size_t at = 0; at < headings.size(); ++at)
            for (std::size_t column = 0; column < kColumns; ++column)
                if (std::ranges::count(kHeadings.at(column), trimmed(headings[at])) > 0)
                    place(column, at);
        for (std::size_t column = 0; column < kColumns; ++column)
            if (!places_.at(column)) refuse(1, name(column), "is missing.");
    }

    PaymentLine line(const CsvRow& cells, std::size_t row) const {
        PaymentLine line;
        line.id_number = id_in(cells, row);
        line.payment.programme = text_in(cells, row, programme);
        if (line.payment.programme.empty()) refuse(row, name(programme), "is empty.");
        line.payment.period = text_in(cells, row, period);
        line.payment.amount = amount_in(cells, row);
        line.payment.state = state_in(cells, row);
        const auto paid = read_day(cell(cells, row, day));
        if (!paid) refuse(row, name(day), "is no day such as 2026-11-27.");
        line.payment.day = *paid;
        if (line.payment.state == PaymentState::returned) add_return(line.payment, cells, row);
        return line;
    }

  private:
    static std::string_view name(std::size_t column) { return kHeadings.at(column).front(); }

    void place(std::size_t column, std::size_t at) {
        if (places_.at(column)) refuse(1, name(column), "is there twice.");
        places_.at(column) = at;
    }

    std::string_view cell(const CsvRow& cells, std::size_t row, std::size_t column) const {
        const std::size_t at = *places_.at(column);
        if (at >= cells.size()) refuse(row, name(column), "is missing.");
        return trimmed(cells[at]);
    }

    std::string text_in(const CsvRow& cells, std::size_t row, std::size_t column) const {
        const std::string_view text = cell(cells, row, column);
        if (text.size() > state::kMaxPaymentText)
            refuse(row, name(column),
                   "has more than " + std::to_string(state::kMaxPaymentText) + " bytes.");
        if (const std::string fault = text_fault(text); !fault.empty())
            refuse(row, name(column), fault + ".");
        return std::string(text);
    }

    std::string id_in(const CsvRow& cells, std::size_t row) const {
        std::string id(cell(cells, row, id_number));
        std::ranges::replace(id, 'x', 'X');
        if (!is_id_number(id))
            refuse(row, name(id_number), "is no ID number: 18 characters whose last one fits.");
        return id;
    }

    Fen amount_in(const CsvRow& cells, std::size_t row) const {
        const auto yuan = parse_yuan(cell(cells, row, amount));
        if (!yuan || yuan->value <= 0)
            refuse(row, name(amount), "is no amount in yuan above 0 with at most two decimals.");
        return *yuan;
    }

    PaymentState state_in(const CsvRow& cells, std::size_t row) const {
        const std::string_view word = cell(cells, row, status);
        if (std::ranges::count(kPaid, word) > 0) return PaymentState::paid;
        if (std::ranges::count(kReturned, word) > 0) return PaymentState::returned;
        refuse(row, name(status), "must be 已发放 or 退回.");
    }

    void add_return(KeptPayment& payment, const CsvRow& cells, std::size_t row) const {
        const std::string words = text_in(cells, row, reason);
        if (words.empty()) refuse(row, name(reason), "is empty, but the money came back.");
        payment.reason = read_reason(words);
        payment.where = text_in(cells, row, where);
        if (payment.where.empty()) refuse(row, name(where), "is empty, but the money came back.");
    }

    std::array<std::optional<std::size_t>, kColumns> places_{};
};

bool is_blank(const CsvRow& row) {
    return std::ranges::all_of(row, [](const std::string& cell) { return trimmed(cell).empty(); });
}

std::vector<CsvRow> rows_of(std::string_view csv) {
    try {
        return parse_csv(csv);
    } catch (const Error& error) {
        throw Refusal(RefusalKind::invalid, "sheet", error.what(), "/csv");
    }
}

}  // namespace

std::vector<PaymentLine> read_payment_sheet(std::string_view csv) {
    const std::vector<CsvRow> rows = rows_of(csv);
    if (rows.empty()) throw Refusal(RefusalKind::invalid, "sheet", "The sheet is empty.", "/csv");
    if (rows.size() > kMostPaymentLines + 1)
        throw Refusal(RefusalKind::invalid, "sheet",
                      "A batch has at most " + std::to_string(kMostPaymentLines) + " rows.",
                      "/csv");
    const Sheet sheet(rows.front());
    std::vector<PaymentLine> lines;
    for (std::size_t at = 1; at < rows.size(); ++at)
        if (!is_blank(rows[at])) lines.push_back(sheet.line(rows[at], at + 1));
    return lines;
}

}  // namespace villageboard::county
