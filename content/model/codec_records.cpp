#include "content/model/members_common.h"

namespace villageboard::codec {

template <>
struct Members<Funding> {
    static constexpr auto kList = std::tuple{required("source", &Funding::source),
                                             required("amount_fen", &Funding::amount_fen)};
};
template <>
struct Members<ProgressEntry> {
    static constexpr auto kList =
        std::tuple{required("date", &ProgressEntry::date), required("text", &ProgressEntry::text)};
};
template <>
struct Members<ProjectSlot> {
    static constexpr auto kList = std::tuple{
        required("slot", &ProjectSlot::slot),         required("state", &ProjectSlot::state),
        optional("document", &ProjectSlot::document), optional("date", &ProjectSlot::date),
        optional("unit", &ProjectSlot::unit),         optional("link", &ProjectSlot::link),
        optional("reason", &ProjectSlot::reason)};
};
template <>
struct Members<Project> {
    using Base = BodyCommon;
    static constexpr auto kList =
        std::tuple{required("place", &Project::place),
                   required("what", &Project::what),
                   required("funding", &Project::funding),
                   optional("bid_price_fen", &Project::bid_price_fen),
                   optional("settled_price_fen", &Project::settled_price_fen),
                   optional("builder", &Project::builder),
                   optional("start", &Project::start),
                   optional("finish", &Project::finish),
                   required("phone", &Project::phone),
                   optional("progress", &Project::progress),
                   required("slots", &Project::slots)};
};
template <>
struct Members<Alert> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("identifier", &Alert::identifier),
                                             required("sender", &Alert::sender),
                                             required("sender_code", &Alert::sender_code),
                                             required("sent", &Alert::sent),
                                             required("status", &Alert::status),
                                             required("type", &Alert::type),
                                             optional("references", &Alert::references),
                                             required("event", &Alert::event),
                                             optional("event_type", &Alert::event_type),
                                             required("severity", &Alert::severity),
                                             required("effective", &Alert::effective),
                                             optional("onset", &Alert::onset),
                                             optional("expires", &Alert::expires),
                                             required("headline", &Alert::headline),
                                             required("description", &Alert::description),
                                             required("instruction", &Alert::instruction),
                                             required("areas", &Alert::areas),
                                             optional("area_text", &Alert::area_text),
                                             optional("where", &Alert::where),
                                             required("phone", &Alert::phone)};
};
template <>
struct Members<StatisticsPoint> {
    static constexpr auto kList = std::tuple{required("period", &StatisticsPoint::period),
                                             required("value", &StatisticsPoint::value)};
};
template <>
struct Members<Statistics> {
    using Base = BodyCommon;
    static constexpr auto kList = std::tuple{required("indicator", &Statistics::indicator),
                                             required("unit", &Statistics::unit),
                                             required("source", &Statistics::source),
                                             optional("method_note", &Statistics::method_note),
                                             required("preliminary", &Statistics::preliminary),
                                             required("finding", &Statistics::finding),
                                             required("chart", &Statistics::chart),
                                             required("points", &Statistics::points),
                                             optional("last_year", &Statistics::last_year)};
};

template <>
struct Rules<Project> {
    static void check(const Project& project, const Cursor& cursor) {
        if (!cursor.strict()) return;
        bool right = project.slots.size() == kProjectSlots;
        for (std::size_t i = 0; right && i < kProjectSlots; ++i)
            right = project.slots[i].slot == static_cast<ProjectSlotName>(i);
        if (!right)
            cursor.at("slots").fail("must hold each of the nine classes once, in their order");
    }
};

VILLAGEBOARD_KIND_CODEC(Project)
VILLAGEBOARD_KIND_CODEC(Alert)
VILLAGEBOARD_KIND_CODEC(Statistics)

}  // namespace villageboard::codec
