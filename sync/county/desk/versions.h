/// The revisions of a published item as they stand in its feed: nothing is written over, so old and
/// new figures stay readable until the item is erased.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sync/county/desk/figures.h"
#include "sync/county/people/actor.h"
#include "sync/county/tools.h"
#include "sync/feed/entry.h"

namespace villageboard::county {

struct ItemVersion {
    std::uint64_t index = 0;
    feed::Envelope envelope;
    nlohmann::ordered_json body;        ///< null where it was erased or has none
    std::vector<FigureChange> changes;  ///< against the last version before that has a body
};

class Versions {
  public:
    explicit Versions(const Tools& tools) : tools_(tools) {}

    /// In order. The village's rendition for who holds a desk post there, as the hall shows it.
    /// Refuses who holds none.
    std::vector<ItemVersion> of(const Actor& actor, const AreaCode& area, const std::string& item);

  private:
    Tools tools_;
};

}  // namespace villageboard::county
