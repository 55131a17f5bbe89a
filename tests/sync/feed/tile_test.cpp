#include "sync/feed/tile.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sync/feed/bundle.h"

using namespace villageboard::feed;

namespace {

std::vector<std::string> paths_of(std::uint64_t size, TileKind kind) {
    std::vector<std::string> paths;
    for (const Tile& tile : tiles_of(size))
        if (tile.kind == kind) paths.push_back(tile_path(tile));
    return paths;
}

std::vector<std::string> plan(std::uint64_t have, std::uint64_t size) {
    std::vector<std::string> paths;
    for (const Tile& tile : plan_fetch(have, size)) paths.push_back(tile_path(tile));
    return paths;
}

}  // namespace

TEST_CASE("tile paths are written and read back") {
    const std::vector<std::pair<Tile, std::string>> cases{
        {{TileKind::entries, 0, 0, 256}, "tile/entries/000"},
        {{TileKind::entries, 0, 1234067, 256}, "tile/entries/x001/x234/067"},
        {{TileKind::entries, 0, 999, 256}, "tile/entries/999"},
        {{TileKind::entries, 0, 1000, 3}, "tile/entries/x001/000.p/3"},
        {{TileKind::hashes, 5, 123456078, 2}, "tile/5/x123/x456/078.p/2"},
        {{TileKind::hashes, 0, 273, 112}, "tile/0/273.p/112"},
        {{TileKind::hashes, 63, 0, 1}, "tile/63/000.p/1"},
        {{TileKind::pack, 0, 7, 255}, "pack/007.p/255"},
        {{TileKind::pack, 0, 7, 256}, "pack/007"},
        {{TileKind::run, 3, 12, 256}, "run/3/012"},
    };
    for (const auto& [tile, path] : cases) {
        CHECK(tile_path(tile) == path);
        CHECK(parse_tile_path(path) == tile);
    }
}

TEST_CASE("any other spelling of a tile path is refused") {
    for (const char* bad : {"",
                            "tile",
                            "tile/",
                            "tile/0",
                            "tile/0/",
                            "tile/0/0",
                            "tile/0/00",
                            "tile/0/0000",
                            "tile/5/123/456/078",
                            "tile/-1/x123/x456/078",
                            "tile/3/-1/123/456/078",
                            "tile/64/000",
                            "tile/00/000",
                            "tile/0/x000/001",
                            "tile/0/x001",
                            "tile/0/x001/x002",
                            "tile/0/000.p/0",
                            "tile/0/000.p/256",
                            "tile/0/000.p/01",
                            "tile/0/000.p/",
                            "tile/0/000.p",
                            "tile/0/000/",
                            "tile/0/000.p/1/",
                            "tile/0/ 00",
                            "tile/0/a00",
                            "/tile/0/000",
                            "tile/entries/0",
                            "tile/0/../000",
                            "run/4/000",
                            "run/0/000.p/1",
                            "run/000",
                            "pack/0/000",
                            "pack/000.p/300",
                            "tile/0/x999/x999/x999/x999/x999/x999/999",
                            "tile/entries/x001/x234/067\n",
                            "tile/0/X001/000",
                            "tile/0/000.P/1"})
        CHECK_FALSE(parse_tile_path(bad));
}

TEST_CASE("partial widths are those of the published example") {
    CHECK(partial_width(70000, 0) == 112);
    CHECK(partial_width(70000, 1) == 17);
    CHECK(partial_width(70000, 2) == 1);
    CHECK(partial_width(256, 0) == 0);
    CHECK(partial_width(256, 1) == 1);
    CHECK(partial_width(70000, 9) == 0);
    const auto hashes = paths_of(70000, TileKind::hashes);
    CHECK(hashes.size() == 273 + 1 + 1 + 1 + 1);
    CHECK(hashes[273] == "tile/0/273.p/112");
    CHECK(hashes[274] == "tile/1/000");
    CHECK(hashes[275] == "tile/1/001.p/17");
    CHECK(hashes[276] == "tile/2/000.p/1");
    CHECK(paths_of(256, TileKind::hashes) ==
          std::vector<std::string>{"tile/0/000", "tile/1/000.p/1"});
    CHECK(tiles_of(0).empty());
}

