/// Signed notes (C2SP signed-note v1.0.0), verifier keys and signers. Format: FORMAT.md section 2.
/// Ed25519 in two types: 0x01 signs the text as it is, 0x04 signs it with a time (C2SP
/// tlog-cosignature v1.0.1). Another type is a row in one table of note.cpp.
/// Pure; any thread. It does not say what a text means.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "sync/feed/hash.h"
#include "sync/feed/verdict.h"

namespace villageboard::feed {

enum class KeyType : unsigned char { ed25519 = 0x01, timestamped_ed25519 = 0x04 };

/// Most signature lines a note may carry.
inline constexpr std::size_t kMaxSignatures = 100;

struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string payload;  ///< what follows the key id

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
    std::string text;  ///< ends in LF; exactly the signed bytes
    std::vector<NoteSignature> signatures;
};

/// Nothing unless `bytes` is a note to the letter: UTF-8, no control character but LF, the last
/// blank line splits, one to kMaxSignatures signature lines and nothing after them.
std::optional<Note> parse_note(std::string_view bytes);
/// The inverse of parse_note.
std::string format_note(const Note& note);

/// A public key under a name. The same key under another name is another verifier.
class VerifierKey {
  public:
    /// `name+hex8(key id)+base64(type || key)`, split at the first two '+'.
    static std::optional<VerifierKey> parse(std::string_view vkey);
    /// Throws Error(invalid) for a name that is empty or holds a space or '+', or a key that is
    /// not 32 bytes.
    VerifierKey(std::string name, KeyType type, std::string_view public_key);

    const std::string& name() const { return name_; }
    KeyType type() const { return type_; }
    /// 32 bytes.
    const std::string& public_key() const { return public_key_; }
    std::uint32_t key_id() const { return key_id_; }
    std::string to_string() const;
    VerifierKey renamed(std::string name) const { return {std::move(name), type_, public_key_}; }

    /// Whether the payload is this key's signature over `text`.
    bool verifies(std::string_view text, std::string_view payload) const;
    /// The time inside a timestamped payload; nothing for other types or a payload too short.
    std::optional<Instant> time_of(std::string_view payload) const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;

  private:
    std::string name_;
    KeyType type_;
    std::string public_key_;
    std::uint32_t key_id_;
};

/// One signature that verified.
struct VerifiedSignature {
    VerifierKey key;
    std::optional<Instant> time;  ///< of a timestamped key
};

struct OpenedNote {
    Verdict verdict = Verdict::malformed;  ///< verified, malformed or bad_signature
    std::string text;                      ///< empty unless verified
    std::vector<VerifiedSignature> signatures;
};

/// Ignores lines of unknown keys; one line of a known key that fails refuses the whole note, and
/// so does having no line of a known key. Of two lines of one key both must verify, one is
/// reported. Two different `known` keys with the same name and id refuse every note.
OpenedNote open_note(std::string_view bytes, std::span<const VerifierKey> known);

/// A private key. Its seed is wiped from memory when the object goes.
class Signer {
  public:
    /// `seed`: 32 bytes (RFC 8032). Throws Error(invalid) like VerifierKey.
    Signer(std::string name, KeyType type, std::string_view seed);
    static Signer generate(std::string name, KeyType type, const RandomBytes& random);
    /// `PRIVATE+KEY+name+hex8(key id)+base64(type || seed)`, the form of a key file.
    static std::optional<Signer> parse(std::string_view text);
    std::string to_secret_string() const;

    ~Signer();
    Signer(const Signer&) = default;
    Signer(Signer&&) = default;
    Signer& operator=(const Signer&) = default;
    Signer& operator=(Signer&&) = default;

    const VerifierKey& verifier() const { return verifier_; }
    Signer renamed(std::string name) const;
    /// `at` stands in the signature of a timestamped key; other types ignore it.
    NoteSignature sign(std::string_view text, Instant at) const;

  private:
    VerifierKey verifier_;
    std::string seed_;
};

}  // namespace villageboard::feed
