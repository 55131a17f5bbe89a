#include "sync/feed/submission_note.h"

#include <vector>

namespace villageboard::feed {
namespace {

std::string receipts_name(const std::string& origin) { return origin + "/receipts"; }

std::string envelope_text(const std::string& origin, const std::string& device_id,
                          const std::string& digest) {
    return origin + "/submissions\n" + device_id + "\n" + digest + "\n";
}

/// Takes a line from the front, without its LF.
std::string_view take_line(std::string_view& text) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace

std::string sign_receipt(const Receipt& receipt, const Signer& county_log) {
    const std::string name = receipts_name(county_log.verifier().name());
    const std::string text =
        name + "\n" + receipt.digest + "\n" + format_day(receipt.received) + "\n";
    return format_note({text, {county_log.renamed(name).sign(text, {})}});
}

std::optional<Receipt> open_receipt(std::string_view note, const std::string& origin,
                                    std::span<const VerifierKey> log_keys,
                                    const std::string& digest) {
    if (note.size() > kMaxSubmissionNoteBytes) return std::nullopt;
    const std::string name = receipts_name(origin);
    std::vector<VerifierKey> known;
    for (const VerifierKey& key : log_keys) known.push_back(key.renamed(name));
    const OpenedNote opened = open_note(note, known);
    if (opened.verdict != Verdict::verified) return std::nullopt;
    std::string_view rest = opened.text;
    if (take_line(rest) != name || take_line(rest) != digest) return std::nullopt;
    const auto day = parse_day(take_line(rest));
    if (!day || !rest.empty()) return std::nullopt;
    return Receipt{digest, *day};
}

std::string sign_envelope(const std::string& origin, const std::string& device_id,
                          const std::string& digest, std::string_view seed) {
    const std::string text = envelope_text(origin, device_id, digest);
    const Signer device(device_id, KeyType::ed25519, seed);
    return format_note({text, {device.sign(text, {})}});
}

bool is_envelope(std::string_view note, const std::string& origin, const std::string& device_id,
                 const std::string& digest, std::string_view public_key) {
    if (note.size() > kMaxSubmissionNoteBytes) return false;
    const VerifierKey known[] = {VerifierKey(device_id, KeyType::ed25519, public_key)};
    const OpenedNote opened = open_note(note, known);
    return opened.verdict == Verdict::verified &&
           opened.text == envelope_text(origin, device_id, digest);
}

}  // namespace villageboard::feed
