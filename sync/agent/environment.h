/// What the agent needs of its machine, so that tests can give it any clock, any disk and any
/// county. Everything that has an effect comes in through here.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/model/time.h"
#include "content/state/clock.h"
#include "content/state/running_time.h"
#include "sync/feed/hash.h"
#include "sync/fetch/fetcher.h"

namespace villageboard::agent {

using state::RunningTime;

/// Files outside of the databases: parts of downloads and attachments. Every failure throws
/// Error(retry).
class Disk {
  public:
    virtual ~Disk() = default;
    /// Appends to a file, making it and its folders when they are missing.
    virtual void append(const std::filesystem::path& file, std::string_view bytes) = 0;
    virtual void sync(const std::filesystem::path& file) = 0;
    /// Replaces `to` and makes the new name durable.
    virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// No such file is no failure.
    virtual void remove(const std::filesystem::path& file) = 0;
};

class RealDisk : public Disk {
  public:
    void append(const std::filesystem::path& file, std::string_view bytes) override;
    void sync(const std::filesystem::path& file) override;
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    void remove(const std::filesystem::path& file) override;
};

struct Environment {
    std::function<state::ClockReading()> clock;
    std::function<RunningTime()> running;
    feed::RandomBytes random;
    /// A fetcher for a source as a person wrote it, see fetch::make_fetcher.
    std::function<std::unique_ptr<fetch::Fetcher>(const std::string& source, fetch::PlainHttp)>
        fetcher;
    std::shared_ptr<Disk> disk;
    std::string cache_vfs = {};  ///< SQLite VFS of the cache; empty: the default one
};

/// The machine itself.
Environment real_environment();

}  // namespace villageboard::agent
