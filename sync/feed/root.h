/// The trust policy of a county: `root/<version>`, a signed note whose text is one line of JSON.
/// A terminal pins one root; the next version needs the old threshold and its own.
/// Format: FORMAT.md section 10. Pure; any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/feed/checkpoint.h"
#include "sync/feed/entry.h"

namespace villageboard::feed {

inline constexpr std::size_t kMaxRootBytes = 512 * 1024;

struct Root {
    std::uint32_t version = 1;
    std::string origin;  ///< the county's, "board.yunling.example"
    AreaCode county = *AreaCode::parse("000000");
    Instant made{};
    std::uint32_t threshold = 1;           ///< 1 to the number of root keys
    std::vector<VerifierKey> root_keys;    ///< type 0x01, no key twice
    std::vector<VerifierKey> log_keys;     ///< type 0x01, named by the county's origin
    std::vector<VerifierKey> freshness;    ///< type 0x04, named `<origin>/freshness`
    std::vector<PublisherKey> publishers;  ///< areas within the county; retired ones too
    std::string inbox_key;                 ///< X25519 public key, 32 bytes
    /// A new root that says so lowers a terminal's time floor to this.
    std::optional<Instant> lower_time_floor;

    /// Who may sign the checkpoints of one area's feed: log keys renamed to its origin.
    CheckpointKeys checkpoint_keys(const AreaCode& area) const;
    friend bool operator==(const Root&, const Root&) = default;
};

/// One line of JSON without LF, members in their fixed order. Throws Error(invalid) when a rule
/// of Root is broken.
std::string format_root(const Root& root);
/// Exactly the bytes that format_root writes.
std::optional<Root> parse_root(std::string_view json);

/// Signed by every signer given; whether they suffice is for the check below.
std::string sign_root(const Root& root, std::span<const Signer> signers);
/// Adds lines to a root note: for holders who sign one after another on machines of their own.
/// Throws Error(rejected) when `note` is no root note.
std::string add_root_signature(std::string_view note, const Signer& signer);

struct OpenedRoot {
    Verdict verdict = Verdict::malformed;
    Root root;
};

/// The first root, pinned by its bytes' arrival in the enrolment: its own threshold.
OpenedRoot open_first_root(std::string_view note);
/// The next one: version exactly current + 1, same origin and county, signed by the threshold of
/// the current root and by its own. A key counts once, whatever its name.
OpenedRoot open_next_root(std::string_view note, const Root& current);

/// What people compare on two screens: the first 30 hex digits of the SHA-256 of the note's text,
/// in six groups of five.
std::string root_fingerprint(std::string_view note);

}  // namespace villageboard::feed
