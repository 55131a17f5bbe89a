#include "sync/agent/environment.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "content/cache/database.h"
#include "content/model/error.h"

namespace villageboard::agent {
namespace {

Error failed(const std::filesystem::path& file) {
    return {ErrorKind::retry, file.string() + " can't be written: " + std::strerror(errno) + ".",
            file.string()};
}

void write_all(int file, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ::ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw failed(path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

void RealDisk::append(const std::filesystem::path& file, std::string_view bytes) {
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (handle < 0) throw failed(file);
    try {
        write_all(handle, bytes, file);
    } catch (...) {
        ::close(handle);
        throw;
    }
    if (::close(handle) != 0) throw failed(file);
}

void RealDisk::sync(const std::filesystem::path& file) { cache::sync_path(file); }

void RealDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code failure;
    std::filesystem::create_directories(to.parent_path(), failure);
    std::filesystem::rename(from, to, failure);
    if (failure)
        throw Error(ErrorKind::retry, to.string() + " can't be named: " + failure.message() + ".",
                    to.string());
    cache::sync_path(to.parent_path());
}

void RealDisk::remove(const std::filesystem::path& file) {
    std::error_code failure;
    std::filesystem::remove(file, failure);
    if (failure)
        throw Error(ErrorKind::retry,
                    file.string() + " can't be removed: " + failure.message() + ".", file.string());
}

Environment real_environment() {
    return {.clock = state::read_clock,
            .running = state::running_time,
            .random = feed::system_random(),
            .fetcher = fetch::make_fetcher,
            .disk = std::make_shared<RealDisk>()};
}

}  // namespace villageboard::agent
