/// A database whose content no feed can give back: state.db, and the agent's trust.db.
/// Every open one holds `<name>.lock` shared; a damaged file is replaced only under its exclusive
/// lock, by the newest of three hourly copies that is sound, else by an empty one. The damaged file
/// stays beside it as `<name>.damaged`. One thread.
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "content/cache/database.h"

namespace villageboard::state {

/// A file lock of the kernel (flock), freed at the latest when the process ends.
class FileLock {
  public:
    enum class Mode { shared, exclusive };
    /// Makes the file when it is missing. held() tells whether the lock was free.
    FileLock(const std::filesystem::path& path, Mode mode);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    bool held() const { return held_; }
    /// Changes the mode without blocking; false leaves the lock as it was or frees it.
    bool change(Mode mode);

  private:
    int file_;
    bool held_;
};

class KeptDatabase {
  public:
    /// What happened to the file at opening.
    enum class Opened { as_it_was, from_copy, empty };

    /// `name` is "state" or "trust"; `mode` are the permissions of its files. Error `retry` when it
    /// is damaged and another program still has it open; `invalid` when a newer version made it.
    KeptDatabase(const std::filesystem::path& data_dir, const std::string& name, unsigned mode,
                 std::span<const std::string_view> migrations);

    cache::Database& database() { return *database_; }
    Opened opened() const { return opened_; }

    /// Writes a copy when the newest one is an hour old or older (by file times against `now`).
    void keep_copy(Instant now);

  private:
    bool open_sound(std::span<const std::string_view> migrations);
    void replace();
    std::filesystem::path copy_path(int number) const;

    std::filesystem::path path_;
    unsigned mode_;
    FileLock lock_;
    Opened opened_ = Opened::as_it_was;
    std::unique_ptr<cache::Database> database_;
};

}  // namespace villageboard::state
