#include "content/model/wire_names.h"

#include <array>

namespace villageboard {
namespace {

constexpr std::array<WireName<Alignment>, 3> kAlignment{
    {{Alignment::left, "left"}, {Alignment::right, "right"}, {Alignment::center, "center"}}};
constexpr std::array<WireName<Validity>, 4> kValidity{{{Validity::in_force, "in_force"},
                                                       {Validity::amended, "amended"},
                                                       {Validity::repealed, "repealed"},
                                                       {Validity::expired, "expired"}}};
constexpr std::array<WireName<PolicyAudience>, 2> kPolicyAudience{
    {{PolicyAudience::people, "people"}, {PolicyAudience::business, "business"}}};
constexpr std::array<WireName<InterpretationForm>, 5> kInterpretationForm{
    {{InterpretationForm::text, "text"},
     {InterpretationForm::picture, "picture"},
     {InterpretationForm::audio, "audio"},
     {InterpretationForm::video, "video"},
     {InterpretationForm::qa, "qa"}}};
constexpr std::array<WireName<InterpretationRound>, 3> kInterpretationRound{
    {{InterpretationRound::first, "first"},
     {InterpretationRound::second, "second"},
     {InterpretationRound::follow_up, "follow_up"}}};
constexpr std::array<WireName<AccountingSystem>, 2> kAccountingSystem{
    {{AccountingSystem::village_collective_2023, "village_collective_2023"},
     {AccountingSystem::village_collective_2004, "village_collective_2004"}}};
constexpr std::array<WireName<PeriodType>, 4> kPeriodType{{{PeriodType::month, "month"},
                                                           {PeriodType::quarter, "quarter"},
                                                           {PeriodType::year, "year"},
                                                           {PeriodType::special, "special"}}};
constexpr std::array<WireName<SubsidyStage>, 3> kSubsidyStage{
    {{SubsidyStage::notice, "notice"},
     {SubsidyStage::confirmed, "confirmed"},
     {SubsidyStage::paid, "paid"}}};
constexpr std::array<WireName<PayState>, 3> kPayState{
    {{PayState::pending, "pending"}, {PayState::paid, "paid"}, {PayState::returned, "returned"}}};
constexpr std::array<WireName<ReliefStage>, 4> kReliefStage{
    {{ReliefStage::first_review, "first_review"},
     {ReliefStage::confirmed, "confirmed"},
     {ReliefStage::changed, "changed"},
     {ReliefStage::ended, "ended"}}};
constexpr std::array<WireName<DayUnit>, 2> kDayUnit{
    {{DayUnit::days, "days"}, {DayUnit::working_days, "working_days"}}};
constexpr std::array<WireName<ProjectSlotName>, 9> kProjectSlotName{
    {{ProjectSlotName::approval_service, "approval_service"},
     {ProjectSlotName::approval_result, "approval_result"},
     {ProjectSlotName::tender, "tender"},
     {ProjectSlotName::land, "land"},
     {ProjectSlotName::design_change, "design_change"},
     {ProjectSlotName::construction, "construction"},
     {ProjectSlotName::quality, "quality"},
     {ProjectSlotName::completion, "completion"},
     {ProjectSlotName::supervision, "supervision"}}};
constexpr std::array<WireName<SlotState>, 3> kSlotState{
    {{SlotState::present, "present"},
     {SlotState::missing, "missing"},
     {SlotState::not_applicable, "not_applicable"}}};
constexpr std::array<WireName<AlertStatus>, 3> kAlertStatus{{{AlertStatus::actual, "actual"},
                                                             {AlertStatus::exercise, "exercise"},
                                                             {AlertStatus::test, "test"}}};
constexpr std::array<WireName<AlertType>, 3> kAlertType{
    {{AlertType::alert, "alert"}, {AlertType::update, "update"}, {AlertType::cancel, "cancel"}}};
constexpr std::array<WireName<Severity>, 4> kSeverity{{{Severity::red, "red"},
                                                       {Severity::orange, "orange"},
                                                       {Severity::yellow, "yellow"},
                                                       {Severity::blue, "blue"}}};
constexpr std::array<WireName<QuestionType>, 3> kQuestionType{{{QuestionType::choice, "choice"},
                                                               {QuestionType::yes_no, "yes_no"},
                                                               {QuestionType::text, "text"}}};
constexpr std::array<WireName<Adopted>, 3> kAdopted{
    {{Adopted::yes, "yes"}, {Adopted::partly, "partly"}, {Adopted::no, "no"}}};
constexpr std::array<WireName<Chart>, 3> kChart{
    {{Chart::bar, "bar"}, {Chart::line, "line"}, {Chart::pie, "pie"}}};
constexpr std::array<WireName<MeetingType>, 3> kMeetingType{
    {{MeetingType::villagers, "villagers"},
     {MeetingType::representatives, "representatives"},
     {MeetingType::committee, "committee"}}};
constexpr std::array<WireName<Mask>, 7> kMask{{{Mask::m0, "M0"},
                                               {Mask::m1, "M1"},
                                               {Mask::m2, "M2"},
                                               {Mask::m3, "M3"},
                                               {Mask::m4, "M4"},
                                               {Mask::m5, "M5"},
                                               {Mask::none, "none"}}};
constexpr std::array<WireName<KeepAnchor>, 5> kKeepAnchor{{{KeepAnchor::published, "published"},
                                                           {KeepAnchor::notice_end, "notice_end"},
                                                           {KeepAnchor::term_end, "term_end"},
                                                           {KeepAnchor::event_end, "event_end"},
                                                           {KeepAnchor::superseded, "superseded"}}};
constexpr std::array<WireName<Rhythm>, 3> kRhythm{
    {{Rhythm::month, "month"}, {Rhythm::quarter, "quarter"}, {Rhythm::year, "year"}}};
constexpr std::array<WireName<AttachmentRole>, 5> kAttachmentRole{
    {{AttachmentRole::picture, "picture"},
     {AttachmentRole::voucher, "voucher"},
     {AttachmentRole::original, "original"},
     {AttachmentRole::audio, "audio"},
     {AttachmentRole::poster, "poster"}}};
constexpr std::array<WireName<TimerUnit>, 8> kTimerUnit{
    {{TimerUnit::hours, "hours"},
     {TimerUnit::days, "days"},
     {TimerUnit::days_fixed, "days_fixed"},
     {TimerUnit::working_days, "working_days"},
     {TimerUnit::days_before, "days_before"},
     {TimerUnit::day_of_quarter, "day_of_quarter"},
     {TimerUnit::day_of_next_year, "day_of_next_year"},
     {TimerUnit::end_of_period, "end_of_period"}}};

/// The rows of an enum whose names kind.h gives.
template <typename E, std::size_t n>
std::array<WireName<E>, n> rows_of_kind_h() {
    std::array<WireName<E>, n> rows{};
    for (std::size_t i = 0; i < n; ++i) {
        const E value = static_cast<E>(i);
        rows[i] = {value, to_string(value)};
    }
    return rows;
}

}  // namespace

template <>
std::span<const WireName<Alignment>> wire_names<Alignment>() {
    return kAlignment;
}
template <>
std::span<const WireName<Validity>> wire_names<Validity>() {
    return kValidity;
}
template <>
std::span<const WireName<PolicyAudience>> wire_names<PolicyAudience>() {
    return kPolicyAudience;
}
template <>
std::span<const WireName<InterpretationForm>> wire_names<InterpretationForm>() {
    return kInterpretationForm;
}
template <>
std::span<const WireName<InterpretationRound>> wire_names<InterpretationRound>() {
    return kInterpretationRound;
}
template <>
std::span<const WireName<AccountingSystem>> wire_names<AccountingSystem>() {
    return kAccountingSystem;
}
template <>
std::span<const WireName<PeriodType>> wire_names<PeriodType>() {
    return kPeriodType;
}
template <>
std::span<const WireName<SubsidyStage>> wire_names<SubsidyStage>() {
    return kSubsidyStage;
}
template <>
std::span<const WireName<PayState>> wire_names<PayState>() {
    return kPayState;
}
template <>
std::span<const WireName<ReliefStage>> wire_names<ReliefStage>() {
    return kReliefStage;
}
template <>
std::span<const WireName<DayUnit>> wire_names<DayUnit>() {
    return kDayUnit;
}
template <>
std::span<const WireName<ProjectSlotName>> wire_names<ProjectSlotName>() {
    return kProjectSlotName;
}
template <>
std::span<const WireName<SlotState>> wire_names<SlotState>() {
    return kSlotState;
}
template <>
std::span<const WireName<AlertStatus>> wire_names<AlertStatus>() {
    return kAlertStatus;
}
template <>
std::span<const WireName<AlertType>> wire_names<AlertType>() {
    return kAlertType;
}
template <>
std::span<const WireName<Severity>> wire_names<Severity>() {
    return kSeverity;
}
template <>
std::span<const WireName<QuestionType>> wire_names<QuestionType>() {
    return kQuestionType;
}
template <>
std::span<const WireName<Adopted>> wire_names<Adopted>() {
    return kAdopted;
}
template <>
std::span<const WireName<Chart>> wire_names<Chart>() {
    return kChart;
}
template <>
std::span<const WireName<MeetingType>> wire_names<MeetingType>() {
    return kMeetingType;
}
template <>
std::span<const WireName<Mask>> wire_names<Mask>() {
    return kMask;
}
template <>
std::span<const WireName<KeepAnchor>> wire_names<KeepAnchor>() {
    return kKeepAnchor;
}
template <>
std::span<const WireName<Rhythm>> wire_names<Rhythm>() {
    return kRhythm;
}
template <>
std::span<const WireName<AttachmentRole>> wire_names<AttachmentRole>() {
    return kAttachmentRole;
}
template <>
std::span<const WireName<TimerUnit>> wire_names<TimerUnit>() {
    return kTimerUnit;
}
template <>
std::span<const WireName<Kind>> wire_names<Kind>() {
    static const auto rows = rows_of_kind_h<Kind, 21>();
    return rows;
}
template <>
std::span<const WireName<Priority>> wire_names<Priority>() {
    static const auto rows = rows_of_kind_h<Priority, 4>();
    return rows;
}
template <>
std::span<const WireName<Audience>> wire_names<Audience>() {
    static const auto rows = rows_of_kind_h<Audience, 2>();
    return rows;
}
template <>
std::span<const WireName<Operation>> wire_names<Operation>() {
    static const auto rows = rows_of_kind_h<Operation, 6>();
    return rows;
}

}  // namespace villageboard
