/// Which files of a feed's folder have outlived their use: partial tiles that a newer checkpoint
/// replaced over an hour ago, and temporary files that a cut left behind.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "content/model/time.h"
#include "sync/feed/file_system.h"
#include "sync/feed/tile.h"

namespace villageboard::feed {

/// Name of a temporary file beside `path` that no other writer takes: several servers may write a
/// blob or a terminal's keys at once, and none must rename what another has half written.
std::string temporary_path(const std::string& path);

/// Removes temporary files of a folder that a cut left behind over an hour before `now`.
void remove_old_temporaries(FileSystem& files, const std::string& folder, Instant now);

/// Widths of the partial files kept of one tile (`width` of `tile` is ignored).
std::set<unsigned> kept_widths(FileSystem& files, const std::string& base, const Tile& tile);

enum class Leftovers { keep_temporary, remove_temporary };

/// Removes the partials of the feed in folder `base` ("539921/") that were replaced more than
/// kKeepPartials before `now`. Those of `size`, the folder's own checkpoint, always stay.
/// A partial counts as replaced from the modification time of the next wider file of its tile.
void remove_replaced_partials(FileSystem& files, const std::string& base, std::uint64_t size,
                              Instant now, Leftovers leftovers);

}  // namespace villageboard::feed
