#include "sync/feed/entry.h"

#include <algorithm>
#include <cstring>

#include "content/model/error.h"
#include "content/model/uuid.h"
#include "sync/feed/bytes.h"

namespace villageboard::feed {
namespace {

/// The envelope of an entry's note text: one line.
std::optional<Envelope> envelope_of(std::string_view text) {
    if (!text.ends_with('\n')) return std::nullopt;
    return parse_envelope(text.substr(0, text.size() - 1));
}

const PublisherKey* find_publisher(std::span<const PublisherKey> publishers,
                                   const VerifierKey& key) {
    const auto found = std::find_if(publishers.begin(), publishers.end(),
                                    [&](const PublisherKey& one) { return one.key == key; });
    return found == publishers.end() ? nullptr : &*found;
}

}  // namespace

bool PublisherKey::covers(const EntryPlace& place, const Envelope& envelope) const {
    if (until) {
        const auto end = until->find(place.area);
        if (end == until->end() || place.index >= end->second) return false;
    }
    const Kind kind = envelope.operation == Operation::dictionary ? Kind::notice : envelope.kind;
    const bool kind_covered = std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    return kind_covered && std::any_of(areas.begin(), areas.end(), [&](const AreaCode& mine) {
               return mine.contains(place.area);
           });
}

std::string sign_entry(const Envelope& envelope, std::span<const Signer> signers) {
    if (signers.empty())
        throw Error(ErrorKind::invalid, "An entry needs the signature of a publisher key.");
    Note note{format_envelope(envelope) + "\n", {}};
    for (const Signer& signer : signers)
        note.signatures.push_back(signer.sign(note.text, envelope.published));
    std::string entry = format_note(note);
    if (entry.size() > kMaxEntryBytes)
        throw Error(ErrorKind::invalid, "An entry has over 65,535 bytes; attach fewer files.");
    return entry;
}

OpenedEntry open_entry(std::string_view entry, const EntryPlace& place,
                       std::span<const PublisherKey> publishers) {
    OpenedEntry opened;
    if (entry.size() > kMaxEntryBytes) return {Verdict::oversize, {}, {}};
    std::vector<VerifierKey> keys;
    for (const PublisherKey& publisher : publishers) keys.push_back(publisher.key);
    const OpenedNote note = open_note(entry, keys);
    opened.verdict = note.verdict;
    if (note.verdict != Verdict::verified) return opened;
    auto envelope = envelope_of(note.text);
    opened.verdict = Verdict::bad_entry;
    if (!envelope) return opened;
    opened.envelope = std::move(*envelope);
    opened.verdict = Verdict::foreign_origin;
    if (opened.envelope.area != place.area) return opened;
    for (const VerifiedSignature& signature : note.signatures) {
        const PublisherKey* publisher = find_publisher(publishers, signature.key);
        if (publisher->covers(place, opened.envelope))
            opened.publishers.push_back(publisher->key.name());
    }
    opened.verdict =
        opened.publishers.empty() ? Verdict::publisher_out_of_scope : Verdict::verified;
    return opened;
}

OpenedEntry read_entry(std::string_view entry) {
    if (entry.size() > kMaxEntryBytes) return {Verdict::oversize, {}, {}};
    const auto note = parse_note(entry);
    if (!note) return {Verdict::malformed, {}, {}};
    auto envelope = envelope_of(note->text);
    if (!envelope) return {Verdict::bad_entry, {}, {}};
    return {Verdict::verified, std::move(*envelope), {}};
}

std::string make_item_id(Instant at, const RandomBytes& random) {
    return make_uuid_v7(at, [&random](std::span<std::byte> wanted) {
        const std::string bytes = random(wanted.size());
        std::memcpy(wanted.data(), bytes.data(), wanted.size());
    });
}

bool is_item_id(std::string_view text) { return is_uuid_v7(text); }

}  // namespace villageboard::feed
