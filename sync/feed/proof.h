/// A proof that one entry stands in a feed, as one file for a stick or a phone (C2SP tlog-proof
/// v1.0.0): header, index, hashes sibling first, blank line, checkpoint verbatim. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/checkpoint.h"

namespace villageboard::feed {

struct InclusionProof {
    std::uint64_t index = 0;
    std::vector<Hash> hashes;
    std::string checkpoint;  ///< the signed note

    friend bool operator==(const InclusionProof&, const InclusionProof&) = default;
};

std::string format_proof(const InclusionProof& proof);
/// An `extra` line is accepted and dropped: it is not authenticated.
std::optional<InclusionProof> parse_proof(std::string_view file);
/// Checkpoint signatures, then the entry's place below its root.
Verdict verify_proof(const InclusionProof& proof, std::string_view entry,
                     const CheckpointKeys& keys);

}  // namespace villageboard::feed
