#include "kiosk/film/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace villageboard::film {

bool MemoryBytes::read(std::uint64_t at, std::span<std::byte> to) {
    if (at > bytes_.size() || to.size() > bytes_.size() - at) return false;
    if (!to.empty()) std::memcpy(to.data(), bytes_.data() + at, to.size());
    return true;
}

FileBytes::FileBytes(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about {};
    if (descriptor_ < 0) return;
    if (::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode)) {
        size_ = static_cast<std::uint64_t>(about.st_size);
        return;
    }
    ::close(descriptor_);
    descriptor_ = -1;
}

FileBytes::~FileBytes() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool FileBytes::read(std::uint64_t at, std::span<std::byte> to) {
    while (!to.empty()) {
        const ssize_t count = ::pread(descriptor_, to.data(), to.size(), static_cast<off_t>(at));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        at += static_cast<std::uint64_t>(count);
        to = to.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace villageboard::film
