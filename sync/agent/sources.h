/// Where a round asks, in order: what the caller named, the county, then mirrors. A source that
/// can't be reached is not asked again in the same round.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/agent/environment.h"

namespace villageboard::agent {

/// The mirrors that `<data>/mirrors` lists, one source a line; empty lines and lines that start
/// with '#' don't count.
std::vector<std::string> read_mirrors(const std::filesystem::path& data_dir);

class Sources {
  public:
    /// Each name once. A name that is no source is an Error(invalid).
    Sources(const Environment& environment, const std::vector<std::string>& names,
            fetch::PlainHttp plain);

    /// Calls `use` for each source that still answers, until it says that it has what it wants.
    /// An Error(retry) thrown by it puts that source out of use for this round where it is one of
    /// the network; `failure()` then has the sentence.
    enum class Next { done, go_on };
    Next each(const std::function<Next(fetch::Fetcher&)>& use);

    std::uint64_t requests() const;
    const std::string& failure() const { return failure_; }

  private:
    struct Source {
        std::unique_ptr<fetch::Fetcher> fetcher;
        bool down = false;
    };
    std::vector<Source> sources_;
    std::string failure_;
};

}  // namespace villageboard::agent
