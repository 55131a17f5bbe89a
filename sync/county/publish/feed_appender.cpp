#include "sync/county/publish/feed_appender.h"

#include "content/model/error.h"
#include "sync/county/calendar/published_facts.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/publish/references.h"
#include "sync/feed/body.h"
#include "sync/feed/bytes.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/pack.h"
#include "sync/feed/tile.h"
#include "sync/feed/writer.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kSpareBytes = 1024 * 1024;
constexpr const char* kProbe = "room.probe";

std::string_view role_word(AttachmentRole role) {
    switch (role) {
        case AttachmentRole::picture:
            return "picture";
        case AttachmentRole::voucher:
            return "voucher";
        case AttachmentRole::audio:
            return "audio";
        case AttachmentRole::poster:
            return "poster";
        default:
            return "original";
    }
}

feed::ItemPhase parse_phase(const std::string& word) {
    if (word == "live") return feed::ItemPhase::live;
    if (word == "withdrawn") return feed::ItemPhase::withdrawn;
    return word == "retired" ? feed::ItemPhase::retired : feed::ItemPhase::erased;
}

std::optional<feed::ItemState> item_state(const std::optional<ItemRow>& row) {
    if (!row) return std::nullopt;
    return feed::ItemState{row->revision, parse_phase(row->phase),
                           parse_kind(row->kind).value_or(Kind::notice), row->last_index};
}

Error not_allowed(const PreparedItem& item, const std::optional<feed::ItemState>& state) {
    const std::string id = item.draft.id.value_or("");
    const std::string start = item.name + ": the item " + id;
    if (item.draft.operation == Operation::publish)
        return Error(ErrorKind::invalid,
                     start + " was published before; use \"operation\": \"correct\".",
                     "/operation");
    if (!state)
        return Error(ErrorKind::invalid, start + " is not in this feed; check \"id\" and --area.",
                     "/id");
    return Error(ErrorKind::invalid,
                 start + " is " + std::string(phase_word(state->phase)) + " and of kind " +
                     std::string(to_string(state->kind)) + ": it can't take the operation '" +
                     std::string(to_string(item.draft.operation)) + "' of this draft.",
                 "/operation");
}

feed::Envelope envelope_of(const ItemDraft& draft, const AreaCode& area, Instant now) {
    feed::Envelope envelope;
    envelope.operation = draft.operation;
    envelope.area = area;
    envelope.id = draft.id.value_or("");
    envelope.kind = draft.kind;
    envelope.catalogue = draft.catalogue;
    envelope.priority = draft.priority;
    envelope.formed = draft.formed;
    envelope.published = draft.published.value_or(now);
    envelope.embargo = draft.embargo;
    envelope.expires = draft.expires;
    if (draft.notice_period) {
        envelope.notice_from = draft.notice_period->from;
        envelope.notice_to = draft.notice_period->to;
    }
    envelope.office = draft.office;
    envelope.reviewers = draft.reviewers;
    envelope.group = draft.group.value_or("");
    return envelope;
}

AttachmentDigests digests_for(const PreparedItem& item, const feed::Envelope& envelope,
                              Audience outlet) {
    AttachmentDigests digests;
    for (std::size_t i = 0; i < item.attachments.size(); ++i) {
        const bool shown =
            outlet == Audience::village || item.attachments[i].audience == Audience::public_;
        digests[item.attachments[i].declared.file] =
            shown ? envelope.attachments[i].sha256.hex() : std::string();
    }
    return digests;
}

}  // namespace

std::string_view phase_word(feed::ItemPhase phase) {
    switch (phase) {
        case feed::ItemPhase::live:
            return "live";
        case feed::ItemPhase::withdrawn:
            return "withdrawn";
        case feed::ItemPhase::retired:
            return "retired";
        default:
            return "erased";
    }
}

FeedAppender::FeedAppender(const Tools& tools, const AreaCode& area, Transaction& transaction)
    : tools_(tools),
      area_(area),
      transaction_(transaction),
      row_(tools.repository.lock_feed(transaction, area.digits())),
      dictionaries_(RepositorySource(tools.repository, area.digits()).dictionaries()) {
    if (!row_.frontier.empty()) {
        const auto frontier = feed::Frontier::parse(row_.frontier);
        if (!frontier)
            throw Error(ErrorKind::corrupt, "The database's tree of the feed " + area.digits() +
                                                " is damaged; restore it from a backup.");
        frontier_ = *frontier;
    }
    const auto rows = tools.repository.dictionaries(area.digits());
    if (!rows.empty()) dictionary_ = feed::Dictionary::load(rows.back().bytes);
}

