#include "content/state/running_time.h"

#include <ctime>
#include <fstream>

namespace villageboard::state {

RunningTime running_time() {
    std::string boot_id;
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::getline(file, boot_id);
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return {boot_id, std::chrono::seconds{now.tv_sec}};
}

}  // namespace villageboard::state
