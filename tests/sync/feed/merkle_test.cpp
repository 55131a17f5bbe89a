#include "sync/feed/merkle.h"

#include <doctest/doctest.h>

#include <bit>
#include <map>

#include "sync/feed/bundle.h"
#include "sync/feed/bytes.h"
#include "sync/feed/hash_tiles.h"

using namespace villageboard::feed;

namespace {

std::vector<std::string> vector_leaves() {
    std::vector<std::string> leaves;
    for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(*from_hex(hex));
    return leaves;
}

const std::vector<std::string> kRoots{
    "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
    "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=", "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=", "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=",
    "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="};

/// RFC 6962 section 2.1, word for word.
Hash naive_root(std::span<const Hash> leaves) {
    if (leaves.empty()) return empty_root();
    if (leaves.size() == 1) return leaves[0];
    const std::size_t k = std::bit_floor(leaves.size() - 1);
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

struct Tree {
    explicit Tree(const std::vector<std::string>& entries) {
        for (const std::string& entry : entries) leaves.push_back(leaf_hash(entry));
    }
    Hash root(std::uint64_t size) const { return naive_root(std::span(leaves).first(size)); }
    SubtreeHash subtree() const {
        return [this](unsigned level, std::uint64_t index) {
            const std::uint64_t count = std::uint64_t{1} << level;
            return naive_root(std::span(leaves).subspan(index * count, count));
        };
    }
    std::vector<Hash> leaves;
};

std::vector<std::string> numbered(int count) {
    std::vector<std::string> entries;
    for (int i = 0; i < count; ++i) entries.push_back("entry " + std::to_string(i));
    return entries;
}

std::vector<Hash> hashes(std::initializer_list<const char*> base64) {
    std::vector<Hash> out;
    for (const char* text : base64) out.push_back(*Hash::from_base64(text));
    return out;
}

Hash flipped(Hash hash, unsigned bit) {
    hash.value[bit / 8] = static_cast<unsigned char>(hash.value[bit / 8] ^ (1u << (bit % 8)));
    return hash;
}

/// What an attacker or a bug may do to a proof.
std::vector<std::vector<Hash>> mutations(const std::vector<Hash>& proof, const Hash& root) {
    std::vector<std::vector<Hash>> all;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        auto changed = proof;
        changed[i] = flipped(changed[i], 77);
        all.push_back(changed);
        changed = proof;
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
        all.push_back(changed);
    }
    for (std::size_t i = 0; i <= proof.size(); ++i)
        for (const Hash& extra : {root, Hash{}, empty_root()}) {
            auto changed = proof;
            changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i), extra);
            all.push_back(changed);
        }
    return all;
}

}  // namespace

