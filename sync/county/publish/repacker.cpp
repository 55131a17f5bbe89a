#include "sync/county/publish/repacker.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/county/publish/dictionary_keeper.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/checkpoint.h"
#include "sync/feed/pack.h"
#include "sync/feed/tile.h"

namespace villageboard::county {
namespace {

bool uses(const EntryRow& row, const std::set<std::uint32_t>& dictionaries) {
    const auto record = feed::PackReader(row.record).next();
    if (!record) return false;
    return std::ranges::any_of(record->body_frames, [&](std::string_view frame) {
        return feed::frame_type(frame) == feed::FrameType::zstd_dictionary &&
               dictionaries.contains(feed::frame_dictionary_id(frame.substr(1)));
    });
}

AttachmentRole parse_role(const std::string& word) {
    if (word == "picture") return AttachmentRole::picture;
    if (word == "voucher") return AttachmentRole::voucher;
    if (word == "audio") return AttachmentRole::audio;
    return word == "poster" ? AttachmentRole::poster : AttachmentRole::original;
}

ItemDraft draft_of(const feed::Envelope& envelope, const AreaCode& area) {
    ItemDraft draft(area);
    draft.id = envelope.id;
    draft.kind = envelope.kind;
    draft.catalogue = envelope.catalogue;
    draft.priority = envelope.priority;
    draft.operation = Operation::correct;
    draft.formed = envelope.formed;
    draft.published = envelope.published;
    draft.embargo = envelope.embargo;
    draft.expires = envelope.expires;
    if (envelope.notice_from)
        draft.notice_period = NoticePeriod{*envelope.notice_from, *envelope.notice_to};
    draft.office = envelope.office;
    draft.reviewers = envelope.reviewers;
    if (!envelope.group.empty()) draft.group = envelope.group;
    return draft;
}

Body with_note(Kind kind, const std::string& bytes, const std::string& office) {
    Body body = parse_body(kind, std::string_view(bytes), Strictness::lenient);
    common_of(body).change_note = ChangeNote{
        "内容没有变化，重新打包", "依法删除另一条内容后，压缩字典随之更换", office, {}, {}};
    return body;
}

bool has_words(const feed::Envelope& envelope) {
    return envelope.operation == Operation::publish || envelope.operation == Operation::correct;
}

}  // namespace

std::set<std::uint32_t> Repacker::tainted(const FeedAppender& appender) {
    std::set<std::uint32_t> ids;
    for (const std::string& item : appender.erased())
        for (const std::uint32_t id :
             tools_.repository.dictionaries_trained_on(area_.digits(), item))
            ids.insert(id);
    return ids;
}

Repacker::Affected Repacker::affected(const std::set<std::uint32_t>& dictionaries) {
    Affected all;
    const std::uint64_t size = tools_.repository.feed(area_.digits())->size;
    tools_.repository.visit_entries(area_.digits(), 0, size, [&](const EntryRow& row) {
        if (uses(row, dictionaries)) all[row.item].push_back(row);
    });
    return all;
}

std::string Repacker::attachment_bytes(const feed::AttachmentRef& attachment,
                                       const feed::FrameKeys& keys) {
    auto bytes = tools_.files.read(feed::blob_path(attachment.sha256));
    if (bytes && attachment.audience == Audience::village) {
        auto opened = feed::open_sealed_blob(*bytes, feed::kMaxAttachmentBytes, keys);
        bytes = opened.verdict == feed::Verdict::verified ? std::optional(std::move(opened.body))
                                                          : std::nullopt;
    }
    if (!bytes)
        throw Error(ErrorKind::corrupt,
                    "The attachment " + attachment.sha256.hex() +
                        " is missing or damaged in the feed folder; copy it back from a mirror.");
    return std::move(*bytes);
}

PreparedItem Repacker::revision_of(const std::string& item,
                                   const feed::Dictionaries& dictionaries) {
    auto rows = tools_.repository.entries_of_item(area_.digits(), item);
    std::erase_if(
        rows, [](const EntryRow& row) { return !has_words(feed::read_entry(row.entry).envelope); });
    const EntryRow& newest = rows.back();
    const feed::Envelope envelope = feed::read_entry(newest.entry).envelope;
    const feed::VillageKeys village = Keyring(tools_).all(area_);
    const feed::SealContext context{feed::feed_origin(tools_.settings.origin, area_), item,
                                    newest.revision};
    const feed::FrameKeys keys{&dictionaries, &village, &context};
    PreparedItem prepared{"item " + item,
                          "repacked-" + item + "-" + std::to_string(newest.revision),
                          draft_of(envelope, area_),
                          {},
                          {},
                          {},
                          {},
                          {}};
    const auto body = [&](Audience audience) -> std::optional<Body> {
        const auto bytes = stored_body(newest, audience, keys);
        if (!bytes) return std::nullopt;
        return with_note(envelope.kind, *bytes, tools_.settings.area.digits());
    };
    prepared.public_ = body(Audience::public_);
    prepared.village = body(Audience::village);
    for (const feed::BodyRef& ref : envelope.bodies)
        (ref.audience == Audience::public_ ? prepared.public_keep : prepared.village_keep) =
            ref.keep_until;
    for (const feed::AttachmentRef& ref : envelope.attachments) {
        DraftAttachment declared{ref.sha256.hex(), ref.mime, parse_role(ref.role), std::nullopt,
                                 ref.audience};
        if (!ref.language.empty()) declared.language = ref.language;
        prepared.attachments.push_back(
            {std::move(declared), ref.audience, attachment_bytes(ref, keys)});
    }
    return prepared;
}

void Repacker::publish_again(FeedAppender& appender, const std::string& item) {
    const std::string phase = tools_.repository.item(area_.digits(), item)->phase;
    if (phase == "erased") return;
    PreparedItem again = revision_of(item, appender.dictionaries());
    PreparedItem wordless = again;
    wordless.public_.reset();
    wordless.village.reset();
    wordless.attachments.clear();
    const auto step = [&](PreparedItem& prepared, Operation operation) {
        prepared.draft.operation = operation;
        prepared.digest += std::string("-") + std::string(to_string(operation));
        appender.add(prepared);
    };
    if (phase == "withdrawn") return step(wordless, Operation::erase);
    if (phase == "retired") {
        wordless.draft.reason = "重新打包，马上恢复。";
        step(wordless, Operation::withdraw);
        wordless.draft.reason.reset();
    }
    step(again, Operation::correct);
    if (phase == "retired") step(wordless, Operation::retire);
}

void Repacker::zero(const std::vector<EntryRow>& rows) {
    for (const EntryRow& row : rows) {
        tools_.repository.replace_record(transaction_, area_.digits(), row.index,
                                         feed::erased_record(row.record));
        tools_.repository.add_unfinished(transaction_, area_.digits(),
                                         {"rewrite", std::to_string(row.index)});
    }
}

void Repacker::drop(std::uint32_t dictionary) {
    tools_.repository.empty_dictionary(transaction_, area_.digits(), dictionary);
    for (const std::string& blob : tools_.repository.release_blobs(
             transaction_, area_.digits(), "dictionary-" + std::to_string(dictionary)))
        tools_.repository.add_unfinished(transaction_, area_.digits(), {"remove_blob", blob});
}

void Repacker::replace_dictionaries(FeedAppender& appender) {
    const auto dictionaries = tainted(appender);
    if (dictionaries.empty()) return;
    const Affected items = affected(dictionaries);
    DictionaryKeeper(tools_, area_).train_again(appender);
    for (const auto& [item, rows] : items) publish_again(appender, item);
    for (const auto& [item, rows] : items) zero(rows);
    for (const std::uint32_t id : dictionaries) drop(id);
}

}  // namespace villageboard::county
