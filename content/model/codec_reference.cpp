#include "content/model/members_common.h"

namespace villageboard::codec {

template <>
struct Members<KeepRule> {
    static constexpr auto kList =
        std::tuple{required("after", &KeepRule::after), optional("days", &KeepRule::days),
                   optional("without_days", &KeepRule::without_days)};
};
template <>
struct Members<OutletRule> {
    static constexpr auto kList =
        std::tuple{required("mask", &OutletRule::mask), optional("keep", &OutletRule::keep)};
};
template <>
struct Members<PublishLimit> {
    static constexpr auto kList =
        std::tuple{required("text", &PublishLimit::text),
                   optional("timer", &PublishLimit::timer),
                   optional("working_days", &PublishLimit::working_days),
                   optional("days", &PublishLimit::days),
                   optional("every", &PublishLimit::every),
                   optional("every_if_busy", &PublishLimit::every_if_busy),
                   optional("notice_days", &PublishLimit::notice_days),
                   optional("notice_unit", &PublishLimit::notice_unit)};
};
template <>
struct Members<CatalogueItem> {
    static constexpr auto kList =
        std::tuple{required("code", &CatalogueItem::code),
                   required("name", &CatalogueItem::name),
                   required("plain_name", &CatalogueItem::plain_name),
                   required("basis", &CatalogueItem::basis),
                   required("publishers", &CatalogueItem::publishers),
                   required("limit", &CatalogueItem::limit),
                   required("kinds", &CatalogueItem::kinds),
                   optional("sheets", &CatalogueItem::sheets),
                   required("village", &CatalogueItem::village),
                   required("public", &CatalogueItem::public_),
                   optional("figures_only", &CatalogueItem::figures_only),
                   optional("archive_years", &CatalogueItem::archive_years)};
};
template <>
struct Members<CatalogueTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("version", &CatalogueTable::version),
                                             required("items", &CatalogueTable::items)};
};
template <>
struct Members<CalendarYear> {
    static constexpr auto kList = std::tuple{
        required("year", &CalendarYear::year), required("provisional", &CalendarYear::provisional),
        required("off", &CalendarYear::off), required("work", &CalendarYear::work)};
};
template <>
struct Members<CalendarTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("version", &CalendarTable::version),
                                             required("years", &CalendarTable::years)};
};
template <>
struct Members<LegalBasisRow> {
    static constexpr auto kList = std::tuple{required("id", &LegalBasisRow::id),
                                             required("title", &LegalBasisRow::title),
                                             optional("article", &LegalBasisRow::article),
                                             required("valid_from", &LegalBasisRow::valid_from),
                                             optional("valid_to", &LegalBasisRow::valid_to),
                                             optional("text", &LegalBasisRow::text),
                                             required("source", &LegalBasisRow::source)};
};
template <>
struct Members<LegalBasisTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("rows", &LegalBasisTable::rows)};
};
template <>
struct Members<AreaRow> {
    static constexpr auto kList = std::tuple{required("code", &AreaRow::code),
                                             required("name", &AreaRow::name),
                                             required("valid_from", &AreaRow::valid_from),
                                             optional("valid_to", &AreaRow::valid_to),
                                             optional("successor", &AreaRow::successor),
                                             optional("alias", &AreaRow::alias)};
};
template <>
struct Members<AreasTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("rows", &AreasTable::rows)};
};
template <>
struct Members<GlossaryEntry> {
    static constexpr auto kList =
        std::tuple{required("term", &GlossaryEntry::term), required("plain", &GlossaryEntry::plain),
                   optional("example", &GlossaryEntry::example)};
};
template <>
struct Members<GlossaryTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("entries", &GlossaryTable::entries)};
};
template <>
struct Members<PhraseTable> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("language", &PhraseTable::language),
                   optional("name", &PhraseTable::name), required("entries", &PhraseTable::entries),
                   optional("recordings", &PhraseTable::recordings),
                   optional("reviewed_by", &PhraseTable::reviewed_by)};
};
template <>
struct Rules<PhraseTable> {
    static void check(const PhraseTable& table, const Cursor& cursor) {
        if (!is_language_tag(table.language))
            cursor.at("language").fail("must be a language tag such as \"lis\"");
        if (table.name && table.name->empty()) cursor.at("name").fail("must not be empty");
    }
};
template <>
struct Members<InboxKey> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("public_key", &InboxKey::public_key),
                                             required("valid_from", &InboxKey::valid_from)};
};
template <>
struct Members<AnswersTable> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("sealed", &AnswersTable::sealed)};
};

VILLAGEBOARD_KIND_CODEC(CatalogueTable)
VILLAGEBOARD_KIND_CODEC(CalendarTable)
VILLAGEBOARD_KIND_CODEC(LegalBasisTable)
VILLAGEBOARD_KIND_CODEC(AreasTable)
VILLAGEBOARD_KIND_CODEC(GlossaryTable)
VILLAGEBOARD_KIND_CODEC(PhraseTable)
VILLAGEBOARD_KIND_CODEC(InboxKey)
VILLAGEBOARD_KIND_CODEC(AnswersTable)

}  // namespace villageboard::codec
