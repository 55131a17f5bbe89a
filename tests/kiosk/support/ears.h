/// A person with ears before the terminal, for tests: a voice without a device, time that passes
/// when told. The engine's sound is short and the same on every machine.
#pragma once
#include <memory>
#include <string>
#include <thread>

#include "kiosk/speech/reader.h"
#include "tests/kiosk/support/person.h"

namespace villageboard::kiosk_test {

/// A tenth of a second for each syllable or pause.
class TestVoice : public speech::Engine {
  public:
    speech::Pcm speak(const speech::Utterance& utterance, speech::Pace pace) override {
        const std::size_t each = pace == speech::Pace::slow ? 7000 : 4800;
        return speech::Pcm(std::max<std::size_t>(1, utterance.size()) * each, 1000);
    }
    speech::Pcm speak_english(std::string_view, speech::Pace) override {
        return speech::Pcm(24'000, 1000);
    }
};

struct Ears {
    speech::Recorder recorder;
    speech::Reader reader{[] { return std::make_unique<TestVoice>(); }, recorder.opener()};

    kiosk::Services services() {
        kiosk::Services all;
        all.voice = &reader;
        return all;
    }

    void settle() {
        for (int i = 0; i < 5000 && reader.late(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }

    /// So much time passes before the terminal.
    void listen(Person& person, std::chrono::milliseconds time) {
        constexpr std::chrono::milliseconds step{50};
        for (std::chrono::milliseconds passed{0}; passed < time; passed += step) {
            settle();
            person.pass(step);
            recorder.advance_to(person.uptime());
            if (person.shell().tick(person.uptime())) person.show();
        }
        settle();
        if (person.shell().tick(person.uptime())) person.show();
    }

    bool heard(const std::string& words) const { return recorder.has_heard(words); }
};

}  // namespace villageboard::kiosk_test
