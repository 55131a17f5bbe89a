#include <nlohmann/json.hpp>
#include <ostream>

#include "content/model/error.h"
#include "sync/county/cli/commands.h"
#include "sync/county/devices.h"

namespace villageboard::county {
namespace {

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

std::string when(std::int64_t seconds) {
    return format_instant(Instant(std::chrono::seconds(seconds)));
}

}  // namespace

void run_device_code(OpenedCounty& county, const std::string& area, std::ostream& out) {
    const AreaCode where = county.area(area);
    const std::string code = Devices(county.tools()).make_code(where);
    out << "For one terminal in " << where.digits() << ", within 24 hours: " << code << "\n";
}

void run_device_list(OpenedCounty& county, Output output, std::ostream& out) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const DeviceRow& device : Devices(county.tools()).list()) {
        list.push_back({{"id", device.id},
                        {"area", device.area},
                        {"state", state_word(device.state)},
                        {"created", when(device.created)},
                        {"grants", device.grants}});
        if (output == Output::json) continue;
        out << device.id << " " << device.area << " " << state_word(device.state) << " "
            << when(device.created);
        for (const std::string& grant : device.grants) out << " +" << grant;
        out << "\n";
    }
    if (output == Output::json)
        out << nlohmann::ordered_json{{"devices", std::move(list)}}.dump(2) << "\n";
}

void run_device_accept(OpenedCounty& county, const std::string& id,
                       const std::vector<std::string>& grants, std::ostream& out) {
    Devices devices(county.tools());
    if (id.empty()) {
        out << devices.accept_all() << " accepted.\n";
        return;
    }
    std::vector<AreaCode> areas;
    for (const std::string& grant : grants) areas.push_back(county.area(grant));
    devices.accept(id, areas);
    out << id << " accepted.\n";
}

void run_device_revoke(OpenedCounty& county, const std::string& id, std::ostream& out) {
    Devices(county.tools()).revoke(id);
    out << id
        << " revoked. What it already held can't be recalled; what comes from now on is "
           "sealed with a new key.\n";
}

void run_device_import(OpenedCounty& county, const std::filesystem::path& stick,
                       std::ostream& out) {
    std::size_t refused = 0;
    for (const ImportedRequest& request : Devices(county.tools()).import(stick)) {
        const bool answered = request.answer.outcome == EnrolmentOutcome::made ||
                              request.answer.outcome == EnrolmentOutcome::repeated;
        if (!answered) ++refused;
        out << request.file << (answered ? " answered" : " refused") << "\n";
    }
    if (refused > 0)
        throw Error(ErrorKind::rejected,
                    std::to_string(refused) +
                        " requests were refused: a code was mistyped, used, too old, or for "
                        "another area; make new codes with 'device code'.");
}

}  // namespace villageboard::county
