/// What people attach to their dossiers, sent in chunks that a broken link can go on with. Bytes
/// lie in the data folder under a generated name, readable by the county's program only, until the
/// item is erased or nobody used them for a week.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sync/county/people/actor.h"
#include "sync/county/store/upload_rows.h"
#include "sync/county/tools.h"

namespace villageboard::county {

class Uploads {
  public:
    static constexpr std::uint64_t kMaxChunkBytes = 1024 * 1024;
    static constexpr std::uint64_t kMaxBytes = 64 * 1024 * 1024;

    explicit Uploads(const Tools& tools) : tools_(tools) {}

    /// Refuses a type that no item may carry, a size over the limit, and somebody who left more
    /// than 256 MiB unused.
    UploadRow begin(const Actor& actor, const std::string& mime, std::uint64_t size);
    /// Its state, for going on: only to who began it.
    UploadRow state(const Actor& actor, const std::string& id);
    /// Takes bytes at `offset`, which must be where the upload stands; a chunk that was taken
    /// before is taken as done. With the last one comes the SHA-256 (hex) of all; bytes of another
    /// digest or another type than announced are dropped and the upload starts again.
    UploadRow append(const Actor& actor, const std::string& id, std::uint64_t offset,
                     const std::string& bytes, const std::string& sha256);

    /// The uploads that a document names by these names, in their order. Refuses a name that is no
    /// finished upload of the actor's, nor of a dossier of `item`.
    std::vector<UploadRow> require(const Actor& actor, const std::vector<std::string>& names,
                                   const std::string& item);
    /// The bytes of a finished upload by the name a document gives. Throws Error(invalid) where
    /// there is none.
    std::string bytes(const std::string& name);
    /// Removes what nobody used for a week.
    void sweep();

  private:
    bool is_what_it_says(const UploadRow& row, const std::string& sha256);

    Tools tools_;
};

/// Whether the first bytes of a file are those of its type; false for types that nobody may attach.
bool has_magic(const std::string& mime, std::string_view head);

}  // namespace villageboard::county
