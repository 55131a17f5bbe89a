/// The hash tree of RFC 6962 section 2.1 over SHA-256: hashes, a frontier that grows entry by
/// entry, proofs. Pure; one Frontier per thread.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/hash.h"

namespace villageboard::feed {

/// SHA-256(0x00 || entry).
Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
Hash node_hash(const Hash& left, const Hash& right);
/// The root of no entries: SHA-256 of nothing.
Hash empty_root();

/// What a reader keeps of a tree: its size and the roots of the full subtrees that it falls into,
/// from the left, one for each set bit of the size (at most 64).
class Frontier {
  public:
    Frontier() = default;
    /// Nothing unless there are as many hashes as bits set in `size`.
    static std::optional<Frontier> from(std::uint64_t size, std::vector<Hash> hashes);
    /// u64 size, then the hashes: how a reader stores it. parse refuses any other length.
    std::string to_bytes() const;
    static std::optional<Frontier> parse(std::string_view bytes);

    void append(const Hash& leaf);
    std::uint64_t size() const { return size_; }
    const std::vector<Hash>& hashes() const { return hashes_; }
    Hash root() const;

    friend bool operator==(const Frontier&, const Frontier&) = default;

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash> hashes_;
};

/// The root of the full subtree of 2^level leaves that starts at leaf index * 2^level.
/// Only asked for subtrees wholly inside the tree.
using SubtreeHash = std::function<Hash(unsigned level, std::uint64_t index)>;

/// Of the first `size` leaves.
Hash tree_root(std::uint64_t size, const SubtreeHash& subtree);
Frontier frontier_at(std::uint64_t size, const SubtreeHash& subtree);
/// RFC 6962 section 2.1.1, sibling first. Needs index < size.
std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                  const SubtreeHash& subtree);
/// RFC 6962 section 2.1.2. Needs 0 < old_size <= new_size; empty when equal.
std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                    const SubtreeHash& subtree);

/// False for index >= size and for a proof of any other length than the right one.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root);
/// False for old_size = 0 ("no state yet" is the caller's case, not a proof), for
/// old_size > new_size, and for equal sizes unless roots agree and the proof is empty.
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                        const Hash& new_root, std::span<const Hash> proof);

}  // namespace villageboard::feed
