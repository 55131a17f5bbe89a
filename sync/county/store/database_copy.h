/// A copy of the county's whole database as it was at one moment, while others go on writing, and
/// the way back. SQLite copies itself through the open connection (VACUUM INTO); PostgreSQL is
/// asked by its own pg_dump, which reads in the same snapshot as we do.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/store/repository.h"

namespace villageboard::county {

struct DatabaseCopy {
    std::string file;                ///< its name in the folder
    std::vector<FeedRow> feeds;      ///< as they stand in the copy
    std::vector<std::string> blobs;  ///< digests that entries name there, each once
};

/// Writes the copy into `folder`, readable by its owner alone. Throws Error(retry) when the disk
/// or the server refuses, Error(invalid) without pg_dump.
DatabaseCopy copy_database(Repository& repository, const DatabaseLocation& from,
                           const std::filesystem::path& folder);

/// Brings the copy in `folder` back to `to`. Throws Error(invalid) where `to` holds a county
/// already, or is of the other engine than the copy.
void restore_database(const std::filesystem::path& folder, const DatabaseLocation& to);

}  // namespace villageboard::county
