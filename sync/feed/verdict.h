/// The outcome of every check on what came from outside: accepted, or the one reason why not.
/// A verdict is a value, never an exception; its code is stable and stands in logs and reports.
#pragma once
#include <string_view>

namespace villageboard::feed {

enum class Verdict {
    verified,
    malformed,               ///< not the grammar of its format
    bad_signature,           ///< no known key signed it, or a known key's signature fails
    foreign_origin,          ///< signed for another feed: a checkpoint, or an entry
    rollback,                ///< smaller than what was verified, and signed later
    fork,                    ///< contradicts what was verified: keep both notes
    stale,                   ///< an older state of the same feed; no alarm, ask the next source
    time_in_future,          ///< freshness time over 24 h after a known clock
    oversize,                ///< longer than its limit or than was declared
    truncated,               ///< ends before it should
    bad_entry,               ///< an entry's envelope breaks its grammar or limits
    publisher_out_of_scope,  ///< no publisher key that signed it covers area, index and kind
    revision_gap,            ///< revision is not current + 1, or the operation is not allowed now
    body_mismatch,           ///< size or digest differs from the signed one
    bad_body,                ///< digest agrees, but it is no body: depth, UTF-8, salt, numbers
    bad_frame,               ///< a frame does not decode, or its number differs from the envelope
    missing_dictionary,      ///< a frame uses a dictionary that no earlier entry names
    erased_without_reason,   ///< a zeroed frame that no signed entry explains: damage
    missing_key,             ///< sealed with a key version that is not held
    missing_file,            ///< a file that the signed size promises is not there
    tile_mismatch,           ///< a stored hash, entry or run differs from the signed tree
    bad_threshold,           ///< a root not signed by enough of the old or of its own keys
    version_gap,             ///< a root or file of another version than the next one
};

/// The reason code, such as "foreign_origin". Never changed once released.
std::string_view to_string(Verdict verdict);

}  // namespace villageboard::feed
