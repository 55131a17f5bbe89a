/// A program under measurement with all its processes: it is the leader of a session of its own,
/// and what it starts is found by session and parent. What it prints goes to a file.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/memory.h"

namespace villageboard::bench {

class Program {
  public:
    /// Starts it; the moment before is started(). Ends this program when that can't be done.
    Program(const std::vector<std::string>& command, const std::filesystem::path& log);
    /// Ends all its processes, first asking, then not.
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::chrono::steady_clock::time_point started() const { return started_; }
    std::vector<pid_t> processes() const;

    /// Sums over all processes.
    Memory memory() const;
    /// Processor time used so far by the threads that are there, ms.
    double processor_ms() const;
    /// How often a thread of it was put on a processor.
    std::uint64_t wakeups() const;
    /// Regular files that are mapped or open, below /usr, /etc, and the program's own.
    std::vector<std::filesystem::path> files() const;

  private:
    std::chrono::steady_clock::time_point started_;
    pid_t leader_ = 0;
};

/// Asks the kernel to forget the files' pages, as after a reboot; what other processes have mapped
/// stays (posix_fadvise(2)).
void evict(const std::vector<std::filesystem::path>& files);

}  // namespace villageboard::bench
