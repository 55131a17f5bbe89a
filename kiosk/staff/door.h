/// The door to the staff's pages: takes a PIN, has it checked on another thread, makes people wait
/// who try in vain, and remembers across power cuts. UI
/// thread only; no call waits for a check.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <vector>

#include "content/state/running_time.h"
#include "content/state/staff.h"
#include "kiosk/staff/pin.h"
#include "kiosk/staff/pin_check.h"

namespace villageboard::kiosk {

/// How the door stands.
enum class Door {
    shut,      ///< a PIN may be typed
    checking,  ///< one is being checked
    open,      ///< the last one was right; taken once
    wrong,     ///< the last one was not
    waiting,   ///< too many were wrong: see left()
    no_pins,   ///< the county has given this terminal none
    broken,    ///< what is needed for checking can't be read or written
};

class StaffDoor {
  public:
    /// `state` must outlive it; `data_dir` is the terminal's folder.
    StaffDoor(state::StateDb& state, std::filesystem::path data_dir,
              std::function<state::RunningTime()> running);
    /// Waits for a check that is under way.
    ~StaffDoor();

    /// As somebody steps up to it: forgets what the last one was told.
    void approach();
    /// The attempt is written down before it is checked; where that fails nothing is checked.
    void try_pin(Pin pin);
    /// `open` is given once: the caller goes in.
    Door look();
    std::chrono::seconds left() const;
    int free_attempts() const;
    /// Whether look() would say something new to whoever asked it last: a new frame is due.
    bool changed();
    /// The digits 0 to 9 in an order that nobody knows before.
    std::vector<int> scrambled() const;

    struct Space {
        std::uint64_t free_bytes = 0;
        std::uint64_t all_bytes = 0;
    };
    /// Of the disk that the terminal's data lie on; zeros where it can't be told.
    Space space() const;

  private:
    void settle(const CheckedPin& checked);

    state::StaffRecords records_;
    std::filesystem::path data_dir_;
    std::function<state::RunningTime()> running_;
    state::PinAttempts attempts_;
    std::future<CheckedPin> check_;
    Door door_ = Door::shut;
    bool counts_down_ = false;  ///< somebody sees the time that is left
};

}  // namespace villageboard::kiosk
