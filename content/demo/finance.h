/// The demo village's published books: what the ledger holds, as the reports of the catalogue.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/demo/item.h"
#include "content/demo/ledger.h"
#include "content/demo/tokens.h"

namespace villageboard::demo {

struct FinanceSources {
    std::string_view ledger_json;
    std::string_view voucher_svg;  ///< picture of a payment voucher, with @marks@ for its fields
};

struct FinanceItems {
    std::vector<DemoItem> items;
    std::vector<DemoPicture> pictures;  ///< vouchers of the larger payments
};

/// The reports of the last eight ended quarters and of the last two years whose accounts are
/// published by `clock.today`: sheets A and B every quarter, C and D every year, E to H of the
/// newest. Every amount follows from the ledger, so the sheets agree to the fen.
FinanceItems finance_items(const FinanceSources& sources, const Village& village,
                           const DemoClock& clock);

/// "壹万贰仟叁佰肆拾伍元陆角整": an amount as it stands on a voucher. For 0 to 99,999,999.99 yuan.
std::string capital_amount(Fen amount);

}  // namespace villageboard::demo
