/// `villageboard-county archive --check`: whether a folder is an archive as the county made it.
/// Nothing but the folder is needed. Checked are every file's digest, the county's signature over
/// them, the root policies, and of each feed the checkpoint's signature, each entry with its
/// publisher, the tree, and that the list has every entry of the year and says of each what the log
/// says. Who holds the fingerprint of the county's root from elsewhere knows that it is this
/// county.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sync/county/keep/archive_form.h"

namespace villageboard::county {

struct ArchiveProblem {
    std::string path;     ///< the file, below the folder
    std::string message;  ///< plain sentences
};

struct ArchiveReport {
    std::vector<ArchiveProblem> problems;  ///< empty: everything agrees; at most 100
    ArchiveFacts facts;
    std::string fingerprint;  ///< of the newest root in it
    std::uint64_t files = 0;
    std::uint64_t lines = 0;
};

/// Throws Error(rejected) for a folder that is no archive, or was never finished.
ArchiveReport check_archive(const std::filesystem::path& folder);

}  // namespace villageboard::county
