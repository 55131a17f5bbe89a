/// Who stands behind a request: a person with a session, a program with a token, or a terminal that
/// signed it.
/// The session's token comes in the cookie `__Host-villageboard`. Whatever changes something by
/// cookie needs the header `X-Villageboard: 1`, which no form and no other site's script can set,
/// and an Origin of this host where one is sent. Tokens (`Authorization: Bearer`) need neither.
/// The cookie is always set `Secure`, also on loopback without TLS: browsers take it there as from
/// a trustworthy place, scripts pass it in a Cookie header by hand.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sync/county/api/router.h"
#include "sync/county/people/sessions.h"

namespace villageboard::county {

Gate gate();

/// The living session of the cookie, whole or not, for the calls that serve a session itself.
/// Nothing without a cookie. Throws Refusal: "session_ended", or "forged" for a changing request
/// without the header or from another origin.
std::optional<SessionRow> session_of(const HttpRequest& request, const Tools& tools);
/// Throws Refusal("forged") for a request that another site's page sent: for calls that begin a
/// session, which have no cookie to look at yet.
void refuse_foreign(const HttpRequest& request);
/// Set-Cookie of a session's token; empty: takes the cookie away.
std::string session_cookie(std::string_view token);
/// Where a request comes from.
Origin origin_of(const HttpRequest& request);

/// The terminal that signed a request, its nonce used up. Throws Refusal: `signed_out` with the
/// code "clock" and this server's time in the sentence when the terminal's clock is off, "replayed"
/// for a request that came before, "device" for a terminal that the county doesn't know or has
/// revoked.
DeviceRow signing_device(const HttpRequest& request, const Tools& tools);

}  // namespace villageboard::county
