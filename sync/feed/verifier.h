/// Reads a whole feed from its first to its last byte and says everything that is wrong with it:
/// checkpoint signatures, hash tiles, entries, packs, runs, bodies, dictionaries, attachments, and
/// each against the others. Behind `villageboard-county verify`.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "content/model/area.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/entry.h"
#include "sync/feed/frame.h"

namespace villageboard::feed {

/// Where files come from: a folder, or a web server behind sync/fetch.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// At most `limit` bytes of a file from `offset` on; fewer at its end, none beyond it; nothing
    /// when there is no such file. Throws Error(retry) when it can't be said.
    /// `path` is relative to the folder of all feeds.
    virtual std::optional<std::string> get(const std::string& path, std::uint64_t offset,
                                           std::uint64_t limit) = 0;
};

class FolderSource : public ByteSource {
  public:
    explicit FolderSource(std::filesystem::path root) : root_(std::move(root)) {}
    std::optional<std::string> get(const std::string& path, std::uint64_t offset,
                                   std::uint64_t limit) override;

  private:
    std::filesystem::path root_;
};

struct VerifyOptions {
    AreaCode area = *AreaCode::parse("000000");
    CheckpointKeys keys;
    /// Nothing: publisher signatures and scopes are not checked (a reader without the root).
    std::optional<std::vector<PublisherKey>> publishers;
    VillageKeys village_keys;  ///< sealed bodies are opened and checked where these open them
};

struct Problem {
    Verdict verdict;
    std::string path;                    ///< the file
    std::optional<std::uint64_t> index;  ///< the entry
    std::string message;                 ///< one plain sentence
};

struct VerifyReport {
    std::vector<Problem> problems;  ///< empty: everything agrees. At most 100 are listed
    Checkpoint checkpoint;
    std::optional<Instant> fresh;
    std::uint64_t entries = 0;
    std::uint64_t bodies = 0;
    std::uint64_t sealed_unread = 0;  ///< sealed bodies whose key is not held
    std::uint64_t erased = 0;
    std::uint64_t attachments = 0;
    std::uint64_t bytes = 0;  ///< read in all
};

/// `progress` is called after each tile with the number of entries done.
VerifyReport verify_feed(ByteSource& source, const VerifyOptions& options,
                         const std::function<void(std::uint64_t)>& progress = {});

}  // namespace villageboard::feed
