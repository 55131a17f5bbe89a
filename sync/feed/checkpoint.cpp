#include "sync/feed/checkpoint.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

bool signed_by_one_of(const OpenedNote& opened, const std::vector<VerifierKey>& keys) {
    return std::any_of(opened.signatures.begin(), opened.signatures.end(),
                       [&](const VerifiedSignature& one) {
                           return std::find(keys.begin(), keys.end(), one.key) != keys.end();
                       });
}

std::optional<Instant> newest_time(const OpenedNote& opened) {
    std::optional<Instant> newest;
    for (const VerifiedSignature& signature : opened.signatures)
        newest = std::max(newest, signature.time);
    return newest;
}

}  // namespace

std::string feed_origin(std::string_view county_origin, const AreaCode& area) {
    return std::string(county_origin) + "/" + area.digits();
}

std::string freshness_name(std::string_view county_origin) {
    return std::string(county_origin) + "/freshness";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end == 0) return std::nullopt;
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    if (lines.size() < 3) return std::nullopt;
    const auto size = parse_decimal(lines[1]);
    const auto root = Hash::from_base64(lines[2]);
    if (!size || !root) return std::nullopt;
    return Checkpoint{lines[0], *size, *root, {lines.begin() + 3, lines.end()}};
}

std::string format_checkpoint(const Checkpoint& checkpoint) {
    std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
                       checkpoint.root.base64() + "\n";
    for (const std::string& extension : checkpoint.extensions) text += extension + "\n";
    return text;
}

OpenedCheckpoint open_checkpoint(std::string_view note, const CheckpointKeys& keys) {
    OpenedCheckpoint opened;
    opened.note = note.substr(0, kMaxCheckpointBytes);
    opened.verdict = Verdict::oversize;
    if (note.size() > kMaxCheckpointBytes) return opened;
    opened.verdict = Verdict::malformed;
    const auto parsed = parse_note(note);
    auto checkpoint = parsed ? parse_checkpoint(parsed->text) : std::nullopt;
    if (!checkpoint) return opened;
    opened.checkpoint = std::move(*checkpoint);
    opened.verdict = Verdict::foreign_origin;
    if (opened.checkpoint.origin != keys.origin) return opened;

    std::vector<VerifierKey> known = keys.log;
    known.insert(known.end(), keys.freshness.begin(), keys.freshness.end());
    const OpenedNote signatures = open_note(note, known);
    opened.verdict = Verdict::bad_signature;
    if (signatures.verdict != Verdict::verified) return opened;
    if (!signed_by_one_of(signatures, keys.log)) return opened;
    if (!keys.freshness.empty() && !signed_by_one_of(signatures, keys.freshness)) return opened;
    opened.fresh = newest_time(signatures);
    opened.verdict = Verdict::verified;
    return opened;
}

std::string sign_checkpoint(const Checkpoint& checkpoint, const Signer& log,
                            const Signer& freshness, Instant now) {
    if (log.verifier().name() != checkpoint.origin)
        throw Error(ErrorKind::invalid,
                    "The log key has another name than the checkpoint's origin.",
                    log.verifier().name());
    Note note{format_checkpoint(checkpoint), {}};
    note.signatures = {log.sign(note.text, now), freshness.sign(note.text, now)};
    return format_note(note);
}

std::string renew_freshness(std::string_view bytes, const Signer& freshness, Instant now) {
    auto note = parse_note(bytes);
    if (!note || !parse_checkpoint(note->text))
        throw Error(ErrorKind::rejected, "What should be confirmed again is no checkpoint.");
    std::erase_if(note->signatures, [&](const NoteSignature& line) {
        return line.name == freshness.verifier().name() &&
               line.key_id == freshness.verifier().key_id();
    });
    note->signatures.push_back(freshness.sign(note->text, now));
    return format_note(*note);
}

Verdict check_cosign(const std::optional<Checkpoint>& largest, const Checkpoint& next,
                     std::span<const Hash> proof) {
    if (!largest) return Verdict::verified;
    if (largest->origin != next.origin) return Verdict::foreign_origin;
    if (next.size < largest->size) return Verdict::rollback;
    if (largest->size == 0 && next.size > 0) return Verdict::verified;
    if (largest->size == next.size)
        return largest->root == next.root ? Verdict::verified : Verdict::fork;
    const bool consistent =
        verify_consistency(largest->size, next.size, largest->root, next.root, proof);
    return consistent ? Verdict::verified : Verdict::fork;
}

}  // namespace villageboard::feed
