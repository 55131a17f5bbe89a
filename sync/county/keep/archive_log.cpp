#include "sync/county/keep/archive_log.h"

#include "sync/feed/bundle.h"

namespace villageboard::county {

void LogWriter::add(std::string_view entry) {
    feed::append_to_bundle(bundle_, entry);
    tiles_.append(feed::leaf_hash(entry));
    if (tiles_.size() % feed::kTileWidth == 0) put_bundle(feed::kTileWidth);
}

void LogWriter::put_bundle(unsigned width) {
    const std::uint64_t last = (tiles_.size() - 1) / feed::kTileWidth;
    const feed::Tile tile{feed::TileKind::entries, 0, last, width};
    put_(area_.digits() + "/" + feed::tile_path(tile), bundle_);
    bundle_.clear();
}

feed::Hash LogWriter::finish() {
    const unsigned width = feed::partial_width(tiles_.size(), 0);
    if (width > 0) put_bundle(width);
    for (const auto& [tile, bytes] : tiles_.tiles())
        put_(area_.digits() + "/" + feed::tile_path(tile), bytes);
    return tiles_.root();
}

}  // namespace villageboard::county
