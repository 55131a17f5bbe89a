/// Downloads on their way: `<data>/parts/`. A transfer that breaks off leaves a part, and the next
/// one goes on from its last byte where the source vouches for the same file (strong ETag).
/// Nothing here is verified: whoever reads a finished part verifies it. One thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "sync/agent/environment.h"

namespace villageboard::agent {

enum class PartOutcome {
    complete,  ///< the whole of what was wanted lies in file()
    missing,   ///< no such file at the source
    refused,   ///< the source does not give it
    oversize,  ///< longer than allowed; nothing is kept
};

struct PartWant {
    std::string path;         ///< at the source
    std::string name;         ///< in parts/: no '/', distinct for distinct bytes
    std::uint64_t base = 0;   ///< bytes of the file held elsewhere: the part starts behind them
    std::uint64_t limit = 0;  ///< most bytes behind `base`
};

class Parts {
  public:
    /// `folder` need not exist yet.
    Parts(Disk& disk, std::filesystem::path folder);

    /// Fetches what is wanted, going on where an earlier call broke off; nothing is asked when it
    /// is complete already. Throws Error(retry) when the transfer breaks off or the disk refuses;
    /// what arrived until then stays.
    PartOutcome fetch(fetch::Fetcher& source, const PartWant& want);

    /// Where a complete part lies.
    std::filesystem::path file(const std::string& name) const { return folder_ / name; }
    /// Removes every part, complete or not, whose name starts so. An empty prefix removes all.
    void drop(const std::string& prefix);

  private:
    Disk& disk_;
    std::filesystem::path folder_;
};

}  // namespace villageboard::agent
