/// SHA-256 as 64 lower-case hex digits, the way bodies and files are named.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace villageboard::cache {

std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come piece by piece, for files too large to hold.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::span<const std::byte> piece);
    /// Of all pieces; once, at the end.
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace villageboard::cache
