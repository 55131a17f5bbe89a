/// What is decided on a terminal must not be overtaken by another server, least of all by its
/// revocation.
#pragma once
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

/// All devices, held until the transaction ends. Feeds are locked before, never after.
std::vector<DeviceRow> lock_devices(Repository& repository, Transaction& transaction);

}  // namespace villageboard::county
