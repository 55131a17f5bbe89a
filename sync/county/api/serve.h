/// `villageboard-county serve`: the feed folder and the API over HTTP until SIGTERM.
#pragma once
#include <functional>

#include "sync/county/api/http_server.h"
#include "sync/county/opened_county.h"

namespace villageboard::county {

/// Repairs the feed folder, renews the freshness of every feed now and then hourly, serves.
/// The process ignores SIGPIPE from then on. `ready` is told the port that was bound, before the
/// first request. Returns after a stop. Throws Error with one plain sentence when the address is
/// busy or the folder can't be used.
void serve(OpenedCounty& county, const ListenAddress& address,
           const std::function<void(HttpServer&)>& ready);

}  // namespace villageboard::county