TEST_CASE("tiles of a size cover each entry once, and no empty tile is among them") {
    for (std::uint64_t size : {1, 255, 256, 257, 1023, 1024, 70000}) {
        std::uint64_t entries = 0;
        std::uint64_t packed = 0;
        for (const Tile& tile : tiles_of(size)) {
            CHECK(tile.width >= 1);
            CHECK(parse_tile_path(tile_path(tile)) == tile);
            CHECK((tile.kind == TileKind::hashes || end_entry(tile) <= size));
            if (tile.kind == TileKind::entries) entries += end_entry(tile) - first_entry(tile);
            if (tile.kind == TileKind::pack) packed += end_entry(tile) - first_entry(tile);
        }
        CHECK(entries == size);
        CHECK(packed == size);
    }
}

TEST_CASE("a first sync takes the largest runs that fit, then packs") {
    CHECK(plan(0, 10000) == std::vector<std::string>{"run/2/000", "run/2/001", "run/1/008",
                                                     "run/0/036", "run/0/037", "run/0/038",
                                                     "pack/039.p/16"});
    CHECK(plan(0, 16384) == std::vector<std::string>{"run/3/000"});
    CHECK(plan(0, 0).empty());
    CHECK(plan(5, 5).empty());
    CHECK(plan(6, 5).empty());
}

TEST_CASE("one new entry is one file, and one more only where a tile boundary is crossed") {
    CHECK(plan(10000, 10001) == std::vector<std::string>{"pack/039.p/17"});
    CHECK(plan(255, 256) == std::vector<std::string>{"pack/000"});
    CHECK(plan(256, 257) == std::vector<std::string>{"pack/001.p/1"});
    CHECK(plan(250, 300) == std::vector<std::string>{"pack/000", "pack/001.p/44"});
}

TEST_CASE("every plan goes without gap from what is held to the new size") {
    for (std::uint64_t size = 0; size <= 3000; size += 37)
        for (std::uint64_t have = 0; have <= size; have += 101) {
            std::uint64_t reached = have - have % kTileWidth;
            for (const Tile& tile : plan_fetch(have, size)) {
                CHECK(first_entry(tile) == reached);
                reached = end_entry(tile);
            }
            CHECK((have == size || reached == size));
        }
}

TEST_CASE("no first sync of up to a hundred thousand entries needs over 21 files") {
    std::size_t most = 0;
    for (std::uint64_t size = 0; size <= 100000; size += 255)
        most = std::max(most, plan_fetch(0, size).size());
    CHECK(most <= 6 + 3 * 3 + 1 + 5);
}

TEST_CASE("blobs lie under their digest") {
    const Hash digest = sha256("x");
    CHECK(blob_path(digest) ==
          "blob/2d/711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    CHECK(parse_blob_path(blob_path(digest)) == digest);
    for (const char* bad : {"", "blob/2d/71",
                            "blob/2D/711642b726b04401627ca9fbac32f5c8530fb1903cc4"
                            "db02258717921a4881"})
        CHECK_FALSE(parse_blob_path(bad));
    CHECK(root_path(3) == "root/3");
    CHECK(device_keys_path("d-1234") == "keys/d-1234");
}

TEST_CASE("a bundle cut at any byte gives its whole entries and tells where to go on") {
    std::string bundle;
    const std::vector<std::string> entries{"a", std::string(300, 'b'), "ccc"};
    std::vector<std::size_t> ends;
    for (const std::string& entry : entries) {
        append_to_bundle(bundle, entry);
        ends.push_back(bundle.size());
    }
    for (std::size_t cut = 0; cut <= bundle.size(); ++cut) {
        const std::string prefix = bundle.substr(0, cut);
        BundleReader reader(prefix);
        std::size_t read = 0;
        while (const auto entry = reader.next()) CHECK(*entry == entries[read++]);
        const auto whole =
            std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return end <= cut; });
        CHECK(read == static_cast<std::size_t>(whole));
        CHECK(reader.whole_bytes() == (read == 0 ? 0 : ends[read - 1]));
        CHECK(reader.at_end() == (cut == reader.whole_bytes()));
    }
}
