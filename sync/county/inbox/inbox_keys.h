/// Keys to which villagers' messages are sealed. Terminals take the newest that the county's feed
/// names; the county keeps older ones, since a message may come weeks later by stick.
#pragma once
#include <filesystem>
#include <string>

#include "sync/county/tools.h"

namespace villageboard::county {

/// Makes a key, writes its secret half to `file` (empty: keys/inbox-<day>.key, where the server
/// finds it) and publishes its public half, in force at once. Also makes keys/cases.key where an
/// older program made none. The secret is on disk before the public half is published. Returns the
/// file. Throws Error(invalid) when a file of this name is there.
std::filesystem::path make_inbox_key(const Tools& tools, const std::filesystem::path& file);

}  // namespace villageboard::county
