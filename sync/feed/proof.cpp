#include "sync/feed/proof.h"

#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::string_view kHeader = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t kMaxHashes = 63;

/// Takes one line without its LF off the front; nothing when there is no whole line.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

/// Hash lines up to the blank line, which is taken too.
bool take_hashes(std::string_view& rest, std::vector<Hash>& hashes) {
    while (const auto line = take_line(rest)) {
        if (line->empty()) return true;
        const auto hash = Hash::from_base64(*line);
        if (!hash || hashes.size() == kMaxHashes) return false;
        hashes.push_back(*hash);
    }
    return false;
}

}  // namespace

std::string format_proof(const InclusionProof& proof) {
    std::string out(kHeader);
    out += "index " + std::to_string(proof.index) + "\n";
    for (const Hash& hash : proof.hashes) out += hash.base64() + "\n";
    return out + "\n" + proof.checkpoint;
}

std::optional<InclusionProof> parse_proof(std::string_view file) {
    if (!file.starts_with(kHeader)) return std::nullopt;
    file.remove_prefix(kHeader.size());
    auto line = take_line(file);
    if (line && line->starts_with("extra ")) {
        if (!from_base64(line->substr(6))) return std::nullopt;
        line = take_line(file);
    }
    if (!line || !line->starts_with("index ")) return std::nullopt;
    const auto index = parse_decimal(line->substr(6));
    InclusionProof proof;
    if (!index || !take_hashes(file, proof.hashes)) return std::nullopt;
    proof.index = *index;
    proof.checkpoint = file;
    return proof;
}

Verdict verify_proof(const InclusionProof& proof, std::string_view entry,
                     const CheckpointKeys& keys) {
    const OpenedCheckpoint opened = open_checkpoint(proof.checkpoint, keys);
    if (opened.verdict != Verdict::verified) return opened.verdict;
    const bool stands = verify_inclusion(proof.index, opened.checkpoint.size, leaf_hash(entry),
                                         proof.hashes, opened.checkpoint.root);
    return stands ? Verdict::verified : Verdict::tile_mismatch;
}

}  // namespace villageboard::feed
