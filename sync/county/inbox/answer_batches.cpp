#include "sync/county/inbox/answer_batches.h"

#include <algorithm>

#include "content/check/privacy.h"
#include "content/model/error.h"
#include "content/state/answer.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/publish/publisher.h"

namespace villageboard::county {
namespace {

constexpr std::chrono::hours kHour{20};
/// Who lost heart for a year asks again.
constexpr std::chrono::days kKept{400};
constexpr int kMostSealings = 1000;
constexpr std::size_t kKeyBytes = 32;

/// Sealed anew until no stretch of the base64 looks like a number of a person, for which the gate
/// at publication would refuse the whole batch.
std::string sealed_for(std::string_view text, std::string_view public_key) {
    for (int i = 0; i < kMostSealings; ++i) {
        std::string sealed = state::seal_answer(text, public_key);
        if (!check::blocks(check::check_text_privacy(sealed))) return sealed;
    }
    throw Error(ErrorKind::retry, "The answer can't be sealed; try again.");
}

std::size_t class_of(const std::string& sealed) {
    const auto bytes = state::bytes_from_base64(sealed);
    return bytes->size() - state::kSealBytes;
}

/// Text that is padded to `bytes`.
std::string filler(std::size_t bytes) { return std::string(bytes / 2, '0'); }

}  // namespace

std::string batch_slot(Instant now) {
    Day day = shanghai_day(now);
    if (now < start_of(day) + kHour) day -= std::chrono::days{1};
    return format_day(day) + "T" + std::to_string(kHour.count());
}

void AnswerBatches::add(Transaction& transaction, std::string_view text,
                        std::string_view public_key) {
    const std::string sealed = sealed_for(text, public_key);
    AnswerRows(tools_.repository)
        .add(transaction, random_name(tools_.random), class_of(sealed), sealed);
}

std::vector<std::string> AnswerBatches::fill(Transaction& transaction) {
    AnswerRows rows(tools_.repository);
    std::vector<std::string> batch;
    for (const AnswerClass& one : kAnswerClasses) {
        std::vector<std::string> answers = rows.take(transaction, one.bytes, one.places);
        while (answers.size() < one.places)
            answers.push_back(sealed_for(filler(one.bytes),
                                         state::box_keys_of(tools_.random(kKeyBytes)).public_key));
        std::ranges::move(answers, std::back_inserter(batch));
    }
    std::ranges::sort(batch);
    return batch;
}

std::string AnswerBatches::document_of(const std::string& slot,
                                       std::vector<std::string> sealed) const {
    ItemDraft draft(tools_.settings.area);
    draft.kind = Kind::answers;
    draft.formed = parse_day(slot.substr(0, slot.find('T')));
    draft.expires = end_of(*draft.formed + kKept);
    draft.office = tools_.settings.area.digits();
    AnswersTable table;
    table.title = "来信答复";
    table.office_name = "来信答复";
    table.sealed = std::move(sealed);
    draft.body = std::move(table);
    return print_draft(draft);
}

bool AnswerBatches::make(const std::string& slot) {
    AnswerRows rows(tools_.repository);
    if (rows.made(slot)) return false;
    Transaction transaction(tools_.repository);
    tools_.repository.lock_feed(transaction, tools_.settings.area.digits());
    if (rows.made(slot)) return false;
    std::uint64_t number = 0;
    bool more = true;
    while (more) {
        rows.add_batch(transaction, {slot, number++, document_of(slot, fill(transaction))});
        more = std::ranges::any_of(
            kAnswerClasses, [&](const AnswerClass& one) { return rows.waiting(one.bytes) > 0; });
    }
    transaction.commit();
    return true;
}

std::size_t AnswerBatches::work() {
    make(batch_slot(tools_.clock()));
    AnswerRows rows(tools_.repository);
    std::size_t count = 0;
    for (const BatchRow& batch : rows.unpublished()) {
        Publisher(tools_).publish(tools_.settings.area,
                                  {make_draft_input("answers", batch.document, {})});
        Transaction transaction(tools_.repository);
        rows.set_published(transaction, batch);
        transaction.commit();
        ++count;
    }
    return count;
}

}  // namespace villageboard::county