FeedAppender::~FeedAppender() {
    if (committed_) return;
    for (const std::string& digest : new_blobs_) {
        try {
            feed::remove_blob(tools_.files, *feed::Hash::from_hex(digest));
        } catch (const Error&) {
            // The disk that refused the publication refuses this too; nothing names the blob.
            continue;
        }
    }
}

Published FeedAppender::add(const PreparedItem& item) {
    feed::Envelope envelope = envelope_of(item.draft, area_, tools_.clock());
    envelope.revision = next_revision(item, envelope);
    try {
        attach(item, envelope);
        Frames frames = frames_of(item, envelope);
        envelope.bodies = std::move(frames.bodies);
        append(envelope, frames.frames);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        throw Error(ErrorKind::invalid, item.name + ": " + error.what(), error.place());
    }
    store_state(envelope);
    const std::optional<Body>& fullest = item.village ? item.village : item.public_;
    PublishedFacts(tools_).record(transaction_, frontier_.size() - 1, envelope,
                                  fullest ? &*fullest : nullptr);
    if (envelope.operation == Operation::erase) erase(envelope.id);
    const Published published{frontier_.size() - 1, envelope.id};
    tools_.repository.add_publication(transaction_, area_.digits(), item.digest,
                                      {published.index, published.item});
    return published;
}

std::uint32_t FeedAppender::next_revision(const PreparedItem& item, feed::Envelope& envelope) {
    const auto state = item_state(tools_.repository.item(area_.digits(), envelope.id));
    envelope.revision = state ? state->revision + 1 : 1;
    if (envelope.operation == Operation::publish) envelope.revision = 1;
    if (feed::check_operation(envelope, state) != feed::Verdict::verified)
        throw not_allowed(item, state);
    return envelope.revision;
}

feed::SealContext FeedAppender::seal_context(const feed::Envelope& envelope) const {
    return {feed::feed_origin(tools_.settings.origin, area_), envelope.id, envelope.revision};
}

std::string FeedAppender::stored_attachment(const PreparedAttachment& attachment,
                                            const feed::Envelope& envelope) {
    if (attachment.audience == Audience::public_) return attachment.bytes;
    if (!village_key_) village_key_ = Keyring(tools_).current(transaction_, area_);
    return feed::seal_frame(attachment.bytes, village_key_->version, village_key_->secret,
                            seal_context(envelope), tools_.random);
}

void FeedAppender::attach(const PreparedItem& item, feed::Envelope& envelope) {
    for (const PreparedAttachment& attachment : item.attachments) {
        const std::string stored = stored_attachment(attachment, envelope);
        feed::AttachmentRef ref;
        ref.audience = attachment.audience;
        ref.sha256 = *feed::Hash::from_hex(put_blob(stored, envelope.id));
        ref.size = stored.size();
        ref.mime = attachment.declared.mime;
        ref.language = attachment.declared.language.value_or("");
        ref.role = std::string(role_word(attachment.declared.role));
        envelope.attachments.push_back(std::move(ref));
    }
}

void FeedAppender::add_public(Frames& frames, const std::string& bytes,
                              std::optional<Instant> keep_until) {
    std::string frame = feed::pack_frame(bytes);
    if (dictionary_) {
        std::string shorter = feed::pack_frame(bytes, &*dictionary_);
        if (shorter.size() < frame.size()) frame = std::move(shorter);
    }
    frames.frames.push_back(std::move(frame));
    frames.bodies.push_back(feed::body_ref(bytes, Audience::public_));
    frames.bodies.back().keep_until = keep_until;
}

FeedAppender::Frames FeedAppender::frames_of(const PreparedItem& item,
                                             const feed::Envelope& envelope) {
    Frames frames;
    const auto salt = [this] { return feed::to_hex(tools_.random(16)); };
    if (item.draft.reason) {
        add_public(frames, print_withdrawal(*item.draft.reason, salt()), std::nullopt);
        return frames;
    }
    std::optional<Body> world;
    std::optional<Body> hall;
    if (item.public_)
        world = with_digests(*item.public_, digests_for(item, envelope, Audience::public_));
    if (item.public_ || item.village)
        hall = with_digests(item.village ? *item.village : *item.public_,
                            digests_for(item, envelope, Audience::village));
    if (world) add_public(frames, print_body(*world, salt()), item.public_keep);
    if (!hall || hall == world) return frames;
    const std::string bytes = print_body(*hall, salt());
    if (!village_key_) village_key_ = Keyring(tools_).current(transaction_, area_);
    frames.frames.push_back(feed::seal_frame(bytes, village_key_->version, village_key_->secret,
                                             seal_context(envelope), tools_.random));
    frames.bodies.push_back(feed::body_ref(bytes, Audience::village));
    frames.bodies.back().keep_until = item.village_keep;
    return frames;
}

