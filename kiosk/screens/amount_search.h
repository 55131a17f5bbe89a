/// "I got 137.50 yuan in June: what was it?" Which programmes paid exactly this amount here, as
/// numbers of lines, never as persons. Reads subsidy rolls only: relief is never matched by amount,
/// nor is a programme for children and pupils. Pure.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/programmes.h"

namespace villageboard::kiosk {

/// One programme that paid the amount in one month.
struct AmountHit {
    std::string label;  ///< the four characters
    std::string name;
    std::string item_id;  ///< the batch; of a sum, its newest
    std::chrono::year_month month;
    int lines = 0;   ///< lines of exactly this amount
    int summed = 0;  ///< receivers whose lines of this programme add up to it in that month
};

struct AmountAnswer {
    std::vector<AmountHit> hits;  ///< newest month first
    /// Programmes paid here whose rolls hold no lines: they can't be told by an amount.
    std::vector<std::string> figures_only;
};

/// Every line of a roll that was paid counts, whether or not its own payment came back: an answer
/// that left those out would tell whose card is wrong. The month is the line's day of payment, else
/// the batch's. Without `month` every month counts. Sums are made only where names are whole: two
/// masked names (李**) may be two persons.
AmountAnswer find_amount(const std::vector<Programme>& programmes, Fen amount,
                         std::optional<std::chrono::year_month> month);

/// The amount as typed on a pad of figures, after one more key ('0'..'9', '.'): at most seven
/// figures before the point and two behind it; a key that makes no amount changes nothing.
std::string with_key(std::string typed, char key);

}  // namespace villageboard::kiosk
