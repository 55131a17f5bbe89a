#include "tests/kiosk/support/letters.h"

#include <doctest/doctest.h>
#include <sodium.h>

namespace villageboard::kiosk_test {
namespace {

void system_random(std::span<std::byte> bytes) { ::randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace

state::BoxKeys county_key(int number) {
    return state::box_keys_of(std::string(state::kBoxKeyBytes, static_cast<char>('0' + number)));
}

LetterBox::LetterBox(InboxKeys keys) : state_(folder_.path()), post_(state_, system_random) {
    fill_village(writer_);
    if (keys == InboxKeys::published) publish_key(1, 30);
}

Person& LetterBox::step_up(kiosk::Settings settings, print::PrintDesk* desk) {
    person_.reset();
    kiosk::Services services;
    services.state = &state_;
    services.post = &post_;
    services.recorder = &recorder_;
    services.print = desk;
    recorder_.is = kiosk::RecorderState::empty;
    person_ =
        std::make_unique<Person>(folder_.path(), std::move(settings), fixture_now(), services);
    return *person_;
}

void LetterBox::publish_key(int number, int days_ago, const std::string& area) {
    InboxKey key;
    key.title = "来信密钥";
    key.office_name = "县政府办公室";
    key.public_key = state::to_base64(county_key(number).public_key);
    key.valid_from = fixture_now() - std::chrono::days{days_ago};
    writer_.add(key, {.area = area});
}

void LetterBox::publish_answers(std::vector<std::string> sealed) {
    AnswersTable answers;
    answers.title = "答复";
    answers.office_name = "县政府办公室";
    answers.sealed = std::move(sealed);
    writer_.add(answers, {.area = kCounty});
}

void LetterBox::type(const std::string& keys) {
    for (const char key : keys) {
        person().queue().push({kiosk::InputKind::key, 0, 0, 0, std::string(1, key)});
        person().show();
    }
}

void LetterBox::write(const std::string& text) {
    REQUIRE(person().tap("帮助"));
    REQUIRE(person().tap("问一问，提意见"));
    REQUIRE(person().tap("反映问题"));
    REQUIRE(person().tap("纪委监委"));
    REQUIRE(person().tap("写"));
    REQUIRE(person().screen() == "speak-write");
    type(text);
    REQUIRE(person().tap("写好了，看一遍"));
}

std::string LetterBox::slip() const {
    std::string characters;
    for (const kiosk::Node& node : person_->tree().nodes)
        if (node.role == kiosk::Role::figure) characters += node.label;
    return characters;
}

state::OpenedSubmission LetterBox::opened(int number) {
    const auto waiting = state::Outbox(state_).waiting(1);
    REQUIRE(waiting.size() == 1);
    const auto plaintext = state::unseal(waiting.front().bytes, county_key(number));
    REQUIRE(plaintext);
    return state::parse_submission(plaintext->view());
}

}  // namespace villageboard::kiosk_test
