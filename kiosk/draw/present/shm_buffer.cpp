#include "kiosk/draw/present/shm_buffer.h"

#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#include <utility>

#include "content/model/error.h"

namespace villageboard::draw {
namespace {

/// Closes itself: the compositor has its own descriptor of the same memory.
class MemoryFile {
  public:
    explicit MemoryFile(std::size_t bytes) : fd_(memfd_create("villageboard", MFD_CLOEXEC)) {
        if (fd_ >= 0 && ftruncate(fd_, static_cast<off_t>(bytes)) == 0) return;
        if (fd_ >= 0) close(fd_);
        throw Error(ErrorKind::retry, "no memory for the screen");
    }
    ~MemoryFile() { close(fd_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

}  // namespace

ShmBuffer::ShmBuffer(wl_shm* shm, Size size, std::function<void()> released)
    : size_(size), released_(std::move(released)) {
    const int stride = size.width * static_cast<int>(sizeof(std::uint32_t));
    bytes_ = static_cast<std::size_t>(stride) * size.height;
    const MemoryFile file(bytes_);
    memory_ = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (memory_ == MAP_FAILED) throw Error(ErrorKind::retry, "no memory for the screen");
    wl_shm_pool* pool = wl_shm_create_pool(shm, file.get(), static_cast<std::int32_t>(bytes_));
    buffer_ =
        wl_shm_pool_create_buffer(pool, 0, size.width, size.height, stride, WL_SHM_FORMAT_XRGB8888);
    wl_shm_pool_destroy(pool);
    static constexpr wl_buffer_listener kListener{on_release};
    wl_buffer_add_listener(buffer_, &kListener, this);
}

ShmBuffer::~ShmBuffer() {
    wl_buffer_destroy(buffer_);
    munmap(memory_, bytes_);
}

Canvas ShmBuffer::canvas() const {
    return {static_cast<std::uint32_t*>(memory_), size_.width, size_.height, size_.width, 0};
}

void ShmBuffer::on_release(void* self, wl_buffer*) noexcept {
    auto& buffer = *static_cast<ShmBuffer*>(self);
    buffer.busy_ = false;
    const auto released = buffer.released_;  // may put another buffer in this one's place
    released();
}

}  // namespace villageboard::draw
