#include "content/state/secret_bytes.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "content/model/error.h"

namespace villageboard::state {

void SecretBytes::Free::operator()(char* memory) const noexcept { sodium_free(memory); }

SecretBytes::SecretBytes(std::size_t capacity) : capacity_(capacity) {
    if (sodium_init() < 0) throw Error(ErrorKind::retry, "libsodium can't be started.");
    memory_.reset(static_cast<char*>(sodium_malloc(std::max<std::size_t>(capacity, 1))));
    if (!memory_) throw Error(ErrorKind::retry, "There is no memory that can be locked.");
    sodium_memzero(memory_.get(), capacity_);
}

SecretBytes SecretBytes::of(std::string_view bytes) {
    SecretBytes copy(bytes.size());
    copy.append(bytes);
    return copy;
}

bool SecretBytes::append(std::string_view bytes) {
    if (bytes.size() > room()) return false;
    if (bytes.empty()) return true;
    std::memcpy(memory_.get() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
    return true;
}

void SecretBytes::resize(std::size_t size) {
    if (size < size_) sodium_memzero(memory_.get() + size, size_ - size);
    if (size > size_) std::memset(memory_.get() + size_, 0, size - size_);
    size_ = size;
}

}  // namespace villageboard::state