void FeedAppender::append(const feed::Envelope& envelope, const std::vector<std::string>& frames) {
    const feed::Signer signers[] = {tools_.keys.publisher()};
    EntryRow row;
    row.index = frontier_.size();
    row.item = envelope.id;
    row.revision = envelope.revision;
    row.entry = feed::sign_entry(envelope, signers);
    row.record = feed::pack_record(row.entry, frames);
    new_bytes_ += row.entry.size() + row.record.size();
    tools_.repository.add_entry(transaction_, area_.digits(), row);
    frontier_.append(feed::leaf_hash(row.entry));
}

void FeedAppender::store_state(const feed::Envelope& envelope) {
    const feed::ItemState state = feed::state_after(envelope, frontier_.size() - 1);
    tools_.repository.put_item(transaction_, area_.digits(),
                               {envelope.id, std::string(to_string(state.kind)), state.revision,
                                std::string(phase_word(state.phase)), state.last_index});
}

void FeedAppender::erase(const std::string& item) {
    for (const EntryRow& row : tools_.repository.entries_of_item(area_.digits(), item)) {
        tools_.repository.replace_record(transaction_, area_.digits(), row.index,
                                         feed::erased_record(row.record));
        tools_.repository.add_unfinished(transaction_, area_.digits(),
                                         {"rewrite", std::to_string(row.index)});
    }
    for (const std::string& blob :
         tools_.repository.release_blobs(transaction_, area_.digits(), item))
        tools_.repository.add_unfinished(transaction_, area_.digits(), {"remove_blob", blob});
    erased_.push_back(item);
}

void FeedAppender::add_dictionary(const feed::Dictionary& dictionary,
                                  const std::vector<std::string>& training_items,
                                  std::uint64_t trained_on) {
    feed::Envelope envelope;
    envelope.operation = Operation::dictionary;
    envelope.area = area_;
    envelope.published = tools_.clock();
    const std::string digest =
        put_blob(dictionary.bytes(), "dictionary-" + std::to_string(dictionary.id()));
    envelope.dictionary = feed::DictionaryRef{dictionary.id(), *feed::Hash::from_hex(digest),
                                              dictionary.bytes().size()};
    const std::uint64_t index = frontier_.size();
    append(envelope, {});
    tools_.repository.add_dictionary(transaction_, area_.digits(),
                                     {dictionary.id(), index, dictionary.bytes(), trained_on},
                                     training_items);
    dictionaries_.insert_or_assign(dictionary.id(), dictionary);
    dictionary_ = dictionary;
}

std::string FeedAppender::put_blob(const std::string& bytes, const std::string& item) {
    const feed::Hash digest = feed::sha256(bytes);
    const bool is_new = !tools_.files.info(feed::blob_path(digest));
    if (is_new) new_blobs_.push_back(digest.hex());
    try {
        feed::put_blob(tools_.files, bytes, tools_.clock());
    } catch (const Error& error) {
        throw Error(error.kind(), std::string("Nothing was published: ") + error.what());
    }
    new_bytes_ += bytes.size();
    tools_.repository.add_blob(transaction_, area_.digits(), item, digest.hex());
    return digest.hex();
}

void FeedAppender::require_room() {
    try {
        tools_.files.write(kProbe, std::string(3 * new_bytes_ + kSpareBytes, '\0'), tools_.clock());
        tools_.files.remove(kProbe);
    } catch (const Error& error) {
        try {
            tools_.files.remove(kProbe);
        } catch (const Error&) {
            // Left for the next attempt, which writes over it.
        }
        throw Error(
            error.kind(),
            std::string("Nothing was published, the feed folder has no room: ") + error.what());
    }
}

void FeedAppender::commit() {
    if (frontier_.size() == row_.size) {
        transaction_.commit();
        committed_ = true;
        return;
    }
    require_room();
    tools_.repository.grow_feed(transaction_, area_.digits(), frontier_.size(),
                                frontier_.to_bytes());
    transaction_.commit();
    committed_ = true;
}

}  // namespace villageboard::county
