/// The entry of a feed: a signed note whose text is the envelope, one line of JSON. What can't be
/// erased holds no words: only ids, digests, times and codes. It names its feed, so that a
/// publisher's signature holds there alone. Format: FORMAT.md section 5. Pure; any thread. Whether
/// an operation is allowed now: item_history.h.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"
#include "content/model/kind.h"
#include "content/model/time.h"
#include "sync/feed/bundle.h"
#include "sync/feed/note.h"

namespace villageboard::feed {

inline constexpr std::uint64_t kMaxBodyBytes = 4 * 1024 * 1024;
inline constexpr std::uint64_t kMaxAttachmentBytes = 64 * 1024 * 1024;
inline constexpr std::uint64_t kMaxDictionaryBytes = 112 * 1024;
inline constexpr std::uint32_t kMaxRevision = 1'000'000;

/// A body's digest. At most one for each audience, the public one first.
struct BodyRef {
    Audience audience = Audience::public_;
    Hash sha256;             ///< of the exact body bytes, also where the frame is sealed
    std::uint64_t size = 0;  ///< 1 to kMaxBodyBytes
    std::optional<Instant> keep_until;

    friend bool operator==(const BodyRef&, const BodyRef&) = default;
};

struct AttachmentRef {
    Audience audience = Audience::public_;
    Hash sha256;             ///< of the blob's bytes: for the village the sealed ones
    std::uint64_t size = 0;  ///< of the blob, 1 to kMaxAttachmentBytes
    std::string mime;        ///< "image/png"
    std::string language;    ///< BCP 47 tag, or empty
    std::string role;        ///< "picture", "voucher", "original", "audio", "poster"

    friend bool operator==(const AttachmentRef&, const AttachmentRef&) = default;
};

struct DictionaryRef {
    std::uint32_t id = 0;  ///< zstd dictID, not 0
    Hash sha256;
    std::uint64_t size = 0;

    friend bool operator==(const DictionaryRef&, const DictionaryRef&) = default;
};

/// Absent strings are empty. Codes are ASCII letters, digits and `._:/@+-`, at most 64 of them.
struct Envelope {
    Operation operation = Operation::publish;
    std::optional<AreaCode> area;  ///< whose feed this is for; never left out
    std::string id;                ///< UUIDv7, lower case; empty for a dictionary
    std::uint32_t revision = 0;    ///< from 1; 0 for a dictionary
    Kind kind = Kind::notice;      ///< of no meaning for a dictionary
    std::string catalogue;         ///< "N02", or empty
    Priority priority = Priority::normal;
    std::optional<Day> formed;
    Instant published{};
    std::optional<Instant> embargo;
    std::optional<Instant> expires;
    std::optional<Day> notice_from;  ///< both or none
    std::optional<Day> notice_to;    ///< not before notice_from; counts as a whole day
    std::string office;
    std::vector<std::string> reviewers;
    std::string group;
    std::vector<BodyRef> bodies;
    std::vector<AttachmentRef> attachments;
    std::optional<DictionaryRef> dictionary;  ///< of operation dictionary, and only there

    friend bool operator==(const Envelope&, const Envelope&) = default;
};

/// One line of JSON without LF: members in their fixed order, no spaces, absent ones left out.
/// Throws Error(invalid) naming the member when the envelope breaks a rule of its grammar.
std::string format_envelope(const Envelope& envelope);
/// The inverse: accepts exactly the bytes that format_envelope writes, nothing else.
std::optional<Envelope> parse_envelope(std::string_view json);

/// Where an entry stands: in the feed of an area, counted from 0.
struct EntryPlace {
    AreaCode area;
    std::uint64_t index = 0;
};

/// A key that may publish, and what. Kinds and areas are both needed; operations of an item carry
/// its kind. A dictionary counts as kind notice.
struct PublisherKey {
    VerifierKey key;
    std::vector<AreaCode> areas;  ///< each covers itself and everything in it
    std::vector<Kind> kinds;
    /// Nothing: in force. Otherwise the key is retired: what it signed counts only below the size
    /// that stands here for the feed, and in no feed that isn't named.
    std::optional<std::map<AreaCode, std::uint64_t>> until = std::nullopt;

    bool covers(const EntryPlace& place, const Envelope& envelope) const;
    friend bool operator==(const PublisherKey&, const PublisherKey&) = default;
};

/// Signs with every signer given. Throws Error(invalid) for a bad envelope, no signer, or an entry
/// over kMaxEntryBytes.
std::string sign_entry(const Envelope& envelope, std::span<const Signer> signers);

struct OpenedEntry {
    Verdict verdict = Verdict::malformed;
    Envelope envelope;
    std::vector<std::string> publishers;  ///< names of the keys that signed and cover it
};

/// verified, oversize, malformed (no note), bad_signature, bad_entry, foreign_origin (made for the
/// feed of another area) or publisher_out_of_scope.
OpenedEntry open_entry(std::string_view entry, const EntryPlace& place,
                       std::span<const PublisherKey> publishers);
/// The envelope alone, neither signature nor area checked: for outside verifiers that hold no
/// publisher keys.
OpenedEntry read_entry(std::string_view entry);

/// A UUIDv7 (RFC 9562 section 5.7) of that time.
std::string make_item_id(Instant at, const RandomBytes& random);
bool is_item_id(std::string_view text);

}  // namespace villageboard::feed
