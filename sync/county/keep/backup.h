/// `villageboard-county backup`: a copy of a running county, as it was at one moment. The database
/// is copied in one snapshot; what its entries name (attachments, the trust policy, the terminals'
/// sealed keys, documents of drafts) beside it. The feeds' files are not in it: they follow from
/// the database. The private keys are only in it when a passphrase is given, and then sealed with
/// it. The database holds the village keys: a backup is as confidential as the county's own folder.
/// A backup that was cut off keeps a name that ends in ".partial"; the next one removes it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sync/county/opened_county.h"
#include "sync/county/people/actor.h"
#include "sync/county/store/backup_rows.h"

namespace villageboard::county {

struct BackupRequest {
    std::filesystem::path to;               ///< folder that holds backups, one folder each
    std::optional<std::string> passphrase;  ///< the private keys go with it, sealed
};

struct BackupMade {
    std::filesystem::path folder;
    std::string manifest;  ///< SHA-256 of the manifest
    std::size_t files = 0;
    std::uint64_t bytes = 0;
};

/// Throws Error(invalid) for a folder inside the county's own, Error(retry) when the disk or the
/// database refuses or another backup into the same folder runs.
BackupMade make_backup(OpenedCounty& county, const Actor& actor, const BackupRequest& request);

struct KnownBackup {
    BackupRow row;
    std::uint64_t erased_since = 0;  ///< erasures in all feeds that it was made before
};

/// The backups that were made and not forgotten, and how much of what they hold was erased since.
std::vector<KnownBackup> known_backups(OpenedCounty& county);
/// When one was destroyed. Throws Error(invalid) where none begins with this digest, or several.
void forget_backup(OpenedCounty& county, const Actor& actor, const std::string& manifest);

}  // namespace villageboard::county
