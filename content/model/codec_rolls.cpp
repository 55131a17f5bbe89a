#include "content/model/members_common.h"

namespace villageboard::codec {

namespace {

void refuse_bad_line_id(const std::optional<std::string>& id, const Cursor& cursor) {
    if (!id) return;
    const bool right = id->size() == 8 && id->find_first_not_of("0123456789abcdef") == id->npos;
    if (!right) cursor.at("id").fail("must be 8 hex digits, drawn at random");
}

}  // namespace

template <>
struct Rules<SubsidyLine> {
    static void check(const SubsidyLine& line, const Cursor& cursor) {
        refuse_bad_line_id(line.id, cursor);
    }
};
template <>
struct Rules<ReliefLine> {
    static void check(const ReliefLine& line, const Cursor& cursor) {
        refuse_bad_line_id(line.id, cursor);
    }
};

template <>
struct Members<SubsidyBatch> {
    static constexpr auto kList =
        std::tuple{required("code", &SubsidyBatch::code),
                   required("office", &SubsidyBatch::office),
                   required("fund_source", &SubsidyBatch::fund_source),
                   required("approved_total_fen", &SubsidyBatch::approved_total_fen),
                   required("households", &SubsidyBatch::households),
                   required("lines", &SubsidyBatch::lines)};
};
template <>
struct Members<SubsidyTotals> {
    static constexpr auto kList = std::tuple{required("lines", &SubsidyTotals::lines),
                                             required("households", &SubsidyTotals::households),
                                             optional("quantity", &SubsidyTotals::quantity),
                                             optional("unit", &SubsidyTotals::unit),
                                             required("amount_fen", &SubsidyTotals::amount_fen),
                                             required("paid_fen", &SubsidyTotals::paid_fen),
                                             required("returned_fen", &SubsidyTotals::returned_fen),
                                             required("pending_fen", &SubsidyTotals::pending_fen)};
};
template <>
struct Members<LastSubsidyTotals> {
    using Base = SubsidyTotals;
    static constexpr auto kList = std::tuple{required("label", &LastSubsidyTotals::label)};
};
template <>
struct Members<SubsidyLine> {
    static constexpr auto kList = std::tuple{optional("id", &SubsidyLine::id),
                                             required("seq", &SubsidyLine::seq),
                                             required("name", &SubsidyLine::name),
                                             optional("same_name", &SubsidyLine::same_name),
                                             required("group", &SubsidyLine::group),
                                             optional("quantity", &SubsidyLine::quantity),
                                             optional("unit", &SubsidyLine::unit),
                                             optional("standard_fen", &SubsidyLine::standard_fen),
                                             required("amount_fen", &SubsidyLine::amount_fen),
                                             optional("pay_date", &SubsidyLine::pay_date),
                                             required("pay_state", &SubsidyLine::pay_state),
                                             optional("note", &SubsidyLine::note)};
};
template <>
struct Members<SubsidyGroup> {
    static constexpr auto kList = std::tuple{
        required("group", &SubsidyGroup::group), required("name", &SubsidyGroup::name),
        required("lines", &SubsidyGroup::lines), required("amount_fen", &SubsidyGroup::amount_fen)};
};
template <>
struct Members<SubsidyRoll> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("programme", &SubsidyRoll::programme),
                   required("programme_name", &SubsidyRoll::programme_name),
                   required("year", &SubsidyRoll::year),
                   required("period_no", &SubsidyRoll::period_no),
                   required("batch", &SubsidyRoll::batch),
                   required("rule", &SubsidyRoll::rule),
                   optional("standard", &SubsidyRoll::standard),
                   required("stage", &SubsidyRoll::stage),
                   optional("notice_days", &SubsidyRoll::notice_days),
                   required("objection_phone", &SubsidyRoll::objection_phone),
                   optional("place_posted", &SubsidyRoll::place_posted),
                   required("totals", &SubsidyRoll::totals),
                   optional("last_totals", &SubsidyRoll::last_totals),
                   required("lines", &SubsidyRoll::lines),
                   optional("groups", &SubsidyRoll::groups)};
};
template <>
struct Members<ReliefTotals> {
    static constexpr auto kList = std::tuple{required("lines", &ReliefTotals::lines),
                                             required("persons", &ReliefTotals::persons),
                                             required("amount_fen", &ReliefTotals::amount_fen)};
};
template <>
struct Members<LastReliefTotals> {
    using Base = ReliefTotals;
    static constexpr auto kList = std::tuple{required("label", &LastReliefTotals::label)};
};
template <>
struct Members<ReliefLine> {
    static constexpr auto kList = std::tuple{optional("id", &ReliefLine::id),
                                             required("seq", &ReliefLine::seq),
                                             required("name", &ReliefLine::name),
                                             optional("same_name", &ReliefLine::same_name),
                                             required("group", &ReliefLine::group),
                                             required("persons", &ReliefLine::persons),
                                             optional("class", &ReliefLine::class_),
                                             required("amount_fen", &ReliefLine::amount_fen),
                                             optional("reason_class", &ReliefLine::reason_class)};
};
template <>
struct Members<ReliefGroup> {
    static constexpr auto kList = std::tuple{
        required("group", &ReliefGroup::group), required("name", &ReliefGroup::name),
        required("lines", &ReliefGroup::lines), required("persons", &ReliefGroup::persons),
        required("amount_fen", &ReliefGroup::amount_fen)};
};
template <>
struct Members<ReliefRoll> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("relief", &ReliefRoll::relief),
                   required("relief_name", &ReliefRoll::relief_name),
                   required("stage", &ReliefRoll::stage),
                   optional("notice_days", &ReliefRoll::notice_days),
                   optional("notice_unit", &ReliefRoll::notice_unit),
                   optional("place_posted", &ReliefRoll::place_posted),
                   required("objection_phone", &ReliefRoll::objection_phone),
                   optional("effective_month", &ReliefRoll::effective_month),
                   optional("result", &ReliefRoll::result),
                   required("totals", &ReliefRoll::totals),
                   optional("last_totals", &ReliefRoll::last_totals),
                   required("lines", &ReliefRoll::lines),
                   optional("groups", &ReliefRoll::groups)};
};

VILLAGEBOARD_KIND_CODEC(SubsidyRoll)
VILLAGEBOARD_KIND_CODEC(ReliefRoll)

}  // namespace villageboard::codec
