/// Reads the entries and bodies out of downloaded packs and runs, in the order of the feed.
/// Bytes only: the caller verifies every entry and every body. One thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/agent/shelf.h"
#include "sync/feed/tile.h"
#include "sync/feed/verdict.h"

namespace villageboard::agent {

/// A body as it came: its text (from a run), or a frame to be opened.
struct ReceivedBody {
    enum class Form { text, frame };
    Form form = Form::frame;
    std::string bytes;
};

/// Gets the index of an entry, its exact bytes, and its bodies in the envelope's order. Another
/// verdict than verified ends the reading.
using VisitRecord = std::function<feed::Verdict(std::uint64_t index, std::string_view entry,
                                                const std::vector<ReceivedBody>& bodies)>;

struct TileRead {
    feed::Verdict verdict = feed::Verdict::verified;  ///< of the visitor, or truncated, bad_frame
    std::uint64_t bytes = 0;                          ///< of a pack: length of the records read
};

/// Reads the records from index `from` up to `to` of a pack or run that lies in `file`, whose
/// first record is `from`.
TileRead read_tile(feed::TileKind kind, const std::filesystem::path& file, std::uint64_t from,
                   std::uint64_t to, DictionaryShelf& shelf, const VisitRecord& visit);

}  // namespace villageboard::agent
