/// What is kept of a published item, from its entry and its body: digits, codes and days, never a
/// name. Pure; any thread.
///
/// Measures by kind (money in fen):
/// - finance: a_opening, a_income, a_expense, a_closing, a_turnover (income and expense), a_other
///   (lines named 其他), balanced and balanced_first (1 where sheet A closes, now and in the first
///   revision), b_turnover, b_lines, b_vouchers (lines with a receipt)
/// - subsidy_roll, relief_roll: lines, amount, paid, returned, pending, households or persons,
///   notice_days (length of the public notice in days), phone (1 where it says whom to ring)
/// - project: slots_known (of nine: present or not applicable)
/// - consultation: responses, adopted, partly, refused, unexplained (refusals without a reason),
///   final_day, result_day (days since 1970; when the result was first published)
/// - meeting: due, present, promised, kept (follow-ups in all and done)
#pragma once
#include <optional>

#include "content/model/body.h"
#include "sync/county/store/published_rows.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

/// The bit of a finance sheet "A" to "H" or "plan" in PublishedRow::sheets; 0 for another word.
std::uint32_t sheet_bit(std::string_view sheet);

/// What is known after this entry, given what was known before it. `body` is the fullest one that
/// there is, null where there is none; `received` is when this server took the entry.
PublishedRow fact_after(const std::optional<PublishedRow>& before, const feed::Envelope& envelope,
                        const Body* body, Instant received);

}  // namespace villageboard::county
