#include "kiosk/letter/own_question.h"

#include <sodium.h>

#include "content/model/error.h"
#include "content/state/running_time.h"
#include "kiosk/letter/letter.h"

namespace villageboard::kiosk {
namespace {

state::BoxKeys new_keys() {
    state::SecretBytes seed(state::kBoxKeyBytes);
    ::randombytes_buf(seed.room_for_all().data(), seed.capacity());
    seed.filled(seed.capacity());
    return state::box_keys_of(seed.view());
}

void random_bytes(std::span<std::byte> bytes) { ::randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace

OwnQuestion::~OwnQuestion() { wipe(name); }

OwnSession::OwnSession(state::StateDb& state, const OwnQuestion& question,
                       std::string_view inbox_key)
    : inquiries_(state), keys_(new_keys()) {
    const state::SecretBytes plaintext =
        state::print_inquiry({.name = question.name.edit.text(),
                              .id_number = question.id_number.view(),
                              .code = question.code.view(),
                              .answer_key = keys_.public_key});
    id_ = inquiries_.ask(state::seal(plaintext.view(), inbox_key), state::running_time(),
                         random_bytes);
}

OwnSession::~OwnSession() {
    try {
        inquiries_.forget();
    } catch (const Error&) {
        // a full or damaged disk: no key opens what lies there, and no later boot takes it up
    }
}

OwnSession::Outcome OwnSession::look() {
    if (outcome_ != Outcome::waiting) return outcome_;
    const state::InquiryView seen = inquiries_.look(id_, state::running_time());
    if (seen.state == state::InquiryState::asked) return outcome_;
    outcome_ = Outcome::unreachable;
    if (seen.state == state::InquiryState::answered) open(seen.answer);
    inquiries_.forget();
    return outcome_;
}

void OwnSession::open(std::string_view sealed) {
    plaintext_ = state::unseal(sealed, keys_);
    if (!plaintext_) return;
    auto answer = state::parse_inquiry_answer(plaintext_->view());
    if (!answer) return;
    answer_ = std::move(*answer);
    outcome_ = answer_.told ? Outcome::told : Outcome::refused;
}

}  // namespace villageboard::kiosk
