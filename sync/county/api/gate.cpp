#include "sync/county/api/gate.h"

#include <algorithm>

#include "sync/county/api/request_signature.h"

namespace villageboard::county {
namespace {

Refusal unknown_device() {
    return {RefusalKind::forbidden, "device", "The county does not know this device."};
}

}  // namespace

DeviceRow signing_device(const HttpRequest& request, const Tools& tools) {
    const auto fields = parse_signature(request, "sig1");
    if (!fields) throw Refusal(RefusalKind::invalid, "unsigned", "This is no signed request.");
    auto device = tools.repository.device(fields->key_id);
    Ed25519PublicKey key{};
    if (!device || device->state == DeviceState::revoked || device->sign_key.size() != key.size())
        throw unknown_device();
    std::ranges::copy(device->sign_key, key.begin());
    const Instant now = tools.clock();
    switch (check_signature(request, *fields, key, now)) {
        case SignatureVerdict::good:
            break;
        case SignatureVerdict::malformed:
            throw Refusal(RefusalKind::invalid, "unsigned", "This is no signed request.");
        case SignatureVerdict::wrong_time:
            throw Refusal(
                RefusalKind::signed_out, "clock",
                "The clock of this device is off; here it is " + format_instant(now) + ".");
        default:
            throw unknown_device();
    }
    Transaction transaction(tools.repository);
    if (!tools.repository.use_nonce(transaction, device->id, fields->nonce, fields->expires,
                                    now.time_since_epoch().count()))
        throw Refusal(RefusalKind::conflict, "replayed",
                      "This request was sent before; sign a new one.");
    transaction.commit();
    return std::move(*device);
}

Gate gate() {
    return {.person = [](const HttpRequest&, const Tools&) { return std::optional<Caller>(); },
            .device = [](const HttpRequest& request,
                         const Tools& tools) { return signing_device(request, tools).id; }};
}

}  // namespace villageboard::county
