#include "sync/county/fleet/alarms.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>

#include "sync/county/fleet/fleet.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kDevicesAtOnce = 200;
constexpr std::chrono::days kKeepCleared{400};

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

/// Whether it is meant to be at work.
bool in_service(const RegisterRow& entry) { return entry.status == "active"; }

}  // namespace

void Alarms::judge() {
    FleetRows rows(tools_.repository);
    std::string after;
    while (true) {
        const auto ids =
            rows.devices({tools_.settings.area.digits(), "accepted", {}}, after, kDevicesAtOnce);
        for (const std::string& id : ids)
            if (const auto device = tools_.repository.device(id)) judge(*device);
        if (ids.size() < kDevicesAtOnce) break;
        after = ids.back();
    }
    Transaction transaction(tools_.repository);
    AlarmRows(tools_.repository)
        .forget_cleared(transaction, seconds(tools_.clock() - kKeepCleared));
    transaction.commit();
}

void Alarms::judge(const DeviceRow& device) {
    const Instant now = tools_.clock();
    AlarmRows alarms(tools_.repository);
    std::vector<Trouble> found;
    if (in_service(FleetRows(tools_.repository).entry(device.id)))
        found = troubles(Fleet(tools_).knowledge(device), now);
    const std::vector<AlarmRow> standing = alarms.standing(device.id);
    const auto stands = [&](const Trouble& trouble) {
        return std::ranges::find(standing, trouble.kind, &AlarmRow::kind) != standing.end();
    };
    const auto found_still = [&](const AlarmRow& alarm) {
        return std::ranges::find(found, alarm.kind, &Trouble::kind) != found.end();
    };
    if (std::ranges::all_of(found, stands) && std::ranges::all_of(standing, found_still)) return;
    Transaction transaction(tools_.repository);
    // the terminal may have been revoked since it was read
    if (FleetRows(tools_.repository).lock_device(transaction, device.id) != DeviceState::accepted)
        return;
    for (const Trouble& trouble : found) {
        if (stands(trouble)) continue;
        AlarmRow row;
        row.id = feed::to_hex(tools_.random(8));
        row.device = device.id;
        row.area = device.area;
        row.kind = trouble.kind;
        row.detail = trouble.detail;
        row.raised = seconds(now);
        if (alarms.raise(transaction, row))
            spdlog::warn("Terminal {}: {} {}", device.id, trouble.kind, trouble.detail);
    }
    for (const AlarmRow& alarm : standing)
        if (!found_still(alarm) && alarms.clear(transaction, alarm.id, seconds(now)))
            spdlog::info("Terminal {}: {} is over", device.id, alarm.kind);
    transaction.commit();
}

AlarmPage Alarms::list(const Actor& actor, const AreaCode& area, bool standing,
                       const std::string& after, std::uint64_t limit) {
    require_fleet_post(actor, area);
    std::int64_t raised = std::numeric_limits<std::int64_t>::max();
    std::string id;
    if (!after.empty()) {
        const auto dot = after.find('.');
        const auto number = feed::parse_decimal(after.substr(0, dot));
        if (dot == std::string::npos || !number)
            throw Refusal(RefusalKind::invalid, "malformed", "The parameter 'after' is no cursor.");
        raised = static_cast<std::int64_t>(*number);
        id = after.substr(dot + 1);
    }
    AlarmPage page;
    page.rows = AlarmRows(tools_.repository).list({area.digits(), standing}, raised, id, limit);
    if (page.rows.size() == limit)
        page.next = std::to_string(page.rows.back().raised) + "." + page.rows.back().id;
    return page;
}

AlarmRow Alarms::acknowledge(const Actor& actor, const std::string& id) {
    AlarmRows alarms(tools_.repository);
    const auto alarm = alarms.find(id);
    const auto area = alarm ? AreaCode::parse(alarm->area) : std::nullopt;
    if (!area || !looks_after(actor, *area))
        throw Refusal(RefusalKind::unknown, "alarm", "There is no alarm " + id + ".");
    Transaction transaction(tools_.repository);
    if (!alarms.see(transaction, id, actor.id, seconds(tools_.clock())))
        throw Refusal(RefusalKind::conflict, "acknowledged",
                      "Somebody acknowledged this alarm before.");
    Audit(tools_).record(transaction, actor.id, {"alarm.acknowledge", alarm->area, id, "{}"});
    transaction.commit();
    return *alarms.find(id);
}

}  // namespace villageboard::county
