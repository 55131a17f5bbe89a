/// A roll as its screen shows it, the same for subsidies and relief: rule, stage, totals, lines,
/// groups. Made once from the body. Plain values. What may not be seen in the hall is not in here:
/// how a single line was paid (whose card is wrong), free notes, classes, lines of minors.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/relief_roll.h"
#include "content/model/subsidy_roll.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

struct RollLine {
    std::string id;         ///< of the line in the published body; empty in a public one
    std::string name;       ///< with ①② behind it where two people of a group have one name
    std::string bare_name;  ///< as searched
    std::string group;      ///< number
    std::string group_name;
    std::string quantity;  ///< `3.20 亩`, `2 人`; may be empty
    Fen amount;
    std::string how;     ///< `3.20 亩 × 105.50 元 ＝ 337.60 元`; may be empty
    std::string reason;  ///< of relief: a coarse one, else the programme; never the household's own
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

/// This roll's total beside that of the period before.
struct RollComparison {
    std::string label;  ///< the period before
    std::string sentence;
    Fen before;
};

struct RollData {
    std::string programme;  ///< the four characters in the passbook; empty for relief
    std::string rule;
    std::string stage;
    bool notice_stage = false;  ///< objections are asked for in this stage
    bool searchable = false;    ///< never for relief and minors
    Fen amount;
    std::vector<RollFact> facts;   ///< passbook label, office, quantity, ...
    std::vector<RollFact> totals;  ///< lines, households, paid, returned, pending
    std::optional<RollComparison> last;
    std::string returned;  ///< a sentence: how many payments came back, what to do; may be empty
    std::string objection_phone;
    std::vector<RollLine> lines;  ///< empty: figures only
    std::vector<RollGroup> groups;
};

/// `catalogue` is the item's catalogue code: it tells, beside the name, what concerns minors.
RollData roll_data(const Strings& strings, const SubsidyRoll& roll,
                   std::string_view catalogue = {});
RollData roll_data(const Strings& strings, const ReliefRoll& roll);

}  // namespace villageboard::kiosk
