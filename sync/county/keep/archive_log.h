/// The proof half of an archive: one feed's entries and hash tiles as C2SP tlog-tiles, made from
/// its entries, and read back. Pure but for the files it is handed; one object a thread.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "content/model/area.h"
#include "sync/feed/hash_tiles.h"

namespace villageboard::county {

/// Takes a feed's entries in order and hands on each file that is whole.
class LogWriter {
  public:
    /// `put`: path below the folder of all feeds, and bytes.
    using Put = std::function<void(const std::string& path, const std::string& bytes)>;
    LogWriter(AreaCode area, Put put) : area_(std::move(area)), put_(std::move(put)) {}

    void add(std::string_view entry);
    /// Hands on the rest; the root of all that was added.
    feed::Hash finish();

  private:
    void put_bundle(unsigned width);

    AreaCode area_;
    Put put_;
    feed::HashTiles tiles_;
    std::string bundle_;
};

}  // namespace villageboard::county
