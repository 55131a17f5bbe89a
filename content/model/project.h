/// 项目: a public work with the nine classes of information that the rules ask for.
#pragma once
#include "content/model/body_common.h"

namespace villageboard {

/// 批准服务, 批准结果, 招标投标, 征收土地, 重大设计变更, 施工, 质量安全监督, 竣工, 项目监管.
enum class ProjectSlotName {
    approval_service,
    approval_result,
    tender,
    land,
    design_change,
    construction,
    quality,
    completion,
    supervision,
};
inline constexpr std::size_t kProjectSlots = 9;

enum class SlotState { present, missing, not_applicable };

struct Funding {
    std::string source;
    Fen amount_fen;
    friend bool operator==(const Funding&, const Funding&) = default;
};
struct ProgressEntry {
    Day date;
    std::string text;
    friend bool operator==(const ProgressEntry&, const ProgressEntry&) = default;
};
struct ProjectSlot {
    ProjectSlotName slot = ProjectSlotName::approval_service;
    SlotState state = SlotState::missing;
    std::optional<std::string> document;
    std::optional<Day> date;
    std::optional<std::string> unit;
    std::optional<std::string> link;
    std::optional<std::string> reason;
    friend bool operator==(const ProjectSlot&, const ProjectSlot&) = default;
};

struct Project : BodyCommon {
    std::string place;
    std::string what;
    std::vector<Funding> funding;
    std::optional<Fen> bid_price_fen;
    std::optional<Fen> settled_price_fen;
    std::optional<std::string> builder;
    std::optional<Day> start;
    std::optional<Day> finish;
    std::string phone;
    std::vector<ProgressEntry> progress;
    std::vector<ProjectSlot> slots;  ///< each of the nine once, in the order of ProjectSlotName
    friend bool operator==(const Project&, const Project&) = default;
};

}  // namespace villageboard
