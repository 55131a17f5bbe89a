#include "sync/agent/generations.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "content/cache/schema.h"
#include "content/model/error.h"

namespace villageboard::agent {

Generations::Generations(std::filesystem::path data_dir, Disk& disk, std::string vfs)
    : data_dir_(std::move(data_dir)), disk_(disk), vfs_(std::move(vfs)) {}

cache::CacheWriter& Generations::open(const std::optional<std::uint64_t>& damaged) {
    const auto shown = cache::current_generation(data_dir_);
    if (shown && shown != damaged && open_sound(*shown)) return *writer_;
    std::uint64_t highest = shown.value_or(0);
    for (const std::uint64_t generation : present()) {
        highest = std::max(highest, generation);
        if (generation > shown.value_or(0) && generation != damaged && open_sound(generation)) {
            if (!shown) name_current();
            return *writer_;
        }
    }
    if (!open_sound(highest + 1))
        throw Error(ErrorKind::retry, "A new cache can't be made in " + data_dir_.string() + ".",
                    data_dir_.string());
    if (!shown) name_current();
    return *writer_;
}

bool Generations::open_sound(std::uint64_t generation) {
    try {
        writer_.reset();
        writer_ =
            std::make_unique<cache::CacheWriter>(cache::cache_path(data_dir_, generation), vfs_);
        writing_ = generation;
        return writer_->database().sound();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::corrupt) throw;
        return false;
    }
}

bool Generations::rebuilding() const { return cache::current_generation(data_dir_) != writing_; }

bool Generations::alone() const { return present() == std::vector<std::uint64_t>{writing_}; }

void Generations::name_current() {
    const auto temporary = data_dir_ / "cache.current.new";
    disk_.remove(temporary);
    disk_.append(temporary, "cache." + std::to_string(writing_) + ".db\n");
    disk_.sync(temporary);
    disk_.rename(temporary, data_dir_ / "cache.current");
}

void Generations::show_written() {
    name_current();
    delete_others();
}

void Generations::delete_others() {
    if (rebuilding()) return;
    for (const std::uint64_t generation : present()) {
        if (generation == writing_) continue;
        const auto path = cache::cache_path(data_dir_, generation);
        for (const char* suffix : {"", "-wal", "-shm"}) disk_.remove(path.string() + suffix);
    }
}

std::vector<std::uint64_t> Generations::present() const {
    std::vector<std::uint64_t> found;
    for (const auto& entry : std::filesystem::directory_iterator(data_dir_)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("cache.") || !name.ends_with(".db")) continue;
        const std::string digits =
            name.substr(6, name.size() - std::min<std::size_t>(9, name.size()));
        std::uint64_t generation = 0;
        const auto [end, failure] =
            std::from_chars(digits.data(), digits.data() + digits.size(), generation);
        if (failure == std::errc{} && end == digits.data() + digits.size())
            found.push_back(generation);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace villageboard::agent
