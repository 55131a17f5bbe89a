/// `villageboard-county export`: a copy of feeds that works as a mirror behind any web server or as
/// a stick. Per feed the checkpoint is read first and written last, so that a copy broken off in
/// the middle shows the old state; a later export of the same folder copies only what changed.
#pragma once
#include <cstddef>
#include <vector>

#include "sync/county/tools.h"

namespace villageboard::county {

struct ExportReport {
    std::size_t feeds = 0;
    std::size_t files = 0;  ///< written, not those that were already there
    std::uint64_t bytes = 0;
};

/// `areas` empty: every feed. With areas: those and the ones above them, as a terminal needs them.
/// Throws Error(invalid) for an area without a feed, Error(retry) when `to` refuses.
ExportReport export_feeds(const Tools& tools, feed::FileSystem& to,
                          const std::vector<AreaCode>& areas);

}  // namespace villageboard::county
