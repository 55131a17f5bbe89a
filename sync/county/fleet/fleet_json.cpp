#include "sync/county/fleet/fleet_json.h"

#include <algorithm>

#include "sync/county/store/screenshot_rows.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kMostDayRows = 500;

Json when(std::int64_t seconds) {
    if (seconds == 0) return nullptr;
    return format_instant(Instant(std::chrono::seconds(seconds)));
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::int64_t behind(const FeedStanding& one) {
    return std::max<std::int64_t>(0, one.should - one.holds);
}

Json count_or_null(std::optional<std::int64_t> count) { return count ? Json(*count) : Json(); }

Json cell_json(const ReachCell& cell) {
    return {{"area", cell.area},
            {"villages", cell.villages},
            {"holding", cell.holding},
            {"displayed", cell.displayed},
            {"minutes", cell.minutes},
            {"opened", count_or_null(cell.opened)},
            {"read_to_end", count_or_null(cell.read_to_end)},
            {"listened", count_or_null(cell.listened)}};
}

Json troubles_json(const FleetMember& member) {
    Json list = Json::array();
    for (const Trouble& one : member.troubles)
        list.push_back({{"kind", one.kind}, {"detail", text_or_null(one.detail)}});
    return list;
}

Json feeds_json(Fleet& fleet, const FleetMember& member, const std::vector<TerminalFeedRow>& held) {
    Json list = Json::array();
    for (const FeedStanding& one : member.known.feeds) {
        Json json{{"area", one.area},   {"own", one.own},        {"should", one.should},
                  {"holds", one.holds}, {"behind", behind(one)}, {"shown", one.shown}};
        const auto row = std::ranges::find(held, one.area, &TerminalFeedRow::area);
        if (row != held.end()) {
            json["items"] = row->items;
            json["sealed"] = row->sealed;
            json["damaged"] = row->damaged;
            json["confirmed"] = when(row->confirmed);
            const auto agrees = fleet.agrees(member, *row);
            json["agrees"] = agrees ? Json(*agrees) : Json();
        }
        list.push_back(std::move(json));
    }
    return list;
}

Json report_json(const TerminalRow& row) {
    return {{"received", when(row.received)},
            {"made", when(row.made)},
            {"skew_s", row.made == 0 ? Json() : Json(row.made - row.received)},
            {"clock_known", row.clock_known},
            {"clock_source", row.clock_source},
            {"program", row.program},
            {"boot", row.boot},
            {"uptime_s", row.uptime},
            {"result", row.result},
            {"reason", text_or_null(row.reason)},
            {"reason_reports", row.reason_reports},
            {"fresh", when(row.fresh)},
            {"keys", row.keys_held},
            {"files_missing", row.files_missing},
            {"files_missing_bytes", row.files_missing_bytes},
            {"free_bytes", row.free_bytes},
            {"total_bytes", row.total_bytes},
            {"displayed", when(row.displayed)}};
}

/// Whether a picture is asked for, and when the newest one came.
Json screenshot_json(const Tools& tools, const std::string& device) {
    ScreenshotRows rows(tools.repository);
    const auto request = rows.request(device);
    const bool waits = request && request->expires > tools.clock().time_since_epoch().count();
    return {{"asked_until", waits ? when(request->expires) : Json()},
            {"received", when(rows.received(device).value_or(0))}};
}

}  // namespace

const char* state_word(DeviceState state) {
    switch (state) {
        case DeviceState::pending:
            return "pending";
        case DeviceState::accepted:
            return "accepted";
        default:
            return "revoked";
    }
}

Json entry_json(const RegisterRow& row) {
    return {{"place", row.place},   {"contact", row.contact}, {"asset", row.asset},
            {"status", row.status}, {"groups", row.groups},   {"version", row.version}};
}

Json summary_json(const FleetMember& member) {
    const auto& terminal = member.known.terminal;
    std::int64_t all_behind = 0;
    for (const FeedStanding& one : member.known.feeds) all_behind += behind(one);
    return {{"id", member.device.id},
            {"area", member.device.area},
            {"state", state_word(member.device.state)},
            {"created", when(member.device.created)},
            {"grants", member.device.grants},
            {"fingerprint", text_or_null(member.fingerprint)},
            {"entry", entry_json(member.entry)},
            {"reported", terminal ? when(terminal->received) : Json()},
            {"program", terminal ? Json(terminal->program) : Json()},
            {"behind", terminal ? Json(all_behind) : Json()},
            {"troubles", troubles_json(member)}};
}

Json detail_json(Fleet& fleet, const FleetMember& member, const Tools& tools) {
    FleetRows rows(tools.repository);
    Json json = summary_json(member);
    json["report"] = member.known.terminal ? report_json(*member.known.terminal) : Json();
    json["feeds"] = feeds_json(fleet, member, rows.feeds(member.device.id));
    json["errors"] = Json::array();
    for (const TerminalErrorRow& row : rows.errors(member.device.id))
        json["errors"].push_back(
            {{"code", row.code}, {"count", row.count}, {"last", when(row.last)}});
    json["days"] = Json::array();
    for (const TerminalDayRow& row : rows.days(member.device.id, kMostDayRows))
        json["days"].push_back({{"day", row.day},
                                {"item", text_or_null(row.item)},
                                {"what", row.what},
                                {"count", row.count}});
    json["screenshot"] = screenshot_json(tools, member.device.id);
    return json;
}

Json confirmed_json(const Confirmed& one) {
    return {{"device", one.device},
            {"area", one.area},
            {"done", one.row ? when(one.row->done) : Json()},
            {"received", one.row ? when(one.row->received) : Json()}};
}

Json reach_json(const Reach& reach) {
    Json towns = Json::array();
    for (const ReachCell& cell : reach.towns) towns.push_back(cell_json(cell));
    return {{"from", format_day(reach.from)},
            {"to", format_day(reach.to)},
            {"all", cell_json(reach.all)},
            {"towns", std::move(towns)}};
}

Json alarm_json(const AlarmRow& row) {
    return {{"id", row.id},
            {"device", row.device},
            {"area", row.area},
            {"kind", row.kind},
            {"detail", text_or_null(row.detail)},
            {"raised", when(row.raised)},
            {"cleared", when(row.cleared)},
            {"seen_by", text_or_null(row.seen_by)},
            {"seen", when(row.seen)}};
}

}  // namespace villageboard::county
