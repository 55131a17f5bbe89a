#include "sync/county/fleet/terminal_report.h"

#include <algorithm>

#include "content/model/area.h"
#include "content/model/uuid.h"
#include "sync/county/api/schema.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostFeeds = 64;
constexpr std::size_t kMostErrors = 32;
constexpr std::size_t kMostDayRows = 5000;
constexpr std::size_t kMostConfirmations = 1000;

Json open_object(std::initializer_list<std::pair<const char*, Json>> members) {
    Json schema = schema::object(members);
    schema["additionalProperties"] = true;
    return schema;
}

Json count() { return {{"type", "integer"}, {"minimum", 0}, {"maximum", 9007199254740992}}; }

[[noreturn]] void refuse(const std::string& place, const std::string& what) {
    throw Refusal(RefusalKind::invalid, "malformed", "The member " + place + " " + what + ".",
                  place);
}

std::int64_t number(const Json& json, const char* name) {
    return json.contains(name) ? json.at(name).get<std::int64_t>() : 0;
}

std::string text(const Json& json, const char* name) {
    return json.contains(name) ? json.at(name).get<std::string>() : std::string();
}

std::int64_t time(const Json& json, const char* name, const std::string& place) {
    if (!json.contains(name)) return 0;
    const auto at = parse_instant(json.at(name).get_ref<const std::string&>());
    if (!at) refuse(place + "/" + name, "is no time such as 2026-11-20T02:00:00Z");
    return at->time_since_epoch().count();
}

/// A short word of a program, so that nothing else finds its way into lists and alarms.
std::string code(const Json& json, const char* name, const std::string& place) {
    const std::string word = text(json, name);
    const bool plain = std::ranges::all_of(word, [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain) refuse(place + "/" + name, "is no code of small letters, digits and '_'");
    return word;
}

std::string area(const Json& json, const std::string& place) {
    const auto parsed = AreaCode::parse(text(json, "area"));
    if (!parsed) refuse(place + "/area", "is no area");
    return parsed->digits();
}

std::string digest(const Json& json, const char* name, const std::string& place) {
    const std::string hex = text(json, name);
    if (!hex.empty() && !feed::Hash::from_hex(hex)) refuse(place + "/" + name, "is no digest");
    return hex;
}

std::string item_id(const std::string& id, const std::string& place) {
    if (!is_uuid_v7(id)) refuse(place, "is no item's id");
    return id;
}

/// The members of a list, at most `most`, each with its place.
template <typename Each>
void each(const Json& body, const char* name, std::size_t most, const std::string& before,
          const Each& take) {
    if (!body.contains(name)) return;
    const std::string place = before + "/" + name;
    const Json& list = body.at(name);
    if (list.size() > most) refuse(place, "has more than " + std::to_string(most) + " members");
    for (std::size_t i = 0; i < list.size(); ++i) take(list[i], place + "/" + std::to_string(i));
}

TerminalFeedRow read_feed(const Json& json, const std::string& place) {
    return {.area = area(json, place),
            .size = number(json, "size"),
            .root = digest(json, "root", place),
            .confirmed = time(json, "confirmed", place),
            .items = number(json, "items"),
            .shown = number(json, "shown"),
            .sealed = number(json, "sealed"),
            .damaged = number(json, "damaged"),
            .digest = digest(json, "digest", place)};
}

ConfirmationRow read_confirmation(const Json& json, const std::string& place) {
    ConfirmationRow row;
    row.area = area(json, place);
    row.item = item_id(text(json, "item"), place + "/item");
    row.index = number(json, "index");
    row.what = text(json, "what");
    row.done = time(json, "at", place);
    return row;
}

void read_day(const Json& json, const std::string& place, std::vector<TerminalDayRow>& rows) {
    const std::string day = text(json, "day");
    if (!parse_day(day)) refuse(place + "/day", "is no day such as 2026-11-20");
    each(json, "counts", kMostDayRows, place, [&](const Json& one, const std::string& at) {
        const std::string item = text(one, "item");
        rows.push_back({.day = day,
                        .item = item.empty() ? item : item_id(item, at + "/item"),
                        .what = text(one, "what"),
                        .count = number(one, "count")});
        if (rows.size() > kMostDayRows) refuse("/days", "has too many counts");
    });
}

void read_state(const Json& body, TerminalRow& row) {
    row.made = time(body, "made", "");
    row.program = text(body, "program");
    row.boot = text(body, "boot");
    row.uptime = number(body, "uptime_s");
    row.keys_held = body.value("keys", false);
    if (body.contains("clock")) {
        row.clock_known = body.at("clock").value("known", false);
        row.clock_source = code(body.at("clock"), "source", "/clock");
    }
    if (body.contains("round")) {
        row.result = code(body.at("round"), "result", "/round");
        row.reason = code(body.at("round"), "reason", "/round");
        row.fresh = time(body.at("round"), "fresh", "/round");
    }
    if (body.contains("files")) {
        row.files_missing = number(body.at("files"), "missing");
        row.files_missing_bytes = number(body.at("files"), "missing_bytes");
    }
    if (body.contains("storage")) {
        row.free_bytes = number(body.at("storage"), "free_bytes");
        row.total_bytes = number(body.at("storage"), "total_bytes");
    }
}

}  // namespace

