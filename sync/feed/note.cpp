#include "sync/feed/note.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

constexpr std::string_view kSignaturePrefix = "\xE2\x80\x94 ";
constexpr std::string_view kSecretPrefix = "PRIVATE+KEY+";
constexpr std::size_t kKeyIdBytes = 4;
/// 9999-12-31T23:59:59Z, the last time that RFC 3339 can write.
constexpr std::uint64_t kLastTime = 253'402'300'799;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string timestamped_message(std::uint64_t time, std::string_view text) {
    return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

bool verify_detached(std::string_view message, std::string_view signature, std::string_view key) {
    return crypto_sign_verify_detached(raw(signature), raw(message), message.size(), raw(key)) == 0;
}

bool verify_plain(std::string_view text, std::string_view payload, std::string_view key) {
    return verify_detached(text, payload, key);
}

bool verify_timestamped(std::string_view text, std::string_view payload, std::string_view key) {
    const std::uint64_t time = read_u64(payload);
    if (time > kLastTime) return false;
    return verify_detached(timestamped_message(time, text), payload.substr(8), key);
}

/// One row for each signature type; a type that Debian's libraries can't check has none.
struct TypeRow {
    KeyType type;
    std::size_t key_bytes;
    std::size_t payload_bytes;
    bool (*verify)(std::string_view text, std::string_view payload, std::string_view key);
};

constexpr std::array<TypeRow, 2> kTypes{{
    {KeyType::ed25519, 32, 64, verify_plain},
    {KeyType::timestamped_ed25519, 32, 72, verify_timestamped},
}};

const TypeRow* find_type(unsigned char type) {
    const auto row = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& candidate) {
        return static_cast<unsigned char>(candidate.type) == type;
    });
    return row == kTypes.end() ? nullptr : &*row;
}

/// The code points with the property White_Space beyond ASCII (Unicode 15, PropList).
constexpr std::array<std::string_view, 19> kSpaces{
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
    "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

bool is_key_name(std::string_view name) {
    if (name.empty() || !is_utf8(name)) return false;
    for (char c : name)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '+' || c == 0x7f) return false;
    return std::none_of(kSpaces.begin(), kSpaces.end(), [&](std::string_view space) {
        return name.find(space) != std::string_view::npos;
    });
}

std::uint32_t compute_key_id(std::string_view name, KeyType type, std::string_view public_key) {
    std::string input(name);
    input += '\n';
    input += static_cast<char>(type);
    input += public_key;
    return read_u32(sha256(input).bytes());
}

std::string key_text(std::string_view name, std::uint32_t id, KeyType type,
                     std::string_view material) {
    std::string id_bytes;
    append_u32(id_bytes, id);
    std::string typed(1, static_cast<char>(type));
    typed += material;
    std::string out(name);
    out += "+" + to_hex(id_bytes) + "+" + to_base64(typed);
    sodium_memzero(typed.data(), typed.size());
    return out;
}

struct KeyParts {
    std::string name;
    std::uint32_t id;
    KeyType type;
    std::string material;
};

/// name+hex8+base64: for vkeys and, behind their prefix, for secret keys.
std::optional<KeyParts> split_key(std::string_view text) {
    const auto first = text.find('+');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = text.find('+', first + 1);
    if (second != first + 9) return std::nullopt;
    const auto id = from_hex(text.substr(first + 1, 8));
    const auto typed = from_base64(text.substr(second + 1));
    if (!id || !typed || typed->empty()) return std::nullopt;
    const TypeRow* row = find_type(static_cast<unsigned char>((*typed)[0]));
    const std::string_view name = text.substr(0, first);
    if (row == nullptr || typed->size() != 1 + row->key_bytes || !is_key_name(name))
        return std::nullopt;
    return KeyParts{std::string(name), read_u32(*id), row->type, typed->substr(1)};
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(kSignaturePrefix)) return std::nullopt;
    line.remove_prefix(kSignaturePrefix.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto decoded = from_base64(line.substr(space + 1));
    if (!is_key_name(line.substr(0, space)) || !decoded || decoded->size() <= kKeyIdBytes)
        return std::nullopt;
    return NoteSignature{std::string(line.substr(0, space)), read_u32(*decoded),
                         decoded->substr(kKeyIdBytes)};
}

bool has_note_characters(std::string_view bytes) {
    return is_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\n';
           });
}

/// The known keys that carry the name and id of a signature line.
std::vector<const VerifierKey*> matching(std::span<const VerifierKey> known,
                                         const NoteSignature& signature) {
    std::vector<const VerifierKey*> found;
    for (const VerifierKey& key : known) {
        const bool same = key.name() == signature.name && key.key_id() == signature.key_id;
        if (same && (found.empty() || !(*found.front() == key))) found.push_back(&key);
    }
    return found;
}

void report(std::vector<VerifiedSignature>& signatures, VerifiedSignature verified) {
    for (VerifiedSignature& earlier : signatures) {
        if (!(earlier.key == verified.key)) continue;
        earlier.time = std::max(earlier.time, verified.time);
        return;
    }
    signatures.push_back(std::move(verified));
}

}  // namespace

