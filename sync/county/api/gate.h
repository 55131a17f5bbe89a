/// Who stands behind a request: a person with a session, a program with a token, or a terminal that
/// signed it.
#pragma once
#include "sync/county/api/router.h"

namespace villageboard::county {

Gate gate();

/// The terminal that signed a request, its nonce used up. Throws Refusal: `signed_out` with the
/// code "clock" and this server's time in the sentence when the terminal's clock is off, "replayed"
/// for a request that came before, "device" for a terminal that the county doesn't know or has
/// revoked.
DeviceRow signing_device(const HttpRequest& request, const Tools& tools);

}  // namespace villageboard::county
