#include "sync/county/devices.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "content/model/error.h"
#include "sync/county/people/audit.h"
#include "sync/county/publish/draft_input.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/store/fleet_rows.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"
#include "sync/feed/enrolment.h"
#include "sync/feed/tile.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kMostRoots = 1'000'000;

EnrolmentAnswer refusal(EnrolmentOutcome outcome, const std::string& sentence) {
    return {outcome, nlohmann::json{{"error", sentence}}.dump()};
}

EnrolmentAnswer refused_code() {
    return refusal(EnrolmentOutcome::refused,
                   "The county does not accept this code: it is mistyped, used, too old, or for "
                   "another area. Ask the county for a new one.");
}

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

}  // namespace

std::string Devices::make_code(const AreaCode& area) {
    FeedImage(tools_).complete_path(area);
    while (true) {
        const auto code = feed::EnrolmentCode::make(tools_.random);
        Transaction transaction(tools_.repository);
        if (tools_.repository.code(code.id)) continue;
        tools_.repository.add_code(
            transaction,
            {code.id, area.digits(), code.secret,
             seconds(tools_.clock() + std::chrono::duration_cast<std::chrono::seconds>(kCodeLife)),
             "", ""});
        Audit(tools_).record(transaction, actor_, {"device.code", area.digits(), code.id, "{}"});
        transaction.commit();
        return code.to_string();
    }
}

std::string Devices::newest_root() {
    std::string newest;
    for (std::uint64_t version = 1; version < kMostRoots; ++version) {
        auto note = tools_.files.read(feed::root_path(version));
        if (!note) break;
        newest = std::move(*note);
    }
    if (newest.empty())
        throw Error(ErrorKind::corrupt,
                    "The feed folder has no root/1; copy it back from a backup or a mirror.");
    return newest;
}

EnrolmentAnswer Devices::answer(const std::string& request, const CodeRow& code,
                                const std::string& device, EnrolmentOutcome outcome) {
    const feed::EnrolmentCode secret{code.id, code.secret};
    return {outcome, feed::format_reply({device, newest_root()}, request, secret)};
}

EnrolmentAnswer Devices::enrol(const std::string& bytes) {
    std::string request = bytes;
    while (!request.empty() && request.back() == '\n') request.pop_back();
    const auto parsed = feed::parse_request(request);
    if (!parsed || request.size() > kMaxEnrolmentBytes)
        return refusal(EnrolmentOutcome::malformed, "This is not an enrolment request.");
    Transaction transaction(tools_.repository);
    auto code = tools_.repository.code(parsed->code_id);
    if (!code || !feed::check_request(request, {code->id, code->secret})) return refused_code();
    // Two requests with one code at once: the second sees what the first did.
    tools_.repository.lock_feed(transaction, code->area);
    code = tools_.repository.code(parsed->code_id);
    const std::string digest = feed::sha256(request).hex();
    if (code->request == digest)
        return answer(request, *code, code->device, EnrolmentOutcome::repeated);
    if (!code->request.empty() || code->area != parsed->area.digits() ||
        code->expires <= seconds(tools_.clock()))
        return refused_code();
    DeviceRow device;
    device.id = parsed->area.digits() + "-" + feed::to_hex(tools_.random(5));
    device.area = parsed->area.digits();
    device.sign_key = parsed->signing_key;
    device.seal_key = parsed->box_key;
    device.created = seconds(tools_.clock());
    tools_.repository.add_device(transaction, device);
    code->request = digest;
    code->device = device.id;
    tools_.repository.use_code(transaction, *code);
    EnrolmentAnswer made = answer(request, *code, device.id, EnrolmentOutcome::made);
    transaction.commit();
    return made;
}

