/// A folder that is kept (a backup, an archive), described by its manifest.json: every file with
/// its size and SHA-256. Written last, so that a folder without one is not whole. What the folder
/// is about stands in the manifest's other members.
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace villageboard::county {

inline constexpr const char* kManifestFile = "manifest.json";

struct KeptFile {
    std::string path;  ///< below the folder, '/' separated
    std::uint64_t size = 0;
    std::string sha256;  ///< hex
};

/// Copies a file piece by piece and makes it durable, readable by its owner alone; nothing when
/// there is no such file. Throws Error(retry) when the disk refuses.
bool copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// Writes bytes in the same way.
void write_durably(const std::filesystem::path& file, const std::string& bytes);
/// Makes the names in a folder durable.
void sync_folder(const std::filesystem::path& folder);

/// Whether a folder is another or lies in it, links followed.
bool lies_inside(const std::filesystem::path& folder, const std::filesystem::path& of);
/// The name beside `folder` under which it is made: with ".partial" behind it.
std::filesystem::path partial_of(const std::filesystem::path& folder);
/// Every file below `folder`, '/' separated and sorted. Throws Error(rejected) for what is neither
/// a plain file nor a folder.
std::vector<std::string> files_below(const std::filesystem::path& folder);
/// Size and digest of a file below `folder`, read piece by piece.
KeptFile described(const std::filesystem::path& folder, const std::string& path);

/// Describes every file below `folder`, adds them to `about` as its last member "files", writes the
/// manifest and makes all folders durable. Returns the manifest's SHA-256.
std::string write_manifest(const std::filesystem::path& folder, nlohmann::ordered_json about);

/// The manifest, after every file was compared with it. Throws Error(rejected) naming the first
/// file that is missing, altered or not listed, and for a folder without a manifest.
nlohmann::ordered_json verified_manifest(const std::filesystem::path& folder);

/// SHA-256 of the manifest as it stands; empty when there is none.
std::string manifest_digest(const std::filesystem::path& folder);

}  // namespace villageboard::county
