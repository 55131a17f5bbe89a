#include "sync/county/fleet/reports.h"

#include <algorithm>

#include "sync/county/keyring.h"
#include "sync/county/store/service_rows.h"
#include "sync/feed/hash.h"

namespace villageboard::county {
namespace {

constexpr std::chrono::days kKeepWhole{2};
constexpr std::chrono::days kKeepDaily{400};
constexpr std::chrono::days kKeepErrors{30};
constexpr std::uint64_t kDevicesAtOnce = 200;

}  // namespace

void Reports::take(const std::string& id, const std::string& bytes, const Json& body) {
    if (bytes.size() > kMaxReportBytes)
        throw Refusal(RefusalKind::invalid, "too_large", "A report has at most 256 KiB.");
    TerminalReport report = read_report(body);
    Transaction transaction(tools_.repository);
    const auto state = FleetRows(tools_.repository).lock_device(transaction, id);
    const auto device = tools_.repository.device(id);
    if (!device || state == DeviceState::revoked)
        throw Refusal(RefusalKind::forbidden, "device", "The county does not know this device.");
    const bool fresh = FleetRows(tools_.repository)
                           .add_report(transaction, id, feed::sha256(bytes).hex(),
                                       format_instant(tools_.clock()), bytes);
    if (fresh) keep(transaction, *device, std::move(report));
    transaction.commit();
}

void Reports::keep(Transaction& transaction, const DeviceRow& device, TerminalReport report) {
    FleetRows rows(tools_.repository);
    const Instant now = tools_.clock();
    const std::int64_t at = now.time_since_epoch().count();
    const auto before = rows.terminal(device.id);
    TerminalRow& row = report.terminal;
    row.received = at;
    row.first_report = before ? before->first_report : at;
    row.displayed = report.minutes_today > 0 ? at : (before ? before->displayed : 0);
    row.reason_reports = 1;
    if (before && before->reason == row.reason) row.reason_reports = before->reason_reports + 1;
    rows.put_terminal(transaction, device.id, row);

    const auto followed = Keyring(tools_).followed(device);
    const auto follows = [&](const std::string& area) {
        return std::ranges::find(followed, area, &AreaCode::digits) != followed.end();
    };
    std::erase_if(report.feeds, [&](const TerminalFeedRow& one) { return !follows(one.area); });
    rows.put_feeds(transaction, device.id, report.feeds);
    for (TerminalErrorRow& error : report.errors) {
        error.last = at;
        rows.add_error(transaction, device.id, error);
    }
    rows.forget_errors(transaction, device.id, (now - kKeepErrors).time_since_epoch().count());
    ServiceRows(tools_.repository).see(transaction, device.id, shanghai_day(now));
    for (const TerminalDayRow& day : report.days) rows.put_day(transaction, device.id, day);
    for (ConfirmationRow& confirmation : report.confirmations) {
        if (!follows(confirmation.area)) continue;
        confirmation.device = device.id;
        confirmation.received = at;
        rows.confirm(transaction, confirmation);
    }
}

std::uint64_t Reports::thin() {
    FleetRows rows(tools_.repository);
    const Instant now = tools_.clock();
    std::uint64_t gone = 0;
    std::string after;
    while (true) {
        const auto ids =
            rows.devices({tools_.settings.area.digits(), {}, {}}, after, kDevicesAtOnce);
        for (const std::string& id : ids) {
            Transaction transaction(tools_.repository);
            gone += rows.thin(transaction, id, format_instant(now - kKeepWhole),
                              format_instant(now - kKeepDaily));
            transaction.commit();
        }
        if (ids.size() < kDevicesAtOnce) return gone;
        after = ids.back();
    }
}

}  // namespace villageboard::county
