#include "sync/feed/tile.h"
#include "tests/fuzz/fuzz_target.h"

using namespace villageboard::feed;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = input(data, size);
    const auto tile = parse_tile_path(bytes);
    if (tile) must_hold(tile_path(*tile) == bytes);
    const auto digest = parse_blob_path(bytes);
    if (digest) must_hold(blob_path(*digest) == bytes);
    return 0;
}
