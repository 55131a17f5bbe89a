/// A terminal that takes letters: a village whose county has an inbox key, state.db, a recorder
/// that a test holds in its hand. For the tests of the screens from "what do you want to do" to the
/// answer.
#pragma once
#include <memory>
#include <string>

#include "content/state/seal.h"
#include "content/state/submission.h"
#include "kiosk/letter/post.h"
#include "kiosk/letter/recorder.h"
#include "kiosk/print/desk.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {

/// Records and plays nothing; does what the test says.
struct HeldRecorder : kiosk::Recorder {
    kiosk::RecorderState is = kiosk::RecorderState::empty;
    std::chrono::milliseconds has{0};
    std::string file;
    int forgotten = 0;

    kiosk::RecorderState state() const override { return is; }
    void record() override { is = kiosk::RecorderState::recording; }
    void stop() override {
        if (is == kiosk::RecorderState::recording) is = kiosk::RecorderState::ready;
    }
    void play() override { is = kiosk::RecorderState::playing; }
    void forget() override {
        is = kiosk::RecorderState::empty;
        ++forgotten;
    }
    std::chrono::milliseconds length() const override { return has; }
    float level() const override { return 0.5F; }
    std::string_view opus() const override {
        const bool there = is == kiosk::RecorderState::ready || is == kiosk::RecorderState::playing;
        return there ? std::string_view(file) : std::string_view{};
    }
};

enum class InboxKeys { published, none };

class LetterBox {
  public:
    explicit LetterBox(InboxKeys keys = InboxKeys::published);

    /// A new person before the terminal.
    Person& step_up(kiosk::Settings settings = portrait(), print::PrintDesk* desk = nullptr);
    Person& person() { return *person_; }
    const std::filesystem::path& folder() const { return folder_.path(); }
    VillageWriter& writer() { return writer_; }
    state::StateDb& state() { return state_; }
    kiosk::Post& post() { return post_; }
    HeldRecorder& recorder() { return recorder_; }
    /// The county's key number `number`, valid since so many days ago.
    void publish_key(int number, int days_ago, const std::string& area = kCounty);
    void publish_answers(std::vector<std::string> sealed);

    /// Taps until the writing page, then types the letters "A" to "Z" of `text`.
    void write(const std::string& text);
    /// The groups of the slip on the glass, together.
    std::string slip() const;
    /// What lies in the outbox, opened with key `number`; the test fails when it can't be.
    state::OpenedSubmission opened(int number = 1);
    void type(const std::string& keys);

  private:
    TemporaryFolder folder_;
    VillageWriter writer_{folder_.path()};
    state::StateDb state_;
    kiosk::Post post_;
    HeldRecorder recorder_;
    std::unique_ptr<Person> person_;
};

state::BoxKeys county_key(int number);

}  // namespace villageboard::kiosk_test
