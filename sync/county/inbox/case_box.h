/// What villagers and their handlers wrote, as it lies in the county's database: sealed with the
/// county's key for cases (keys/cases.key, XChaCha20-Poly1305), so that the database, its log and
/// its backups tell nothing without that file. A box opens only under the name it was closed with.
/// Any thread.
#pragma once
#include <string>
#include <string_view>

#include "sync/feed/hash.h"

namespace villageboard::county {

class CaseBox {
  public:
    /// `key`: 32 bytes.
    CaseBox(std::string key, feed::RandomBytes random)
        : key_(std::move(key)), random_(std::move(random)) {}

    std::string close(std::string_view plaintext, std::string_view name) const;
    /// Throws Error(corrupt) when it was closed with another key or name, or is damaged.
    std::string open(std::string_view box, std::string_view name) const;

  private:
    std::string key_;
    feed::RandomBytes random_;
};

}  // namespace villageboard::county
