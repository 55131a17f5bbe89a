/// 补贴发放 (一卡通): who gets which subsidy, line by line. A village body holds full names; a
/// public one masked names or no lines at all (see content/catalogue/rendition.h).
#pragma once
#include "content/model/body_common.h"
#include "content/model/decimal.h"

namespace villageboard {

enum class SubsidyStage { notice, confirmed, paid };
enum class PayState { pending, paid, returned };

struct SubsidyBatch {
    std::string code;
    std::string office;
    std::string fund_source;
    Fen approved_total_fen;
    int households = 0;
    int lines = 0;
    friend bool operator==(const SubsidyBatch&, const SubsidyBatch&) = default;
};

struct SubsidyTotals {
    int lines = 0;
    int households = 0;
    std::optional<Decimal> quantity;
    std::optional<std::string> unit;
    Fen amount_fen;
    Fen paid_fen;
    Fen returned_fen;
    Fen pending_fen;
    friend bool operator==(const SubsidyTotals&, const SubsidyTotals&) = default;
};
struct LastSubsidyTotals : SubsidyTotals {
    std::string label;  ///< which period these are of
    friend bool operator==(const LastSubsidyTotals&, const LastSubsidyTotals&) = default;
};

struct SubsidyLine {
    std::optional<std::string> id;  ///< 8 random hex digits; never in a public body
    int seq = 0;
    std::string name;
    std::optional<int> same_name;  ///< 1, 2, ... among namesakes of one group
    std::string group;
    std::optional<Decimal> quantity;
    std::optional<std::string> unit;
    std::optional<Fen> standard_fen;
    Fen amount_fen;
    std::optional<Day> pay_date;
    PayState pay_state = PayState::pending;
    std::optional<std::string> note;
    friend bool operator==(const SubsidyLine&, const SubsidyLine&) = default;
};

/// `group` is the group's number, or the numbers of merged groups joined by "+".
struct SubsidyGroup {
    std::string group;
    std::string name;
    int lines = 0;
    Fen amount_fen;
    friend bool operator==(const SubsidyGroup&, const SubsidyGroup&) = default;
};

struct SubsidyRoll : BodyCommon {
    std::string programme;  ///< the four-character label in the passbook (四字简称)
    std::string programme_name;
    int year = 0;
    std::string period_no;
    SubsidyBatch batch;
    std::string rule;  ///< "每亩 105.50 元"
    std::optional<Standard> standard;
    SubsidyStage stage = SubsidyStage::notice;
    std::optional<int> notice_days;
    std::string objection_phone;
    std::optional<std::string> place_posted;
    SubsidyTotals totals;
    std::optional<LastSubsidyTotals> last_totals;
    std::vector<SubsidyLine> lines;  ///< empty where only figures are shown
    std::vector<SubsidyGroup> groups;
    friend bool operator==(const SubsidyRoll&, const SubsidyRoll&) = default;
};

}  // namespace villageboard
