/// Bytes that must not outlive their use: what a villager types or says before it is sealed, and
/// the secret of a slip. They lie between guard pages, are kept out of swap and core dumps where
/// the system allows it (libsodium's sodium_malloc), never move, and are wiped when they are
/// cleared, shortened or freed. Move only; one thread at a time.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace villageboard::state {

class SecretBytes {
  public:
    /// Room for `capacity` bytes, which never grows. Error `retry` without memory.
    explicit SecretBytes(std::size_t capacity);
    /// A copy in locked memory that has no further room.
    static SecretBytes of(std::string_view bytes);

    std::size_t size() const { return size_; }
    std::size_t capacity() const { return capacity_; }
    std::size_t room() const { return capacity_ - size_; }
    bool empty() const { return size_ == 0; }
    /// Valid until the object changes or goes.
    std::string_view view() const { return {memory_.get(), size_}; }
    /// All of its room, for what fills it from outside; resize() tells how much is meant.
    std::span<char> room_for_all() { return {memory_.get(), capacity_}; }

    /// False when there is no room for all of it: then nothing was added.
    bool append(std::string_view bytes);
    /// Shortens (and wipes what lay behind) or lengthens by zero bytes. `size` <= capacity().
    void resize(std::size_t size);
    /// As resize(), for bytes that room_for_all() has filled already.
    void filled(std::size_t size) { size_ = size; }
    void clear() { resize(0); }

  private:
    struct Free {
        void operator()(char* memory) const noexcept;
    };

    std::unique_ptr<char, Free> memory_;
    std::size_t capacity_;
    std::size_t size_ = 0;
};

}  // namespace villageboard::state
