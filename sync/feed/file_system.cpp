#include "sync/feed/file_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "content/model/error.h"

namespace villageboard::feed {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
    throw Error(ErrorKind::retry, std::string(what) + ": " + std::strerror(error) + ".",
                path.string());
}

class Descriptor {
  public:
    Descriptor(const fs::path& path, int flags)
        : path_(path), fd_(::open(path.c_str(), flags, 0644)) {
        if (fd_ < 0) fail("A file can't be opened", path_, errno);
    }
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return fd_; }
    void must(int result) const {
        if (result != 0) fail("A file can't be written", path_, errno);
    }
    void write_all(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("A file can't be written", path_, errno);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    std::string read_all() const {
        std::string out;
        char buffer[64 * 1024];
        for (;;) {
            const ssize_t count = ::read(fd_, buffer, sizeof buffer);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail("A file can't be read", path_, errno);
            if (count == 0) return out;
            out.append(buffer, static_cast<std::size_t>(count));
        }
    }
    /// A close that fails may be a write that failed late.
    void close() {
        const int fd = fd_;
        fd_ = -1;
        must(::close(fd));
    }

  private:
    fs::path path_;
    int fd_;
};

void make_folders(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) fail("A folder can't be made", folder, error.value());
}

bool is_missing(int error) { return error == ENOENT || error == ENOTDIR; }

}  // namespace

DiskFileSystem::DiskFileSystem(fs::path root) : root_(std::move(root)) { make_folders(root_); }

std::optional<std::string> DiskFileSystem::read(const std::string& path) {
    const fs::path full = root_ / path;
    if (::access(full.c_str(), F_OK) != 0 && is_missing(errno)) return std::nullopt;
    return Descriptor(full, O_RDONLY | O_CLOEXEC).read_all();
}

std::optional<FileInfo> DiskFileSystem::info(const std::string& path) {
    struct stat status {};
    const fs::path full = root_ / path;
    if (::stat(full.c_str(), &status) != 0) {
        if (is_missing(errno)) return std::nullopt;
        fail("A file can't be looked at", full, errno);
    }
    return FileInfo{static_cast<std::uint64_t>(status.st_size),
                    Instant(std::chrono::seconds(status.st_mtim.tv_sec))};
}

void DiskFileSystem::write(const std::string& path, std::string_view bytes, Instant modified) {
    const fs::path full = root_ / path;
    make_folders(full.parent_path());
    Descriptor file(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC);
    file.write_all(bytes);
    const timespec time{static_cast<time_t>(modified.time_since_epoch().count()), 0};
    const timespec times[2] = {time, time};
    file.must(::futimens(file.get(), times));
    file.must(::fsync(file.get()));
    file.close();
}

void DiskFileSystem::rename(const std::string& from, const std::string& to) {
    const fs::path target = root_ / to;
    if (::rename((root_ / from).c_str(), target.c_str()) != 0)
        fail("A file can't be renamed", target, errno);
}

void DiskFileSystem::sync_folder(const std::string& folder) {
    fs::path relative = folder;
    for (;; relative = relative.parent_path()) {
        Descriptor opened(root_ / relative, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        opened.must(::fsync(opened.get()));
        if (relative.empty()) return;
    }
}

void DiskFileSystem::remove(const std::string& path) {
    std::error_code error;
    fs::remove(root_ / path, error);
    if (error) fail("A file can't be removed", root_ / path, error.value());
}

std::vector<std::string> DiskFileSystem::list(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    fs::directory_iterator entries(root_ / folder, error);
    if (error && is_missing(error.value())) return names;
    if (error) fail("A folder can't be listed", root_ / folder, error.value());
    for (const fs::directory_entry& entry : entries)
        names.push_back(entry.path().filename().string() + (entry.is_directory(error) ? "/" : ""));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace villageboard::feed
