/// Reads bodies back out of the county's own database: for dictionaries, for the reference data in
/// force, for the report before this one.
#pragma once
#include <optional>
#include <string>

#include "content/catalogue/catalogue.h"
#include "content/model/area_table.h"
#include "content/model/body.h"
#include "content/model/calendar.h"
#include "sync/county/store/repository.h"
#include "sync/feed/entry.h"
#include "sync/feed/frame.h"

namespace villageboard::county {

/// An entry's body for one audience; nothing when it has none, was erased, or its key is missing.
std::optional<std::string> stored_body(const EntryRow& row, Audience audience,
                                       const feed::FrameKeys& keys);

/// What the county published last about catalogue, calendar and areas; what the program carries
/// inside where it published nothing yet.
struct ReferenceData {
    Catalogue catalogue;
    Calendar calendar;
    std::optional<AreaTable> areas;  ///< nothing: every code inside the county is good

    static ReferenceData load(Repository& repository, const AreaCode& county);
};

/// The newest report of this catalogue item whose period ends before `before`.
std::optional<Finance> previous_report(Repository& repository, const std::string& area,
                                       const std::string& catalogue, Day before);

}  // namespace villageboard::county
