#include "sync/county/keyring.h"

#include <algorithm>

#include "sync/county/store/device_lock.h"
#include "sync/feed/device_keys.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {
constexpr std::size_t kKeyBytes = 32;
}

VillageKeyRow Keyring::current(Transaction& transaction, const AreaCode& area) {
    auto keys = tools_.repository.village_keys(area.digits());
    if (!keys.empty()) return keys.back();
    add(transaction, area, 1);
    return tools_.repository.village_keys(area.digits()).back();
}

void Keyring::renew(Transaction& transaction, const AreaCode& area) {
    const auto keys = tools_.repository.village_keys(area.digits());
    if (!keys.empty()) add(transaction, area, keys.back().version + 1);
}

feed::VillageKeys Keyring::all(const AreaCode& area) {
    feed::VillageKeys keys;
    for (VillageKeyRow& row : tools_.repository.village_keys(area.digits()))
        keys.emplace(row.version, std::move(row.secret));
    return keys;
}

void Keyring::add(Transaction& transaction, const AreaCode& area, std::uint32_t version) {
    tools_.repository.add_village_key(transaction, area.digits(),
                                      {version, tools_.random(kKeyBytes)});
    for (DeviceRow& device : lock_devices(tools_.repository, transaction)) {
        if (device.state != DeviceState::accepted) continue;
        const auto areas = followed(device);
        if (std::ranges::find(areas, area) == areas.end()) continue;
        ++device.keys_version;
        tools_.repository.put_device(transaction, device);
    }
}

std::vector<AreaCode> Keyring::followed(const DeviceRow& device) const {
    std::vector<AreaCode> areas;
    const auto home = AreaCode::parse(device.area);
    if (home) areas = home->path();
    for (const std::string& grant : device.grants)
        if (const auto area = AreaCode::parse(grant);
            area && std::ranges::find(areas, *area) == areas.end())
            areas.push_back(*area);
    return areas;
}

std::size_t Keyring::issue() {
    if (tools_.repository.devices().empty()) return 0;
    std::size_t changed = 0;
    // Held while the files are written: another server that read a device before it was revoked
    // would give its keys back to it.
    Transaction transaction(tools_.repository);
    for (const DeviceRow& device : lock_devices(tools_.repository, transaction)) {
        const std::string path = feed::device_keys_path(device.id);
        if (device.state == DeviceState::accepted) {
            if (is_issued(device)) continue;
            write(device);
            ++changed;
        } else if (tools_.files.info(path)) {
            tools_.files.remove(path);
            ++changed;
        }
    }
    transaction.commit();
    return changed;
}

bool Keyring::is_issued(const DeviceRow& device) {
    const auto note = tools_.files.read(feed::device_keys_path(device.id));
    if (!note) return false;
    const feed::VerifierKey log[] = {tools_.keys.county_log().verifier()};
    const auto opened = feed::read_device_keys(*note, log);
    return opened.verdict == feed::Verdict::verified && opened.keys.version == device.keys_version;
}

void Keyring::write(const DeviceRow& device) {
    const Instant now = tools_.clock();
    feed::DeviceKeys keys;
    keys.device_id = device.id;
    keys.version = device.keys_version;
    keys.made = now;
    keys.home = *AreaCode::parse(device.area);
    keys.areas = followed(device);
    for (const AreaCode& area : keys.areas)
        if (auto held = all(area); !held.empty()) keys.village_keys.emplace(area, std::move(held));
    for (StaffPinRow& pin : tools_.repository.staff_pins(device.area))
        keys.staff.push_back({pin.role, pin.role, std::move(pin.secret)});
    feed::replace_file(tools_.files, feed::device_keys_path(device.id),
                       feed::sign_device_keys(keys, device.seal_key, tools_.keys.county_log(), now),
                       now);
}

}  // namespace villageboard::county
