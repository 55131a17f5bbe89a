/// `villageboard-county archive`: one year of what was public, in a folder that can be read without
/// this program (archive_form.h): pages, a list, the files, and the signed log that proves them.
/// Only public renditions go in, also past their keep-until, which is how long boards show them:
/// how long to keep them here is the catalogue's archive_years. What was erased, is sealed for a
/// village or under embargo is a line without words. It is made from one state of each feed; when
/// something in it is erased meanwhile it is not made. The folder takes its name last: one that was
/// cut off ends in ".partial", and the next archive of that name removes it.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sync/county/opened_county.h"
#include "sync/county/people/actor.h"

namespace villageboard::county {

struct ArchiveRequest {
    int year = 0;
    std::optional<AreaCode> area;  ///< with all areas in it; nothing: the whole county
    std::filesystem::path out;     ///< a new or an empty folder
};

struct ArchiveMade {
    std::uint64_t lines = 0;
    std::uint64_t pages = 0;
    std::uint64_t files = 0;  ///< public attachments
    std::string fingerprint;  ///< of the newest root
};

/// The disk below a folder.
using OpenDisk =
    std::function<std::unique_ptr<feed::FileSystem>(const std::filesystem::path& folder)>;
std::unique_ptr<feed::FileSystem> open_disk(const std::filesystem::path& folder);

/// Throws Error(invalid) for a year to come, a folder with something in it or inside of the
/// county's own, and where there is no feed; Error(retry) when the disk refuses or something was
/// erased meanwhile; Error(corrupt) where a feed or an attachment is damaged. Then nothing is left.
ArchiveMade make_archive(OpenedCounty& county, const Actor& actor, const ArchiveRequest& request,
                         const OpenDisk& disk = open_disk);

}  // namespace villageboard::county