Json report_schema() {
    using namespace schema;
    const Json feed = open_object({{"area", text(12)},
                                   {"size", count()},
                                   {"root?", text(64)},
                                   {"confirmed?", text(20)},
                                   {"items?", count()},
                                   {"shown?", count()},
                                   {"sealed?", count()},
                                   {"damaged?", count()},
                                   {"digest?", text(64)}});
    const Json counted =
        open_object({{"item?", text(36)},
                     {"what", one_of({"minutes", "opened", "read_to_end", "listened"})},
                     {"count", count()}});
    const Json confirmation = open_object({{"area", text(12)},
                                           {"item", text(36)},
                                           {"index", count()},
                                           {"what", one_of({"erase", "withdraw", "keep_until"})},
                                           {"at", text(20)}});
    return open_object(
        {{"format", integer()},
         {"made?", text(20)},
         {"clock?", open_object({{"known", boolean()}, {"source?", text(20)}})},
         {"program?", text(40)},
         {"boot?", text(40)},
         {"uptime_s?", count()},
         {"keys?", boolean()},
         {"round?",
          open_object({{"result", text(20)}, {"reason?", text(40)}, {"fresh?", text(20)}})},
         {"errors?", list(open_object({{"code", text(40)}, {"count", count()}}))},
         {"feeds", list(feed)},
         {"files?", open_object({{"missing", count()}, {"missing_bytes", count()}})},
         {"storage?", open_object({{"free_bytes", count()}, {"total_bytes", count()}})},
         {"minutes_today?", count()},
         {"days?", list(open_object({{"day", text(10)}, {"counts", list(counted)}}))},
         {"acknowledged?", list(confirmation)}});
}

TerminalReport read_report(const Json& body) {
    TerminalReport report;
    read_state(body, report.terminal);
    report.minutes_today = number(body, "minutes_today");
    each(body, "feeds", kMostFeeds, "", [&](const Json& json, const std::string& place) {
        TerminalFeedRow row = read_feed(json, place);
        if (std::ranges::find(report.feeds, row.area, &TerminalFeedRow::area) != report.feeds.end())
            refuse(place + "/area", "stands twice");
        report.feeds.push_back(std::move(row));
    });
    each(body, "errors", kMostErrors, "", [&](const Json& json, const std::string& place) {
        report.errors.push_back(
            {.code = code(json, "code", place), .count = number(json, "count"), .last = 0});
    });
    each(body, "days", 31, "",
         [&](const Json& json, const std::string& place) { read_day(json, place, report.days); });
    each(body, "acknowledged", kMostConfirmations, "",
         [&](const Json& json, const std::string& place) {
             report.confirmations.push_back(read_confirmation(json, place));
         });
    return report;
}

}  // namespace villageboard::county