std::vector<ImportedRequest> Devices::import(const std::filesystem::path& stick) {
    const auto folder = stick / "devices";
    std::error_code error;
    std::vector<std::filesystem::path> requests;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".request") requests.push_back(entry.path());
    if (error)
        throw Error(ErrorKind::invalid,
                    "The folder " + folder.string() +
                        " can't be read; name the stick on which 'villageboard-sync enrol' left "
                        "its request.");
    std::ranges::sort(requests);
    feed::DiskFileSystem disk(folder);
    std::vector<ImportedRequest> all;
    for (const auto& file : requests) {
        EnrolmentAnswer answer = enrol(read_input_file(file, kMaxEnrolmentBytes));
        const std::string reply = file.stem().string() + ".reply";
        disk.write(reply + ".tmp", answer.body, tools_.clock());
        disk.rename(reply + ".tmp", reply);
        disk.sync_folder("");
        all.push_back({file.string(), std::move(answer)});
    }
    return all;
}

DeviceRow Devices::require(const std::string& id) {
    auto device = tools_.repository.device(id);
    if (!device)
        throw Error(ErrorKind::invalid,
                    "There is no device " + id + "; 'device list' names them all.");
    return std::move(*device);
}

void Devices::record(Transaction& transaction, const std::string& act, const DeviceRow& device) {
    const nlohmann::ordered_json detail{{"grants", device.grants.size()}};
    Audit(tools_).record(transaction, actor_, {act, device.area, device.id, detail.dump()});
}

void Devices::accept(const std::string& id, const std::vector<AreaCode>& grants) {
    for (const AreaCode& grant : grants)
        if (!tools_.settings.area.contains(grant))
            throw Error(ErrorKind::invalid, "The area " + grant.digits() +
                                                " is not in this county; it can't be granted.");
    // feeds before devices, as a publication that makes a key takes them
    std::set<AreaCode> keyed(grants.begin(), grants.end());
    keyed.insert(*AreaCode::parse(require(id).area));
    Transaction transaction(tools_.repository);
    for (const AreaCode& area : keyed) tools_.repository.lock_feed(transaction, area.digits());
    FleetRows(tools_.repository).lock_device(transaction, id);
    DeviceRow device = require(id);
    if (device.state == DeviceState::revoked)
        throw Error(ErrorKind::invalid,
                    "The device " + id + " was revoked; enrol it again with a new code.");
    const std::size_t held = device.grants.size();
    for (const AreaCode& grant : grants)
        if (std::ranges::find(device.grants, grant.digits()) == device.grants.end())
            device.grants.push_back(grant.digits());
    if (device.state == DeviceState::pending || device.grants.size() != held) {
        device.state = DeviceState::accepted;
        ++device.keys_version;
        tools_.repository.put_device(transaction, device);
        for (const AreaCode& area : keyed) keyring_.current(transaction, area);
        record(transaction, "device.accept", device);
    }
    transaction.commit();
    for (const AreaCode& area : keyring_.followed(device)) FeedImage(tools_).complete_path(area);
    keyring_.issue();
}

std::size_t Devices::accept_all() {
    std::size_t count = 0;
    for (const DeviceRow& device : tools_.repository.devices()) {
        if (device.state != DeviceState::pending) continue;
        accept(device.id, {});
        ++count;
    }
    return count;
}

void Devices::revoke(const std::string& id) {
    {
        Transaction transaction(tools_.repository);
        FleetRows rows(tools_.repository);
        const auto followed = keyring_.followed(require(id));
        // in the order in which accept() takes them
        for (const AreaCode& area : std::set<AreaCode>(followed.begin(), followed.end()))
            if (tools_.repository.feed(area.digits()))
                tools_.repository.lock_feed(transaction, area.digits());
        rows.lock_device(transaction, id);
        DeviceRow device = require(id);
        if (device.state != DeviceState::revoked) {
            const bool held_keys = device.state == DeviceState::accepted;
            device.state = DeviceState::revoked;
            tools_.repository.put_device(transaction, device);
            rows.wipe(transaction, id);
            if (held_keys)
                for (const AreaCode& area : keyring_.followed(device)) {
                    tools_.repository.lock_feed(transaction, area.digits());
                    keyring_.renew(transaction, area);
                }
            record(transaction, "device.revoke", device);
        }
        transaction.commit();
    }
    keyring_.issue();
}

}  // namespace villageboard::county
