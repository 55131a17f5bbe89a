/// Which `cache.<generation>.db` is shown and which is written. Normally one file is both. A
/// damaged one stays on screen while a new generation is filled beside it; the new one takes its
/// place once it is whole. One thread; the caller holds the agent's lock.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include "content/cache/writer.h"
#include "sync/agent/environment.h"

namespace villageboard::agent {

class Generations {
  public:
    Generations(std::filesystem::path data_dir, Disk& disk, std::string vfs);

    /// Opens the generation to write. The shown one when it is sound and is not `damaged`;
    /// otherwise the one being rebuilt, which is made when there is none.
    cache::CacheWriter& open(const std::optional<std::uint64_t>& damaged);

    std::uint64_t writing() const { return writing_; }
    /// Whether the generation being written is not the one shown.
    bool rebuilding() const;
    /// Whether no other generation is left, in which erased text could stand.
    bool alone() const;
    /// The written one is whole: it is shown from now on, and the others are deleted.
    void show_written();
    /// Deletes every generation but the one written; for when erased text may stand in one.
    /// Does nothing while a rebuild is under way: what is shown must stay.
    void delete_others();

  private:
    bool open_sound(std::uint64_t generation);
    void name_current();
    std::vector<std::uint64_t> present() const;

    std::filesystem::path data_dir_;
    Disk& disk_;
    std::string vfs_;
    std::uint64_t writing_ = 0;
    std::unique_ptr<cache::CacheWriter> writer_;
};

}  // namespace villageboard::agent
