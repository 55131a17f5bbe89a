/// What the writer needs of a disk, so that tests can cut the power between any two operations
/// and fill the disk. Paths are relative to the root given to the implementation, '/' separated.
/// Every failure throws Error(retry); nothing is reported as done that is not.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"

namespace villageboard::feed {

struct FileInfo {
    std::uint64_t size = 0;
    Instant modified{};
};

class FileSystem {
  public:
    virtual ~FileSystem() = default;
    /// Nothing when there is no such file.
    virtual std::optional<std::string> read(const std::string& path) = 0;
    virtual std::optional<FileInfo> info(const std::string& path) = 0;
    /// Creates or truncates the file and the folders above it, writes, sets the modification
    /// time, syncs the file. Not atomic.
    virtual void write(const std::string& path, std::string_view bytes, Instant modified) = 0;
    /// Replaces `to` atomically.
    virtual void rename(const std::string& from, const std::string& to) = 0;
    /// Makes names in `folder` and of `folder` itself durable.
    virtual void sync_folder(const std::string& folder) = 0;
    /// No such file is no failure.
    virtual void remove(const std::string& path) = 0;
    /// Names in a folder, those of folders with a '/' at the end, sorted; none when there is none.
    virtual std::vector<std::string> list(const std::string& folder) = 0;
};

/// The real one, below `root`, which it creates.
class DiskFileSystem : public FileSystem {
  public:
    explicit DiskFileSystem(std::filesystem::path root);
    std::optional<std::string> read(const std::string& path) override;
    std::optional<FileInfo> info(const std::string& path) override;
    void write(const std::string& path, std::string_view bytes, Instant modified) override;
    void rename(const std::string& from, const std::string& to) override;
    void sync_folder(const std::string& folder) override;
    void remove(const std::string& path) override;
    std::vector<std::string> list(const std::string& folder) override;

  private:
    std::filesystem::path root_;
};

}  // namespace villageboard::feed
