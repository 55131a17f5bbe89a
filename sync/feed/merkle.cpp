#include "sync/feed/merkle.h"

#include <bit>

#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::size_t kHashBytes = 32;

/// The largest power of two below `n`, for n > 1.
std::uint64_t split_point(std::uint64_t n) { return std::bit_floor(n - 1); }

/// Root of the leaves [first, end); `first` is a multiple of every power of two that the range
/// is split into.
Hash range_root(std::uint64_t first, std::uint64_t end, const SubtreeHash& subtree) {
    const std::uint64_t n = end - first;
    if (std::has_single_bit(n)) {
        const auto level = static_cast<unsigned>(std::countr_zero(n));
        return subtree(level, first >> level);
    }
    const std::uint64_t k = split_point(n);
    return node_hash(range_root(first, first + k, subtree), range_root(first + k, end, subtree));
}

/// PATH of RFC 6962 section 2.1.1 within [first, end).
void add_path(std::uint64_t index, std::uint64_t first, std::uint64_t end,
              const SubtreeHash& subtree, std::vector<Hash>& proof) {
    if (end - first == 1) return;
    const std::uint64_t middle = first + split_point(end - first);
    if (index < middle) {
        add_path(index, first, middle, subtree, proof);
        proof.push_back(range_root(middle, end, subtree));
    } else {
        add_path(index, middle, end, subtree, proof);
        proof.push_back(range_root(first, middle, subtree));
    }
}

enum class Known { yes, no };

/// SUBPROOF of RFC 6962 section 2.1.2: `known` while the old tree's root is this range's.
void add_subproof(std::uint64_t old_end, std::uint64_t first, std::uint64_t end, Known known,
                  const SubtreeHash& subtree, std::vector<Hash>& proof) {
    if (old_end == end) {
        if (known == Known::no) proof.push_back(range_root(first, end, subtree));
        return;
    }
    const std::uint64_t middle = first + split_point(end - first);
    if (old_end <= middle) {
        add_subproof(old_end, first, middle, known, subtree, proof);
        proof.push_back(range_root(middle, end, subtree));
    } else {
        add_subproof(old_end, middle, end, Known::no, subtree, proof);
        proof.push_back(range_root(first, middle, subtree));
    }
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
    Sha256 hasher;
    hasher.add(std::string_view("\0", 1));
    hasher.add(entry);
    return hasher.finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
    Sha256 hasher;
    hasher.add("\x01");
    hasher.add(left.bytes());
    hasher.add(right.bytes());
    return hasher.finish();
}

Hash empty_root() { return sha256({}); }

std::optional<Frontier> Frontier::from(std::uint64_t size, std::vector<Hash> hashes) {
    if (static_cast<std::size_t>(std::popcount(size)) != hashes.size()) return std::nullopt;
    Frontier frontier;
    frontier.size_ = size;
    frontier.hashes_ = std::move(hashes);
    return frontier;
}

std::string Frontier::to_bytes() const {
    std::string out;
    append_u64(out, size_);
    for (const Hash& hash : hashes_) out += hash.bytes();
    return out;
}

std::optional<Frontier> Frontier::parse(std::string_view bytes) {
    if (bytes.size() < 8 || (bytes.size() - 8) % kHashBytes != 0) return std::nullopt;
    std::vector<Hash> hashes;
    for (std::size_t at = 8; at < bytes.size(); at += kHashBytes)
        hashes.push_back(*Hash::from_bytes(bytes.substr(at, kHashBytes)));
    return from(read_u64(bytes), std::move(hashes));
}

void Frontier::append(const Hash& leaf) {
    Hash hash = leaf;
    for (std::uint64_t rest = size_; rest & 1; rest >>= 1) {
        hash = node_hash(hashes_.back(), hash);
        hashes_.pop_back();
    }
    hashes_.push_back(hash);
    ++size_;
}

Hash Frontier::root() const {
    if (hashes_.empty()) return empty_root();
    Hash root = hashes_.back();
    for (std::size_t i = hashes_.size() - 1; i > 0; --i) root = node_hash(hashes_[i - 1], root);
    return root;
}

Hash tree_root(std::uint64_t size, const SubtreeHash& subtree) {
    return frontier_at(size, subtree).root();
}

Frontier frontier_at(std::uint64_t size, const SubtreeHash& subtree) {
    std::vector<Hash> hashes;
    std::uint64_t first = 0;
    for (unsigned level = 64; level-- > 0;) {
        if (((size >> level) & 1) == 0) continue;
        hashes.push_back(subtree(level, first >> level));
        first += std::uint64_t{1} << level;
    }
    return *Frontier::from(size, std::move(hashes));
}

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                  const SubtreeHash& subtree) {
    std::vector<Hash> proof;
    add_path(index, 0, size, subtree, proof);
    return proof;
}

std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t new_size,
                                    const SubtreeHash& subtree) {
    std::vector<Hash> proof;
    add_subproof(old_size, 0, new_size, Known::yes, subtree, proof);
    return proof;
}

// RFC 9162 section 2.1.3.2.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root) {
    if (index >= size) return false;
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

// RFC 9162 section 2.1.4.2.
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Hash& old_root,
                        const Hash& new_root, std::span<const Hash> proof) {
    if (old_size == 0 || old_size > new_size) return false;
    if (old_size == new_size) return proof.empty() && old_root == new_root;
    if (proof.empty()) return false;
    std::uint64_t node = old_size - 1;
    std::uint64_t last = new_size - 1;
    for (; (node & 1) != 0; node >>= 1) last >>= 1;
    const bool whole = std::has_single_bit(old_size);
    Hash old_hash = whole ? old_root : proof.front();
    Hash new_hash = old_hash;
    for (const Hash& sibling : proof.subspan(whole ? 0 : 1)) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            old_hash = node_hash(sibling, old_hash);
            new_hash = node_hash(sibling, new_hash);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace villageboard::feed
