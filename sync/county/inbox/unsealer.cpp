#include "sync/county/inbox/unsealer.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/county/inbox/case_box.h"
#include "sync/county/inbox/case_file.h"
#include "sync/county/inbox/routing.h"
#include "sync/county/inbox/tallies.h"
#include "sync/county/store/submission_rows.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kNameBytes = 10;

/// Names a set of keys, whatever their order.
std::string name_of(const std::vector<state::BoxKeys>& keys) {
    std::vector<std::string> publics;
    for (const state::BoxKeys& key : keys) publics.push_back(key.public_key);
    std::ranges::sort(publics);
    std::string all;
    for (const std::string& key : publics) all += key;
    return feed::sha256(all).hex().substr(0, 2 * kNameBytes);
}

std::optional<state::SecretBytes> unseal(std::string_view sealed,
                                         const std::vector<state::BoxKeys>& keys) {
    for (const state::BoxKeys& key : keys)
        if (auto plaintext = state::unseal(sealed, key)) return plaintext;
    return std::nullopt;
}

std::optional<state::OpenedSubmission> read(std::string_view plaintext) {
    try {
        return state::parse_submission(plaintext);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        return std::nullopt;
    }
}

}  // namespace

std::string random_name(const feed::RandomBytes& random) {
    return feed::to_hex(random(kNameBytes));
}

Unsealer::Outcome Unsealer::open(const std::vector<state::BoxKeys>& keys, std::size_t most) {
    Outcome outcome;
    const std::string tried = name_of(keys);
    for (const std::string& digest : SubmissionRows(tools_.repository).sealed(tried, most)) {
        const Result result = open_one(keys, tried, digest);
        outcome.opened += result == Result::opened;
        outcome.unreadable += result == Result::unreadable;
        outcome.closed += result == Result::closed;
    }
    return outcome;
}

Unsealer::Result Unsealer::open_one(const std::vector<state::BoxKeys>& keys,
                                    const std::string& tried, const std::string& digest) {
    SubmissionRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const auto row = rows.lock(transaction, digest);
    // another server was faster
    if (!row || row->state != SubmissionState::sealed) return Result::gone;
    const auto plaintext = unseal(row->sealed, keys);
    Result result = Result::closed;
    if (!plaintext) {
        rows.set_tried(transaction, digest, tried);
    } else if (const auto message = read(plaintext->view())) {
        store(transaction, *message, row->received);
        rows.finish(transaction, digest, SubmissionState::opened);
        result = Result::opened;
    } else {
        rows.finish(transaction, digest, SubmissionState::unreadable);
        result = Result::unreadable;
    }
    transaction.commit();
    return result;
}

void Unsealer::store(Transaction& transaction, const state::OpenedSubmission& message,
                     Day received) {
    Tallies(tools_).count(transaction, message);
    if (message.text.empty() && message.voice.empty() && message.contact.empty() &&
        message.kind == state::SubmissionKind::answer)
        return;
    const Routing routing(tools_);
    const CaseScope desk = routing.desk_for(message);
    const CaseBox box(tools_.keys.cases(), tools_.random);
    CaseRows cases(tools_.repository);
    CaseRow row;
    row.id = random_name(tools_.random);
    row.route = desk.route;
    row.desk = desk.area;
    row.state = "received";
    row.received = received;
    row.due = routing.due_day(received, false);
    row.box = box.close(print_case(case_file_of(message)), row.id);
    cases.add(transaction, row);
    if (!message.voice.empty())
        cases.add_voice(transaction, row.id, box.close(message.voice, row.id + " voice"));
}

}  // namespace villageboard::county
