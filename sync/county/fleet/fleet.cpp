#include "sync/county/fleet/fleet.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/county/devices.h"
#include "sync/county/keyring.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/feed/enrolment.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMostGroups = 20;
constexpr std::size_t kMostConfirmations = 10'000;

void require_group(const std::string& name) {
    if (name.empty() || name.size() > 60)
        throw Refusal(RefusalKind::invalid, "group", "A group's name has 1 to 60 bytes.");
}

}  // namespace

bool looks_after(const Actor& actor, const AreaCode& area) {
    return actor.holds(Post::operator_, area) || actor.holds(Post::county_admin, area);
}

void require_fleet_post(const Actor& actor, const AreaCode& area) {
    if (!looks_after(actor, area))
        throw Refusal(RefusalKind::forbidden, "post",
                      "Only an operator of this area or the county's administrator may do this.");
}

DeviceRow Fleet::require(const Actor& actor, const std::string& id) {
    auto device = tools_.repository.device(id);
    const auto area = device ? AreaCode::parse(device->area) : std::nullopt;
    if (!area || !looks_after(actor, *area))
        throw Refusal(RefusalKind::unknown, "device", "There is no device " + id + ".");
    return std::move(*device);
}

Knowledge Fleet::knowledge(const DeviceRow& device) {
    FleetRows rows(tools_.repository);
    Knowledge known;
    known.enrolled = Instant(std::chrono::seconds(device.created));
    known.terminal = rows.terminal(device.id);
    const std::vector<TerminalFeedRow> held = rows.feeds(device.id);
    for (const AreaCode& area : Keyring(tools_).followed(device)) {
        FeedStanding one;
        one.area = area.digits();
        one.own = one.area == device.area;
        const auto published = tools_.repository.feed(one.area);
        one.should = published ? static_cast<std::int64_t>(published->size) : 0;
        one.live_items = one.should > 0 && rows.has_live_items(one.area);
        const auto row = std::ranges::find(held, one.area, &TerminalFeedRow::area);
        if (row != held.end()) {
            one.holds = row->size;
            one.shown = row->shown;
        }
        known.feeds.push_back(std::move(one));
    }
    return known;
}

FleetMember Fleet::describe(DeviceRow device) {
    FleetMember member;
    member.fingerprint = feed::device_fingerprint(device.sign_key, device.seal_key);
    member.entry = FleetRows(tools_.repository).entry(device.id);
    member.known = knowledge(device);
    if (device.state == DeviceState::accepted && member.entry.status == "active")
        member.troubles = troubles(member.known, tools_.clock());
    member.device = std::move(device);
    return member;
}

FleetPage Fleet::list(const Actor& actor, const DeviceFilter& filter, const std::string& after,
                      std::uint64_t limit) {
    const auto area = AreaCode::parse(filter.area);
    if (!area) throw Refusal(RefusalKind::invalid, "area", "This is no area.");
    require_fleet_post(actor, *area);
    FleetPage page;
    for (const std::string& id : FleetRows(tools_.repository).devices(filter, after, limit))
        if (auto device = tools_.repository.device(id))
            page.rows.push_back(describe(std::move(*device)));
    if (page.rows.size() == limit) page.next = page.rows.back().device.id;
    return page;
}

FleetMember Fleet::member(const Actor& actor, const std::string& id) {
    return describe(require(actor, id));
}

std::optional<bool> Fleet::agrees(const FleetMember& member, const TerminalFeedRow& feed) {
    const auto one = std::ranges::find(member.known.feeds, feed.area, &FeedStanding::area);
    if (one == member.known.feeds.end() || one->should != feed.size || feed.digest.empty())
        return std::nullopt;
    std::string lines;
    for (const auto& [id, revision] : FleetRows(tools_.repository).revisions(feed.area))
        lines += id + " " + std::to_string(revision) + "\n";
    return feed::sha256(lines).hex() == feed.digest;
}

std::string Fleet::make_code(const Actor& actor, const AreaCode& area) {
    require_fleet_post(actor, area);
    return Devices(tools_, actor.id).make_code(area);
}

