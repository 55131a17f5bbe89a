/// 社会救助: who receives relief, line by line: name, group, persons, amount, nothing of health or
/// cause.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

enum class ReliefStage { first_review, confirmed, changed, ended };
enum class DayUnit { days, working_days };

struct ReliefTotals {
    int lines = 0;
    int persons = 0;
    Fen amount_fen;
    friend bool operator==(const ReliefTotals&, const ReliefTotals&) = default;
};
struct LastReliefTotals : ReliefTotals {
    std::string label;
    friend bool operator==(const LastReliefTotals&, const LastReliefTotals&) = default;
};

struct ReliefLine {
    std::optional<std::string> id;  ///< 8 random hex digits; never in a public body
    int seq = 0;
    std::string name;
    std::optional<int> same_name;
    std::string group;
    int persons = 0;
    std::optional<std::string> class_;  ///< "class" in the JSON
    Fen amount_fen;
    std::optional<std::string> reason_class;  ///< coarse: 支出型, 急难型
    friend bool operator==(const ReliefLine&, const ReliefLine&) = default;
};

struct ReliefGroup {
    std::string group;
    std::string name;
    int lines = 0;
    int persons = 0;
    Fen amount_fen;
    friend bool operator==(const ReliefGroup&, const ReliefGroup&) = default;
};

struct ReliefRoll : BodyCommon {
    std::string relief;  ///< "dibao", "tekun", "linshi", ...: an open list
    std::string relief_name;
    ReliefStage stage = ReliefStage::first_review;
    std::optional<int> notice_days;
    std::optional<DayUnit> notice_unit;
    std::optional<std::string> place_posted;
    std::string objection_phone;
    std::optional<std::string> effective_month;
    std::optional<std::string> result;
    ReliefTotals totals;
    std::optional<LastReliefTotals> last_totals;
    std::vector<ReliefLine> lines;  ///< empty where only figures are shown
    std::vector<ReliefGroup> groups;
    friend bool operator==(const ReliefRoll&, const ReliefRoll&) = default;
};

}  // namespace villageboard
