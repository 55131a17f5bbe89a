/// A roll as its screen shows it, the same for subsidies and relief: rule, stage, totals, lines,
/// groups. Made once from the body. Plain values.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "content/model/relief_roll.h"
#include "content/model/subsidy_roll.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

struct RollLine {
    std::string name;       ///< with ①② behind it where two people of a group have one name
    std::string bare_name;  ///< as searched
    std::string group;      ///< number
    std::string group_name;
    std::string quantity;  ///< `3.20 亩`, `2 人`; may be empty
    Fen amount;
    std::string how;  ///< `3.20 亩 × 105.50 元 ＝ 337.60 元`; may be empty
    std::string pay;  ///< paid, returned, pending; empty for relief
    std::string note;
};

struct RollGroup {
    std::string group;
    std::string name;
    std::string count;  ///< `42 笔`
    Fen amount;
};

struct RollFact {
    std::string label;
    std::string value;
};

struct RollData {
    std::string rule;
    std::string stage;
    bool notice_stage = false;  ///< objections are asked for in this stage
    bool searchable = false;    ///< never for relief
    Fen amount;
    std::vector<RollFact> facts;   ///< passbook label, office, quantity, ...
    std::vector<RollFact> totals;  ///< lines, households, paid, returned, pending
    std::vector<RollFact> last;    ///< of the period before
    std::string objection_phone;
    std::vector<RollLine> lines;  ///< empty: figures only
    std::vector<RollGroup> groups;
};

RollData roll_data(const Strings& strings, const SubsidyRoll& roll);
RollData roll_data(const Strings& strings, const ReliefRoll& roll);

}  // namespace villageboard::kiosk