TEST_CASE("hashes are those of the published vectors") {
    CHECK(empty_root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(leaf_hash("").hex() ==
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    CHECK(leaf_hash("L123456").hex() ==
          "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    CHECK(leaf_hash("hello world").base64() == "TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
    Sha256 node;
    node.add(std::string("\x01N123N456"));
    CHECK(node.finish().hex() ==
          "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    // RFC 4231, test case 2
    CHECK(hmac_sha256("Jefe", "what do ya want for nothing?").hex() ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("roots are those of the published vectors for sizes 1 to 8") {
    Frontier frontier;
    CHECK(frontier.root() == empty_root());
    const auto leaves = vector_leaves();
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        frontier.append(leaf_hash(leaves[i]));
        CHECK(frontier.root().base64() == kRoots[i]);
    }
}

TEST_CASE("a frontier agrees with the definition of the tree for every size to 600") {
    const Tree tree(numbered(600));
    Frontier frontier;
    HashTiles tiles;
    for (std::uint64_t size = 0; size <= 600; ++size) {
        CHECK(frontier.root() == tree.root(size));
        CHECK(tiles.root() == frontier.root());
        CHECK(frontier_at(size, tree.subtree()) == frontier);
        CHECK(Frontier::parse(frontier.to_bytes()) == frontier);
        if (size < 600) frontier.append(tree.leaves[size]);
        if (size < 600) tiles.append(tree.leaves[size]);
    }
}

TEST_CASE("a stored frontier of another length is refused") {
    Frontier frontier;
    for (int i = 0; i < 7; ++i) frontier.append(Hash{});
    const std::string bytes = frontier.to_bytes();
    CHECK(bytes.size() == 8 + 3 * 32);
    for (std::size_t i = 0; i < bytes.size(); ++i) CHECK_FALSE(Frontier::parse(bytes.substr(0, i)));
    CHECK_FALSE(Frontier::parse(bytes + std::string(32, 'x')));
}

TEST_CASE("inclusion proofs are those of the published vectors") {
    const Tree tree(vector_leaves());
    CHECK(inclusion_proof(0, 8, tree.subtree()) ==
          hashes({"lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
                  "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                  "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="}));
    CHECK(inclusion_proof(5, 8, tree.subtree()) ==
          hashes({"vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
                  "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                  "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="}));
}

TEST_CASE("consistency proofs are those of the published vectors") {
    const Tree tree(vector_leaves());
    CHECK(consistency_proof(6, 8, tree.subtree()) ==
          hashes({"DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=",
                  "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                  "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="}));
    CHECK(consistency_proof(3, 8, tree.subtree()) ==
          hashes({"ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=",
                  "B1Bqhf2d0vEg62lPhgEeW7RmLlxBWmKRcDPUqWJEh+c=",
                  "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
                  "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="}));
    CHECK(consistency_proof(4, 7, tree.subtree()) ==
          hashes({"g327FS6bB5AQcX6E6GXaTrwPoZioBtWdMb8VrM7yLQ4="}));
}

TEST_CASE("an inclusion proof verifies at its place, and no mutation of it does") {
    const Tree tree(numbered(33));
    for (std::uint64_t size : {1, 2, 3, 5, 7, 8, 13, 16, 32, 33})
        for (std::uint64_t index = 0; index < size; ++index) {
            const Hash root = tree.root(size);
            const Hash leaf = tree.leaves[index];
            const auto proof = inclusion_proof(index, size, tree.subtree());
            CHECK(verify_inclusion(index, size, leaf, proof, root));
            CHECK_FALSE(verify_inclusion(index + 1, size, leaf, proof, root));
            CHECK_FALSE(verify_inclusion(index ^ 2, size, leaf, proof, root));
            CHECK_FALSE(verify_inclusion(size, size, leaf, proof, root));
            CHECK_FALSE(verify_inclusion(index, size, flipped(leaf, 3), proof, root));
            CHECK_FALSE(verify_inclusion(index, size, leaf, proof, Hash{}));
            CHECK_FALSE(verify_inclusion(index, size, leaf, proof, empty_root()));
            // A proof binds size only as far as the path's shape tells: halves and doubles.
            CHECK_FALSE(verify_inclusion(index, size * 2, leaf, proof, root));
            if (size > 1) CHECK_FALSE(verify_inclusion(index, size / 2, leaf, proof, root));
            for (const auto& mutated : mutations(proof, root))
                CHECK_FALSE(verify_inclusion(index, size, leaf, mutated, root));
        }
}

TEST_CASE("a consistency proof verifies between its sizes, and no mutation of it does") {
    const Tree tree(numbered(33));
    for (std::uint64_t size : {1, 2, 3, 6, 7, 8, 15, 16, 31, 32, 33})
        for (std::uint64_t old = 1; old <= size; ++old) {
            const Hash root = tree.root(size);
            const Hash old_root = tree.root(old);
            const auto proof = consistency_proof(old, size, tree.subtree());
            CHECK(verify_consistency(old, size, old_root, root, proof));
            CHECK_FALSE(verify_consistency(old, size, flipped(old_root, 9), root, proof));
            CHECK_FALSE(verify_consistency(old, size, old_root, flipped(root, 9), proof));
            CHECK_FALSE(verify_consistency(old, size, empty_root(), root, proof));
            CHECK_FALSE(verify_consistency(0, size, old_root, root, proof));
            CHECK_FALSE(verify_consistency(size + 1, size, old_root, root, proof));
            CHECK_FALSE(verify_consistency(old, size * 2, old_root, root, proof));
            for (const auto& mutated : mutations(proof, root))
                CHECK_FALSE(verify_consistency(old, size, old_root, root, mutated));
        }
}

TEST_CASE("hash tiles hold what C2SP tlog-tiles says, and go on from any earlier size") {
    const Tree tree(numbered(600));
    HashTiles whole;
    for (const Hash& leaf : tree.leaves) whole.append(leaf);
    const auto tiles = whole.tiles();
    REQUIRE(tiles.size() == 4);
    CHECK(tile_path(tiles[0].first) == "tile/0/000");
    CHECK(tiles[0].second.size() == 8192);
    CHECK(tile_path(tiles[2].first) == "tile/0/002.p/88");
    CHECK(tile_path(tiles[3].first) == "tile/1/000.p/2");
    CHECK(parse_hash_tile(tiles[3].second, 2)->at(1) ==
          naive_root(std::span(tree.leaves).subspan(256, 256)));
    for (std::uint64_t size : {1, 255, 256, 257, 511, 512, 599}) {
        HashTiles earlier;
        for (std::uint64_t i = 0; i < size; ++i) earlier.append(tree.leaves[i]);
        std::map<Tile, std::string> files;
        for (const auto& [tile, bytes] : earlier.tiles()) files[tile] = bytes;
        auto resumed = HashTiles::resume(size, [&](const Tile& tile) -> std::optional<std::string> {
            const auto file = files.find(tile);
            if (file == files.end()) return std::nullopt;
            return file->second;
        });
        REQUIRE(resumed);
        for (std::uint64_t i = resumed->size(); i < 600; ++i) resumed->append(tree.leaves[i]);
        CHECK(resumed->root() == whole.root());
        CHECK(resumed->tiles().back() == tiles.back());
    }
    CHECK_FALSE(HashTiles::resume(256, [](const Tile&) { return std::nullopt; }));
}
