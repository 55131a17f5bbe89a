/// The fleet as its operators see it: the register, what each terminal holds and what it should
/// hold, who confirmed an erasure. Who may: an operator of the area or the county's administrator.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/fleet/standing.h"
#include "sync/county/people/actor.h"
#include "sync/county/tools.h"

namespace villageboard::county {

/// Whether the actor looks after the terminals of an area.
bool looks_after(const Actor& actor, const AreaCode& area);
/// Throws Refusal(forbidden) unless they do.
void require_fleet_post(const Actor& actor, const AreaCode& area);

/// One terminal with everything a list or its own page shows.
struct FleetMember {
    DeviceRow device;
    std::string fingerprint;  ///< empty once it was revoked
    RegisterRow entry;
    Knowledge known;
    std::vector<Trouble> troubles;  ///< of an accepted terminal in service
};

struct FleetPage {
    std::vector<FleetMember> rows;
    std::string next;
};

/// A terminal and what it confirmed about an item.
struct Confirmed {
    std::string device;
    std::string area;  ///< where it stands
    std::optional<ConfirmationRow> row;
};
struct ConfirmedPage {
    std::int64_t index = 0;  ///< of the entry that asked for it
    std::string what;        ///< "erase" or "withdraw"
    std::vector<Confirmed> rows;
    std::string next;
};

class Fleet {
  public:
    explicit Fleet(const Tools& tools) : tools_(tools) {}

    FleetPage list(const Actor& actor, const DeviceFilter& filter, const std::string& after,
                   std::uint64_t limit);
    /// Throws Refusal(unknown) for a device that is none or lies elsewhere.
    FleetMember member(const Actor& actor, const std::string& id);
    /// Whether the rows of a feed on the terminal are those of the county; nothing while it is
    /// behind or didn't say.
    std::optional<bool> agrees(const FleetMember& member, const TerminalFeedRow& feed);

    /// A one-time code for a terminal of the area.
    std::string make_code(const Actor& actor, const AreaCode& area);
    /// As Devices does it, for those who may.
    void accept(const Actor& actor, const std::string& id, const std::vector<AreaCode>& grants);
    void revoke(const Actor& actor, const std::string& id);

    /// Enters what the office knows. `row.version` is that of the entry it was made from: throws
    /// Refusal(conflict) where somebody changed it meanwhile.
    RegisterRow enter(const Actor& actor, const std::string& id, RegisterRow row);
    void join(const Actor& actor, const std::string& id, const std::string& group);
    void leave(const Actor& actor, const std::string& id, const std::string& group);

    /// Which terminals that follow the feed confirmed the item's erasure or withdrawal, which not
    /// yet. Whoever sees the area may ask. Throws Refusal(unknown) unless it was erased or
    /// withdrawn.
    ConfirmedPage confirmations(const Actor& actor, const AreaCode& area, const std::string& item,
                                const std::string& after, std::uint64_t limit);

    /// Both sides of what a terminal follows.
    Knowledge knowledge(const DeviceRow& device);

  private:
    DeviceRow require(const Actor& actor, const std::string& id);
    FleetMember describe(DeviceRow device);

    Tools tools_;
};

}  // namespace villageboard::county
