/// Results of payments as a bookkeeping program or a bank writes them, one line a payment, as CSV.
/// The first row names the columns in the words of the official forms or in English; columns that
/// are not asked for (names, account numbers) are passed over and never kept. Pure; any thread.
///
/// | column | also called | what |
/// |---|---|---|
/// | 身份证号 | 身份证号码, 证件号码, id_number | 18 characters |
/// | 项目名称 | 补贴项目, 补贴名称, programme | as the person knows it |
/// | 发放期次 | 期次, 批次, period | may be empty |
/// | 金额 | 金额(元), 发放金额, amount | in yuan |
/// | 发放状态 | 状态, state | 已发放, 已到账, paid; 退回, 已退回, 发放失败, returned |
/// | 退回原因 | 原因, reason | of what came back: a word of content/state/own_payments.h, or the
///   bank's own words, of which the class is kept |
/// | 办理地点 | 去哪里办, where | of what came back: the window and its phone |
/// | 发放日期 | 日期, paid | 2026-11-27, 2026/11/27 or 20261127 |
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/model/money.h"
#include "content/model/time.h"
#include "content/state/own_payments.h"

namespace villageboard::county {

inline constexpr std::size_t kMostPaymentLines = 20'000;

/// What was paid or came back, as it lies in its box.
struct KeptPayment {
    std::string programme;
    std::string period;
    Fen amount;
    state::PaymentState state = state::PaymentState::paid;
    state::ReturnReason reason = state::ReturnReason::none;
    std::string where;
    Day day;
};

struct PaymentLine {
    std::string id_number;
    KeptPayment payment;
};

/// Throws Refusal(invalid) with the code "sheet" naming row (1 is the row of headings) and column
/// of the first fault. What a cell holds never stands in it.
std::vector<PaymentLine> read_payment_sheet(std::string_view csv);

}  // namespace villageboard::county
