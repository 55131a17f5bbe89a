/// Whom to ring in this village: the person on duty of the newest contact list. Pure but for the
/// board that is read.
#pragma once
#include <optional>
#include <string>

#include "kiosk/app/board.h"
#include "kiosk/strings/strings.h"

namespace villageboard::kiosk {

struct DutyContact {
    std::string item;  ///< id of the list that holds it
    std::string post;
    std::string phone;
};

/// Of the village's own list, else the town's, else the county's: the entry that says it is on duty
/// (the word is in the string table), else the first that has a telephone. Entries that are over or
/// not yet begun are passed over while the clock is known.
std::optional<DutyContact> duty_contact(const Strings& strings, const Board& board);

/// Remembers it for a screen, which builds itself in every frame, until its content changes.
class DutyLookup {
  public:
    const std::optional<DutyContact>& get(const Strings& strings, const Board& board);
    void forget() { known_ = false; }

  private:
    std::optional<DutyContact> contact_;
    bool known_ = false;
};

}  // namespace villageboard::kiosk