std::optional<Note> parse_note(std::string_view bytes) {
    const auto split = bytes.rfind("\n\n");
    if (split == std::string_view::npos || !has_note_characters(bytes)) return std::nullopt;
    Note note;
    note.text = bytes.substr(0, split + 1);
    std::string_view lines = bytes.substr(split + 2);
    if (lines.empty() || !lines.ends_with('\n')) return std::nullopt;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        auto signature = parse_signature(lines.substr(0, end));
        if (!signature || note.signatures.size() == kMaxSignatures) return std::nullopt;
        note.signatures.push_back(std::move(*signature));
        lines.remove_prefix(end + 1);
    }
    return note;
}

std::string format_note(const Note& note) {
    std::string out = note.text + "\n";
    for (const NoteSignature& signature : note.signatures) {
        std::string payload;
        append_u32(payload, signature.key_id);
        payload += signature.payload;
        out += kSignaturePrefix;
        out += signature.name + " " + to_base64(payload) + "\n";
    }
    return out;
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view vkey) {
    const auto parts = split_key(vkey);
    if (!parts) return std::nullopt;
    VerifierKey key(parts->name, parts->type, parts->material);
    if (key.key_id() != parts->id) return std::nullopt;
    return key;
}

VerifierKey::VerifierKey(std::string name, KeyType type, std::string_view public_key)
    : name_(std::move(name)), type_(type), public_key_(public_key) {
    if (!is_key_name(name_))
        throw Error(ErrorKind::invalid, "A key's name is empty or holds a space or '+'.", name_);
    const TypeRow* row = find_type(static_cast<unsigned char>(type));
    if (row == nullptr || public_key_.size() != row->key_bytes)
        throw Error(ErrorKind::invalid, "A public key does not have 32 bytes.", name_);
    key_id_ = compute_key_id(name_, type_, public_key_);
}

std::string VerifierKey::to_string() const { return key_text(name_, key_id_, type_, public_key_); }

bool VerifierKey::verifies(std::string_view text, std::string_view payload) const {
    const TypeRow* row = find_type(static_cast<unsigned char>(type_));
    return payload.size() == row->payload_bytes && row->verify(text, payload, public_key_);
}

std::optional<Instant> VerifierKey::time_of(std::string_view payload) const {
    if (type_ != KeyType::timestamped_ed25519 || payload.size() < 8) return std::nullopt;
    const std::uint64_t time = read_u64(payload);
    if (time > kLastTime) return std::nullopt;
    return Instant(std::chrono::seconds(time));
}

OpenedNote open_note(std::string_view bytes, std::span<const VerifierKey> known) {
    OpenedNote opened;
    auto note = parse_note(bytes);
    if (!note) return opened;
    opened.verdict = Verdict::bad_signature;
    std::vector<VerifiedSignature> verified;
    for (const NoteSignature& signature : note->signatures) {
        const auto keys = matching(known, signature);
        if (keys.empty()) continue;
        if (keys.size() > 1 || !keys.front()->verifies(note->text, signature.payload))
            return opened;
        report(verified, {*keys.front(), keys.front()->time_of(signature.payload)});
    }
    if (verified.empty()) return opened;
    opened.verdict = Verdict::verified;
    opened.text = std::move(note->text);
    opened.signatures = std::move(verified);
    return opened;
}

namespace {

std::string public_key_of(std::string_view seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        throw Error(ErrorKind::invalid, "A signing key's seed does not have 32 bytes.");
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(public_key.data()), secret.data(),
                             raw(seed));
    sodium_memzero(secret.data(), secret.size());
    return public_key;
}

std::string sign_detached(std::string_view seed, std::string_view message) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(public_key.data(), secret.data(), raw(seed));
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, raw(message),
                         message.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature;
}

}  // namespace

Signer::Signer(std::string name, KeyType type, std::string_view seed)
    : verifier_(std::move(name), type, public_key_of(seed)), seed_(seed) {}

Signer Signer::generate(std::string name, KeyType type, const RandomBytes& random) {
    std::string seed = random(crypto_sign_SEEDBYTES);
    Signer signer(std::move(name), type, seed);
    sodium_memzero(seed.data(), seed.size());
    return signer;
}

std::optional<Signer> Signer::parse(std::string_view text) {
    if (!text.starts_with(kSecretPrefix)) return std::nullopt;
    auto parts = split_key(text.substr(kSecretPrefix.size()));
    if (!parts) return std::nullopt;
    Signer signer(parts->name, parts->type, parts->material);
    sodium_memzero(parts->material.data(), parts->material.size());
    if (signer.verifier().key_id() != parts->id) return std::nullopt;
    return signer;
}

std::string Signer::to_secret_string() const {
    return std::string(kSecretPrefix) +
           key_text(verifier_.name(), verifier_.key_id(), verifier_.type(), seed_);
}

Signer::~Signer() { sodium_memzero(seed_.data(), seed_.size()); }

Signer Signer::renamed(std::string name) const {
    return Signer(std::move(name), verifier_.type(), seed_);
}

NoteSignature Signer::sign(std::string_view text, Instant at) const {
    NoteSignature signature{verifier_.name(), verifier_.key_id(), {}};
    if (verifier_.type() == KeyType::timestamped_ed25519) {
        const auto time = static_cast<std::uint64_t>(at.time_since_epoch().count());
        append_u64(signature.payload, time);
        signature.payload += sign_detached(seed_, timestamped_message(time, text));
    } else {
        signature.payload = sign_detached(seed_, text);
    }
    return signature;
}

}  // namespace villageboard::feed
