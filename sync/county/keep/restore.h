/// `villageboard-county restore`: a county from its backup, on another machine or after a loss.
/// Everything is verified before it is used and again when it stands: the manifest, then every feed
/// from its first to its last byte, and their sizes and roots as the manifest has them.
/// What was published after the backup has to be brought back before anything new is published, or
/// the terminals would see a fork and refuse the county for good; so the caller names where the
/// newer feed files lie, or says that there are none. The folder takes its name last: one that was
/// cut off ends in ".partial" and is no county.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/keep/newer_entries.h"
#include "sync/county/opened_county.h"

namespace villageboard::county {

struct RestoreRequest {
    std::filesystem::path data;                 ///< a new or an empty folder
    std::filesystem::path from;                 ///< one backup
    std::string database = "sqlite";            ///< or the URL of an empty database
    std::optional<std::string> passphrase;      ///< of the keys in the backup
    std::optional<std::filesystem::path> keys;  ///< folder with the keys, where they aren't in it
    std::string newer;           ///< mirror, feed folder or URL with the newer entries
    bool nothing_newer = false;  ///< nothing was published since, or no terminal has seen it
};

struct Restored {
    std::string made;  ///< when the backup was, RFC 3339
    std::size_t feeds = 0;
    std::vector<ContinuedFeed> continued;
};

/// Throws Error(invalid) for a wrong request, Error(rejected) for a backup or feeds that don't
/// verify; then there is no county in `data`.
Restored restore_county(const RestoreRequest& request, const Effects& effects);

}  // namespace villageboard::county
