/// What an item that is live says to the world now, read back out of the county's database.
#pragma once
#include <optional>
#include <string>

#include "content/model/body.h"
#include "sync/county/store/repository.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

struct LiveItem {
    ItemRow row;
    feed::Envelope envelope;
    Body body;  ///< the public rendition
};

/// Nothing where the area's feed has no such item, where it isn't live or has no public body.
std::optional<LiveItem> live_item(Repository& repository, const AreaCode& area,
                                  const std::string& item);

}  // namespace villageboard::county
