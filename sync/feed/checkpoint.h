/// The signed state of one feed: origin, size, root, and until when it was confirmed.
/// A signed note (C2SP tlog-checkpoint v1.0.0) with the log's signature (type 0x01) and the
/// freshness cosignature (type 0x04, C2SP tlog-cosignature). Format: FORMAT.md section 4.
/// Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/time.h"
#include "sync/feed/merkle.h"
#include "sync/feed/note.h"

namespace villageboard::feed {

inline constexpr std::size_t kMaxCheckpointBytes = 16 * 1024;

/// `<county origin>/<area>`: the origin of an area's feed, and the name of the log key there.
std::string feed_origin(std::string_view county_origin, const AreaCode& area);
/// `<county origin>/freshness`.
std::string freshness_name(std::string_view county_origin);

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root;
    std::vector<std::string> extensions;  ///< non-empty lines; we write none

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// `origin LF size LF base64(root) LF [extension LF]*`; nothing for any other text.
std::optional<Checkpoint> parse_checkpoint(std::string_view text);
std::string format_checkpoint(const Checkpoint& checkpoint);

/// Who may sign the checkpoints of a feed. The log keys carry the feed's origin as their name.
struct CheckpointKeys {
    std::string origin;
    std::vector<VerifierKey> log;
    std::vector<VerifierKey> freshness;  ///< empty: freshness is not asked for (outside verifiers)
};

struct OpenedCheckpoint {
    Verdict verdict = Verdict::malformed;
    Checkpoint checkpoint;
    std::optional<Instant> fresh;  ///< the newest verified freshness time
    std::string note;              ///< the bytes that were given, kept as evidence
};

/// verified needs one log signature and, where freshness keys are given, one of theirs.
/// Otherwise oversize, malformed, foreign_origin (another origin, whoever signed it) or
/// bad_signature; the note is kept in every case.
OpenedCheckpoint open_checkpoint(std::string_view note, const CheckpointKeys& keys);

/// Signs with both keys at `now`. `log` must be named by the checkpoint's origin.
std::string sign_checkpoint(const Checkpoint& checkpoint, const Signer& log,
                            const Signer& freshness, Instant now);
/// The same checkpoint with a new freshness time: every log line stays, the line of `freshness`
/// is replaced. Throws Error(rejected) when `note` is no note or no checkpoint.
std::string renew_freshness(std::string_view note, const Signer& freshness, Instant now);

/// Whether a freshness signer that last signed `largest` may sign `next`: same origin, not
/// smaller, and consistent (`proof` is empty at equal sizes or from size 0).
Verdict check_cosign(const std::optional<Checkpoint>& largest, const Checkpoint& next,
                     std::span<const Hash> proof);

}  // namespace villageboard::feed
