#include "sync/agent/applier.h"

#include "sync/feed/body.h"
#include "sync/feed/item_history.h"

namespace villageboard::agent {
namespace {

using feed::Verdict;

feed::ItemPhase phase_after(Operation operation) {
    switch (operation) {
        case Operation::withdraw:
            return feed::ItemPhase::withdrawn;
        case Operation::retire:
            return feed::ItemPhase::retired;
        case Operation::erase:
            return feed::ItemPhase::erased;
        default:
            return feed::ItemPhase::live;
    }
}

cache::NewRevision to_revision(const feed::Envelope& from, const AreaCode& area,
                               std::uint64_t index) {
    cache::NewRevision to{.id = from.id,
                          .revision = from.revision,
                          .area = area.digits(),
                          .entry = index,
                          .operation = from.operation,
                          .kind = from.kind,
                          .catalogue = from.catalogue,
                          .priority = from.priority,
                          .formed = from.formed,
                          .published = from.published,
                          .embargo = from.embargo,
                          .expires = from.expires,
                          .notice_from = from.notice_from,
                          .notice_to = from.notice_to,
                          .office = from.office,
                          .reviewers = from.reviewers,
                          .group = from.group,
                          .bodies = {},
                          .attachments = {}};
    for (const feed::AttachmentRef& file : from.attachments)
        to.attachments.push_back({.audience = file.audience,
                                  .digest = file.sha256.hex(),
                                  .size = file.size,
                                  .mime = file.mime,
                                  .language = file.language,
                                  .role = file.role});
    return to;
}

}  // namespace

Applier::Applier(const FeedPolicy& policy, cache::CacheWriter& cache,
                 cache::Transaction& transaction, DictionaryShelf& shelf)
    : policy_(policy), cache_(cache), transaction_(transaction), shelf_(shelf) {}

Verdict Applier::add(std::uint64_t index, std::string_view entry,
                     const std::vector<ReceivedBody>& bodies) {
    const feed::OpenedEntry opened =
        feed::open_entry(entry, {policy_.area, index}, policy_.publishers);
    if (opened.verdict != Verdict::verified) return opened.verdict;
    ++entries_;
    const feed::Envelope& envelope = opened.envelope;
    if (bodies.size() != envelope.bodies.size()) return Verdict::bad_frame;
    if (envelope.operation == Operation::dictionary) {
        shelf_.name(index, *envelope.dictionary);
        return Verdict::verified;
    }
    const Verdict place = check_place(envelope);
    if (place != Verdict::verified) return place;
    cache::NewRevision revision = to_revision(envelope, policy_.area, index);
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        cache::NewBody body;
        const Verdict verdict = take_body(index, envelope, envelope.bodies[i], bodies[i], body);
        if (verdict != Verdict::verified) return verdict;
        revision.bodies.push_back(std::move(body));
    }
    cache_.add(transaction_, revision, policy_.now);
    return Verdict::verified;
}

Verdict Applier::check_place(const feed::Envelope& envelope) {
    const auto known = cache_.known(envelope.id);
    if (!known) return feed::check_operation(envelope, std::nullopt);
    // an id belongs to the feed that published it first
    if (known->area != policy_.area.digits()) return Verdict::revision_gap;
    return feed::check_operation(envelope, feed::ItemState{.revision = known->newest,
                                                           .phase = phase_after(known->operation),
                                                           .kind = known->kind,
                                                           .last_index = known->entry});
}

Verdict Applier::take_body(std::uint64_t index, const feed::Envelope& envelope,
                           const feed::BodyRef& ref, const ReceivedBody& received,
                           cache::NewBody& body) {
    body.audience = ref.audience;
    body.digest = ref.sha256.hex();
    body.size = ref.size;
    body.keep_until = ref.keep_until;
    if (received.form == ReceivedBody::Form::frame) {
        const Verdict verdict = open_frame(index, envelope, ref, received.bytes, body);
        if (verdict != Verdict::verified || body.state != cache::BodyState::present) return verdict;
    } else {
        body.content = received.bytes;
    }
    return feed::check_body(body.content, ref);
}

Verdict Applier::open_frame(std::uint64_t index, const feed::Envelope& envelope,
                            const feed::BodyRef& ref, const std::string& frame,
                            cache::NewBody& body) {
    if (frame.size() > feed::max_frame_bytes(ref.size)) return Verdict::oversize;
    const feed::SealContext context{policy_.origin, envelope.id, envelope.revision};
    feed::Dictionaries dictionaries;
    if (feed::frame_type(frame) == feed::FrameType::zstd_dictionary)
        dictionaries = shelf_.usable(std::string_view(frame).substr(1), index);
    feed::OpenedFrame opened = feed::open_frame(
        frame, ref.size,
        {.dictionaries = &dictionaries, .village = &policy_.keys, .context = &context});
    if (opened.verdict == Verdict::missing_key) {
        body.state = cache::BodyState::sealed;
        body.content = frame;
        return Verdict::verified;
    }
    if (opened.verdict != Verdict::verified) return opened.verdict;
    if (opened.erased) {
        zeroed_.push_back({envelope.id, index});
        body.state = cache::BodyState::purged;
        return Verdict::verified;
    }
    body.content = std::move(opened.body);
    return Verdict::verified;
}

bool Applier::explained(const Zeroed& zeroed) {
    const auto known = cache_.known(zeroed.id);
    if (!known) return false;
    if (known->operation == Operation::erase) return true;
    // a dictionary that had to go took with it the frames that used it; each item came again
    const auto dictionary = shelf_.newest();
    return dictionary && *dictionary > zeroed.index && known->entry > *dictionary;
}

Verdict Applier::finish() {
    for (const Zeroed& zeroed : zeroed_)
        if (!explained(zeroed)) return Verdict::erased_without_reason;
    for (const cache::KnownDictionary& dictionary : shelf_.known())
        cache_.put_dictionary(transaction_, policy_.area.digits(), dictionary);
    cache_.pass_time(transaction_, policy_.now);
    return Verdict::verified;
}

}  // namespace villageboard::agent
