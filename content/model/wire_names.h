/// The names of the closed lists as they stand in the JSON. Never changed once released.
/// `wire_name(Severity::red)` is "red"; `from_wire_name<Severity>("red")` the way back.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "content/model/body.h"
#include "content/model/draft.h"
#include "content/model/timer.h"

namespace villageboard {

template <typename E>
struct WireName {
    E value;
    std::string_view name;
};

/// All values of `E` with their names, in the order of the enum.
template <typename E>
std::span<const WireName<E>> wire_names();

template <>
std::span<const WireName<Alignment>> wire_names<Alignment>();
template <>
std::span<const WireName<Validity>> wire_names<Validity>();
template <>
std::span<const WireName<PolicyAudience>> wire_names<PolicyAudience>();
template <>
std::span<const WireName<InterpretationForm>> wire_names<InterpretationForm>();
template <>
std::span<const WireName<InterpretationRound>> wire_names<InterpretationRound>();
template <>
std::span<const WireName<AccountingSystem>> wire_names<AccountingSystem>();
template <>
std::span<const WireName<PeriodType>> wire_names<PeriodType>();
template <>
std::span<const WireName<SubsidyStage>> wire_names<SubsidyStage>();
template <>
std::span<const WireName<PayState>> wire_names<PayState>();
template <>
std::span<const WireName<ReliefStage>> wire_names<ReliefStage>();
template <>
std::span<const WireName<DayUnit>> wire_names<DayUnit>();
template <>
std::span<const WireName<ProjectSlotName>> wire_names<ProjectSlotName>();
template <>
std::span<const WireName<SlotState>> wire_names<SlotState>();
template <>
std::span<const WireName<AlertStatus>> wire_names<AlertStatus>();
template <>
std::span<const WireName<AlertType>> wire_names<AlertType>();
template <>
std::span<const WireName<Severity>> wire_names<Severity>();
template <>
std::span<const WireName<QuestionType>> wire_names<QuestionType>();
template <>
std::span<const WireName<Adopted>> wire_names<Adopted>();
template <>
std::span<const WireName<Chart>> wire_names<Chart>();
template <>
std::span<const WireName<MeetingType>> wire_names<MeetingType>();
template <>
std::span<const WireName<Mask>> wire_names<Mask>();
template <>
std::span<const WireName<KeepAnchor>> wire_names<KeepAnchor>();
template <>
std::span<const WireName<Rhythm>> wire_names<Rhythm>();
template <>
std::span<const WireName<AttachmentRole>> wire_names<AttachmentRole>();
template <>
std::span<const WireName<TimerUnit>> wire_names<TimerUnit>();
template <>
std::span<const WireName<Kind>> wire_names<Kind>();
template <>
std::span<const WireName<Priority>> wire_names<Priority>();
template <>
std::span<const WireName<Audience>> wire_names<Audience>();
template <>
std::span<const WireName<Operation>> wire_names<Operation>();

template <typename E>
std::string_view wire_name(E value) {
    for (const auto& row : wire_names<E>())
        if (row.value == value) return row.name;
    return {};
}

template <typename E>
std::optional<E> from_wire_name(std::string_view name) {
    for (const auto& row : wire_names<E>())
        if (row.name == name) return row.value;
    return std::nullopt;
}

}  // namespace villageboard
