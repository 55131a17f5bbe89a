#include "sync/agent/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/model/error.h"

namespace villageboard::agent {

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct ::stat info {};
    const bool readable = handle >= 0 && ::fstat(handle, &info) == 0;
    void* memory = nullptr;
    const auto size = static_cast<std::size_t>(info.st_size);
    if (readable && size > 0) memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, handle, 0);
    if (handle >= 0) ::close(handle);
    if (!readable || memory == MAP_FAILED)
        throw Error(ErrorKind::retry, file.string() + " can't be read.", file.string());
    if (memory) bytes_ = {static_cast<const char*>(memory), size};
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace villageboard::agent
