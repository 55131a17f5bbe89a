/// How long the machine has run: time that no wrong clock can change.
#pragma once
#include <chrono>
#include <string>

namespace villageboard::state {

/// How long the machine has run, whatever its wall clock says.
struct RunningTime {
    std::string boot_id;                 ///< differs after each boot
    std::chrono::seconds since_boot{0};  ///< suspended time included
};

/// Asks the kernel; reads one small file of /proc.
RunningTime running_time();

}  // namespace villageboard::state
