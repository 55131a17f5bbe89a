/// The tables of `cache.<generation>.db` as numbered migrations, and the file names around it.
/// A migration never changes once released: what a later version needs is a new one at the end.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace villageboard::cache {

std::span<const std::string_view> cache_migrations();

/// "cache.7.db" in the data folder.
std::filesystem::path cache_path(const std::filesystem::path& data_dir, std::uint64_t generation);

/// The generation that `cache.current` names; nothing when there is none or it names no file.
std::optional<std::uint64_t> current_generation(const std::filesystem::path& data_dir);

/// Where an attachment lies: files/<2>/<62> of its 64-digit digest.
std::filesystem::path file_path(const std::filesystem::path& data_dir, std::string_view digest);

}  // namespace villageboard::cache
