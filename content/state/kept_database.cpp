#include "content/state/kept_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "content/model/error.h"

namespace villageboard::state {
namespace {

constexpr int kCopies = 3;

Error busy(const std::filesystem::path& path) {
    return {ErrorKind::retry,
            path.string() +
                " is damaged, and another program still has it open; it is replaced "
                "once that program was started again.",
            path.string()};
}

/// Nothing when there is no such file.
std::optional<Instant> modified(const std::filesystem::path& path) {
    struct ::stat info {};
    if (::stat(path.c_str(), &info) != 0) return std::nullopt;
    return Instant{std::chrono::seconds{info.st_mtim.tv_sec}};
}

void remove_beside(const std::filesystem::path& path) {
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& path, Mode mode)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660)), held_(false) {
    if (file_ < 0)
        throw Error(ErrorKind::retry,
                    path.string() + " can't be opened; is the data folder writable?",
                    path.string());
    held_ = change(mode);
}

FileLock::~FileLock() { ::close(file_); }

bool FileLock::change(Mode mode) {
    return ::flock(file_, (mode == Mode::shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0;
}

KeptDatabase::KeptDatabase(const std::filesystem::path& data_dir, const std::string& name,
                           unsigned mode, std::span<const std::string_view> migrations)
    : path_(data_dir / (name + ".db")),
      mode_(mode),
      lock_(data_dir / (name + ".lock"), FileLock::Mode::shared) {
    if (!lock_.held()) throw busy(path_);
    if (open_sound(migrations)) return;
    database_.reset();
    if (!lock_.change(FileLock::Mode::exclusive)) throw busy(path_);
    replace();
    if (!open_sound(migrations))
        throw Error(ErrorKind::corrupt, path_.string() + " can't be made anew.", path_.string());
    lock_.change(FileLock::Mode::shared);
}

bool KeptDatabase::open_sound(std::span<const std::string_view> migrations) {
    try {
        database_ = std::make_unique<cache::Database>(
            path_,
            cache::OpenOptions{.durability = cache::Durability::acknowledged, .mode = mode_});
        if (!database_->sound()) return false;
        database_->migrate(migrations);
        return true;
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::corrupt) return false;
        throw;
    }
}

void KeptDatabase::replace() {
    std::filesystem::path aside = path_;
    aside.replace_extension(".damaged");
    std::filesystem::rename(path_, aside);
    remove_beside(path_);
    opened_ = Opened::empty;
    for (int number = 1; number <= kCopies && opened_ == Opened::empty; ++number) {
        if (!std::filesystem::exists(copy_path(number))) continue;
        try {
            cache::Database copy(copy_path(number),
                                 {.durability = cache::Durability::acknowledged, .mode = mode_});
            if (!copy.sound()) continue;
            copy.copy_to(path_);
            opened_ = Opened::from_copy;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::corrupt) throw;
        }
    }
}

std::filesystem::path KeptDatabase::copy_path(int number) const {
    std::filesystem::path copy = path_;
    return copy.replace_extension(".copy" + std::to_string(number) + ".db");
}

void KeptDatabase::keep_copy(Instant now) {
    const auto newest = modified(copy_path(1));
    // a clock that went back makes a copy too: better one too many
    if (newest && now >= *newest && now - *newest < std::chrono::hours{1}) return;
    for (int number = kCopies; number > 1; --number)
        if (std::filesystem::exists(copy_path(number - 1))) {
            std::filesystem::rename(copy_path(number - 1), copy_path(number));
            remove_beside(copy_path(number - 1));
        }
    database_->copy_to(copy_path(1));
}

}  // namespace villageboard::state
