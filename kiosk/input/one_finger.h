/// Of all fingers on the glass the one that counts: the first that comes. Others are not heard
/// until it lifts. Three and more are a palm, or somebody who leans on the glass: then none counts
/// until all are gone. Pure; fingers are told apart by a number.
#pragma once
#include <cstdint>
#include <optional>
#include <set>

namespace villageboard::kiosk {

class OneFinger {
  public:
    /// What a finger's news means for the one that counts.
    enum class Heard { nothing, press, move, release, cancel };

    Heard down(std::int64_t finger);
    Heard move(std::int64_t finger) const;
    Heard up(std::int64_t finger);
    /// The device took all of them back.
    Heard all_gone();

  private:
    std::set<std::int64_t> fingers_;
    std::optional<std::int64_t> counts_;
    bool palm_ = false;
};

}  // namespace villageboard::kiosk
