/// What a process holds, from /proc (proc(5)), in KiB; zeros when it is gone.
#pragma once
#include <sys/types.h>

#include <vector>

namespace villageboard::bench {

struct Memory {
    long rss = 0;
    long pss = 0;
    long private_dirty = 0;
};

Memory memory_of(pid_t process);
Memory memory_of_self();

}  // namespace villageboard::bench
