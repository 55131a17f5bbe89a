/// Small helpers with which the families write findings about money and sums.
#pragma once
#include <string>
#include <vector>

#include "content/check/finding.h"
#include "content/check/number.h"
#include "content/model/money.h"

namespace villageboard::check {

Finding make_error(std::string rule, std::string place, std::string zh, std::string en);
Finding make_warning(std::string rule, std::string place, std::string zh, std::string en);
Finding make_information(std::string rule, std::string place, std::string zh, std::string en);

/// "1,234.50 元"
std::string yuan(Fen amount);

/// Adds an error of `rule` at `place` when the parts don't add up to `printed`, with the difference
/// and what would explain it. `zh` and `en` name what was added up: "收入合计", "total income".
void expect_sum(Findings& findings, const std::string& rule, const std::string& place,
                const std::vector<Fen>& parts, Fen printed, const std::string& zh,
                const std::string& en);

/// Adds an error when `found` isn't `expected`. `zh` and `en` name what `found` is.
void expect_equal(Findings& findings, const std::string& rule, const std::string& place,
                  Fen expected, Fen found, const std::string& zh, const std::string& en);

void append(Findings& all, Findings more);

}  // namespace villageboard::check
