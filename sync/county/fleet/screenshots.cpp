#include "sync/county/fleet/screenshots.h"

#include "sync/county/fleet/fleet.h"
#include "sync/county/fleet/png_check.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/store/fleet_rows.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kRequestBytes = 16;

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

}  // namespace

ScreenshotRequestRow Screenshots::ask(const Actor& actor, const std::string& device) {
    const std::string area = Fleet(tools_).member(actor, device).device.area;
    ScreenshotRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    if (FleetRows(tools_.repository).lock_device(transaction, device) != DeviceState::accepted)
        throw Refusal(RefusalKind::conflict, "not_accepted",
                      "Only a terminal that was accepted can be asked for a picture.");
    const std::int64_t now = seconds(tools_.clock());
    ScreenshotRequestRow row{.request = feed::to_hex(tools_.random(kRequestBytes)),
                             .asked_by = actor.id,
                             .asked = now,
                             .expires = seconds(tools_.clock() + kScreenshotWait)};
    const auto before = rows.request(device);
    if (before && before->expires > now) row.request = before->request;
    rows.put_request(transaction, device, row);
    Audit(tools_).record(transaction, actor.id, {"device.screenshot", area, device, "{}"});
    transaction.commit();
    return row;
}

std::optional<Screenshots::Waiting> Screenshots::waiting(const std::string& device) {
    const auto row = ScreenshotRows(tools_.repository).request(device);
    const std::int64_t now = seconds(tools_.clock());
    if (!row || row->expires <= now) return std::nullopt;
    return Waiting{row->request, std::chrono::seconds(row->expires - now)};
}

void Screenshots::take(const std::string& device, const std::string& request,
                       const std::string& png) {
    if (png.size() > kMostScreenshotUpload)
        throw Refusal(RefusalKind::invalid, "too_large",
                      "A picture of a screen has at most 768 KiB.");
    if (!is_plain_png(png, kMostScreenshotSide))
        throw Refusal(RefusalKind::invalid, "no_png",
                      "A picture of a screen is a plain PNG file of at most 1280 pixels a side.");
    ScreenshotRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const auto state = FleetRows(tools_.repository).lock_device(transaction, device);
    const auto row = tools_.repository.device(device);
    if (!row || state != DeviceState::accepted)
        throw Refusal(RefusalKind::forbidden, "device", "The county does not know this device.");
    const auto asked = waiting(device);
    if (!asked || asked->request != request)
        throw Refusal(RefusalKind::conflict, "not_asked",
                      "Nobody asks for this picture, or not any more.");
    rows.put_picture(transaction, device, {seconds(tools_.clock()), png});
    rows.remove_request(transaction, device);
    Audit(tools_).record(transaction, device, {"device.pictured", row->area, device, "{}"});
    transaction.commit();
}

ScreenshotRow Screenshots::newest(const Actor& actor, const std::string& device) {
    Fleet(tools_).member(actor, device);
    auto row = ScreenshotRows(tools_.repository).picture(device);
    if (!row || row->received < seconds(tools_.clock() - kScreenshotKept))
        throw Refusal(RefusalKind::unknown, "no_picture",
                      "There is no picture of this terminal's screen; ask for one first.");
    return std::move(*row);
}

std::uint64_t Screenshots::thin() {
    const Instant now = tools_.clock();
    Transaction transaction(tools_.repository);
    const std::uint64_t gone = ScreenshotRows(tools_.repository)
                                   .thin(transaction, seconds(now - kScreenshotKept), seconds(now));
    transaction.commit();
    return gone;
}

}  // namespace villageboard::county
