/// Village keys: who may read what is for the hall only. One key per area and version; each
/// accepted terminal gets all versions of the areas it follows, sealed to it, in keys/<device id>.
/// The database says what each terminal should hold; issue() makes the files follow.
#pragma once
#include <string>
#include <vector>

#include "sync/county/tools.h"
#include "sync/feed/frame.h"

namespace villageboard::county {

class Keyring {
  public:
    explicit Keyring(const Tools& tools) : tools_(tools) {}

    /// The newest key of an area; version 1 is made when there is none. The caller holds the
    /// feed's lock.
    VillageKeyRow current(Transaction& transaction, const AreaCode& area);
    /// Starts a new version of an area's key, if it has one: a device that knew it was revoked.
    void renew(Transaction& transaction, const AreaCode& area);
    feed::VillageKeys all(const AreaCode& area);

    /// The areas whose feeds a terminal follows: the path to where it stands, and its grants.
    std::vector<AreaCode> followed(const DeviceRow& device) const;

    /// Writes keys/<device id> of every accepted terminal whose file is behind, removes that of
    /// every other. Returns how many files changed.
    std::size_t issue();

  private:
    void add(Transaction& transaction, const AreaCode& area, std::uint32_t version);
    bool is_issued(const DeviceRow& device);
    void write(const DeviceRow& device);

    Tools tools_;
};

}  // namespace villageboard::county
