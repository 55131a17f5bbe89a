#include "tests/bench/memory.h"

#include <unistd.h>

#include <fstream>
#include <string>

namespace villageboard::bench {

Memory memory_of(pid_t process) {
    Memory memory;
    std::ifstream in("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string word; in >> word;) {
        if (word == "Rss:") in >> memory.rss;
        if (word == "Pss:") in >> memory.pss;
        if (word == "Private_Dirty:") in >> memory.private_dirty;
    }
    return memory;
}

Memory memory_of_self() { return memory_of(getpid()); }

}  // namespace villageboard::bench