void Fleet::accept(const Actor& actor, const std::string& id, const std::vector<AreaCode>& grants) {
    if (require(actor, id).state == DeviceState::revoked)
        throw Refusal(RefusalKind::conflict, "revoked",
                      "The device " + id + " was revoked; enrol it again with a new code.");
    for (const AreaCode& grant : grants) require_fleet_post(actor, grant);
    Devices(tools_, actor.id).accept(id, grants);
}

void Fleet::revoke(const Actor& actor, const std::string& id) {
    require(actor, id);
    Devices(tools_, actor.id).revoke(id);
}

RegisterRow Fleet::enter(const Actor& actor, const std::string& id, RegisterRow row) {
    const DeviceRow device = require(actor, id);
    if (row.groups.size() > kMostGroups)
        throw Refusal(RefusalKind::invalid, "group", "A terminal is in at most 20 groups.");
    std::ranges::for_each(row.groups, require_group);
    FleetRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    if (rows.lock_device(transaction, id) == DeviceState::revoked)
        throw Refusal(RefusalKind::conflict, "revoked", "The device " + id + " was revoked.");
    if (rows.entry(id).version != row.version)
        throw Refusal(RefusalKind::conflict, "changed",
                      "Somebody changed this entry meanwhile; read it again.");
    ++row.version;
    rows.put_entry(transaction, id, row);
    Audit(tools_).record(
        transaction, actor.id,
        {"device.enter", device.area, id, nlohmann::ordered_json{{"status", row.status}}.dump()});
    transaction.commit();
    return rows.entry(id);
}

void Fleet::join(const Actor& actor, const std::string& id, const std::string& group) {
    require_group(group);
    const DeviceRow device = require(actor, id);
    FleetRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    if (rows.lock_device(transaction, id) == DeviceState::revoked)
        throw Refusal(RefusalKind::conflict, "revoked", "The device " + id + " was revoked.");
    RegisterRow entry = rows.entry(id);
    if (std::ranges::find(entry.groups, group) != entry.groups.end()) return;
    if (entry.groups.size() >= kMostGroups)
        throw Refusal(RefusalKind::invalid, "group", "A terminal is in at most 20 groups.");
    rows.add_group(transaction, id, group);
    Audit(tools_).record(transaction, actor.id, {"device.group", device.area, id, "{}"});
    transaction.commit();
}

void Fleet::leave(const Actor& actor, const std::string& id, const std::string& group) {
    const DeviceRow device = require(actor, id);
    Transaction transaction(tools_.repository);
    FleetRows(tools_.repository).remove_group(transaction, id, group);
    Audit(tools_).record(transaction, actor.id, {"device.ungroup", device.area, id, "{}"});
    transaction.commit();
}

ConfirmedPage Fleet::confirmations(const Actor& actor, const AreaCode& area,
                                   const std::string& item, const std::string& after,
                                   std::uint64_t limit) {
    const auto row = actor.sees(area) ? tools_.repository.item(area.digits(), item) : std::nullopt;
    if (!row || (row->phase != "erased" && row->phase != "withdrawn"))
        throw Refusal(RefusalKind::unknown, "item",
                      "There is no item " + item + " that was erased or withdrawn.");
    ConfirmedPage page;
    page.index = static_cast<std::int64_t>(row->last_index);
    page.what = row->phase == "erased" ? "erase" : "withdraw";
    FleetRows rows(tools_.repository);
    const auto given = rows.confirmations(area.digits(), item, kMostConfirmations);
    for (const std::string& id : rows.followers(area.digits(), after, limit)) {
        const auto device = tools_.repository.device(id);
        if (!device) continue;
        Confirmed one{id, device->area, std::nullopt};
        for (const ConfirmationRow& given_row : given)
            if (given_row.device == id && given_row.index == page.index &&
                given_row.what == page.what)
                one.row = given_row;
        page.rows.push_back(std::move(one));
    }
    if (page.rows.size() == limit) page.next = page.rows.back().device;
    return page;
}

}  // namespace villageboard::county
