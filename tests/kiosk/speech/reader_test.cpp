#include "kiosk/speech/reader.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <fstream>
#include <thread>

#include "content/cache/digest.h"
#include "content/speech/pcm.h"
#include "tests/kiosk/speech/sample.h"

namespace villageboard::speech {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("speech-test-" + std::to_string(getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    draw::StoredFile file(const std::string& name, const std::string& bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return {path / name, cache::sha256_hex(bytes)};
    }
    std::string tone(int seconds, int channels = 1) const {
        speech_test::write_tone(path / "made.ogg", seconds, channels);
        std::ifstream in(path / "made.ogg", std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

// An engine whose sound is a known length: a tenth of a second a word, slower as asked.
class Counter : public Engine {
  public:
    Pcm speak(const Utterance& utterance, Pace pace) override {
        return Pcm(utterance.size() * (pace == Pace::slow ? 7000 : 4800), 1000);
    }
    Pcm speak_english(std::string_view, Pace) override { return Pcm(4800, 1000); }
};

struct Room {
    Recorder recorder;
    Reader reader{[] { return std::make_unique<Counter>(); }, recorder.opener()};
    milliseconds now{0};

    void settle() {
        for (int i = 0; i < 2000 && reader.late(); ++i)
            std::this_thread::sleep_for(milliseconds{1});
    }
    void pass(milliseconds time) {
        settle();
        now += time;
        recorder.advance_to(now);
    }
};

Piece words(const std::string& text) {
    Piece piece;
    piece.words = text;
    return piece;
}

}  // namespace

TEST_CASE("sentences are heard in order, and the one being heard is told") {
    Room room;
    room.reader.read({words("今天开会"), words("明天发钱")});
    room.pass(milliseconds{100});
    CHECK(room.reader.view().state == ReaderState::speaking);
    CHECK(room.reader.view().piece == 0);
    room.pass(milliseconds{400});
    CHECK(room.reader.view().piece == 1);
    CHECK(room.recorder.heard() == std::vector<std::string>{"今天开会", "明天发钱"});
    room.pass(milliseconds{400});
    CHECK(room.reader.view().state == ReaderState::silent);
    CHECK_FALSE(room.reader.next_change(room.now));
}

TEST_CASE("stop is silent with the next sample, and forgets what was read") {
    Room room;
    room.reader.read({words("今天开会"), words("明天发钱")});
    room.pass(milliseconds{100});
    room.reader.stop();
    const std::size_t heard = room.recorder.sound().size();
    room.pass(milliseconds{500});
    CHECK(room.recorder.sound().size() == heard);
    CHECK(room.reader.view().state == ReaderState::silent);
    room.reader.set_pace(Pace::slow);
    room.pass(milliseconds{100});
    CHECK(room.recorder.sound().size() == heard);
}

TEST_CASE("slower begins with the sentence that is being heard") {
    Room room;
    room.reader.read({words("今天开会"), words("明天发钱"), words("带上存折")});
    room.pass(milliseconds{500});
    REQUIRE(room.reader.view().piece == 1);
    room.reader.set_pace(Pace::slow);
    room.settle();
    CHECK(room.reader.view().piece == 1);
    room.pass(milliseconds{500});
    CHECK(room.reader.view().piece == 1);
    room.pass(milliseconds{100});
    CHECK(room.reader.view().piece == 2);
}

TEST_CASE("louder and quieter act at once and are forgotten for the next person") {
    Room room;
    room.reader.read({words("今天开会今天开会今天开会")});
    room.pass(milliseconds{100});
    CHECK(room.recorder.sound().back() == 1000);
    room.reader.louder();
    room.pass(milliseconds{100});
    CHECK(room.recorder.sound().back() == doctest::Approx(1995).epsilon(0.01));
    room.reader.louder();
    room.reader.louder();
    CHECK(room.reader.view().loudest);
    room.reader.set_pace(Pace::slow);
    room.reader.next_person();
    CHECK(room.reader.view().loudness == 0);
    CHECK(room.reader.view().pace == Pace::normal);
    room.reader.quieter();
    room.reader.read({words("今天开会")});
    room.pass(milliseconds{100});
    CHECK(room.recorder.sound().back() == doctest::Approx(501).epsilon(0.01));
}

TEST_CASE("a warning is as loud as it goes, and no peak of it is cut") {
    Room room;
    room.reader.quieter();
    Piece siren;
    siren.words = "siren";
    siren.signal = Signal::red;
    room.reader.read({siren}, Loudness::warning);
    room.pass(milliseconds{1000});
    const Pcm sound = room.recorder.sound();
    CHECK(loudness(sound) > 15'000);
    CHECK(*std::max_element(sound.begin(), sound.end()) < 32'767);
}

TEST_CASE("a machine without loudspeaker or voice says so and stays silent") {
    Recorder recorder;
    Reader deaf([] { return std::make_unique<Counter>(); }, [](Tape&) { return nullptr; });
    deaf.read({words("今天开会")});
    for (int i = 0; i < 2000 && deaf.late(); ++i) std::this_thread::sleep_for(milliseconds{1});
    CHECK(deaf.view().state == ReaderState::no_loudspeaker);
    Reader dumb([] { return nullptr; }, recorder.opener());
    dumb.read({words("今天开会")});
    for (int i = 0; i < 2000 && dumb.late(); ++i) std::this_thread::sleep_for(milliseconds{1});
    CHECK(dumb.view().state == ReaderState::no_voice);
}

TEST_CASE("a recorded clip is heard as long as it is; one that was changed or cut is not") {
    const Folder folder;
    const std::string bytes = folder.tone(1);
    const draw::StoredFile good = folder.file("good.ogg", bytes);
    draw::StoredFile changed = folder.file("changed.ogg", bytes + "x");
    changed.sha256 = good.sha256;
    CHECK(length_of(read_clip(good).sound.size()).count() == doctest::Approx(1000).epsilon(0.02));
    const std::string two = folder.tone(1, 2);
    CHECK(length_of(decode_clip(std::as_bytes(std::span(two))).sound.size()).count() ==
          doctest::Approx(1000).epsilon(0.02));
    CHECK(read_clip(changed).fault == ClipFault::damaged);
    CHECK(read_clip({folder.path / "none.ogg"}).fault == ClipFault::unreadable);
    CHECK(read_clip(folder.file("text.ogg", "this is no sound")).fault == ClipFault::unsupported);
    for (std::size_t cut = 0; cut < bytes.size(); cut += 97) {
        const Clip clip = decode_clip(std::as_bytes(std::span(bytes).first(cut)));
        CHECK(clip.sound.empty() == (clip.fault != ClipFault::none));
    }
    Room room;
    Piece piece = words("录音");
    piece.clip = good;
    room.reader.read({piece});
    room.pass(milliseconds{500});
    CHECK(room.recorder.has_heard("录音"));
    CHECK(loudness(room.recorder.sound()) == doctest::Approx(3300).epsilon(0.1));
    piece.clip = changed;
    room.reader.read({piece});
    room.settle();
    CHECK(room.reader.view().state == ReaderState::clip_damaged);
}

TEST_CASE("what was heard can be kept as a file that others can play") {
    const Folder folder;
    Room room;
    room.reader.read({words("今天开会")});
    room.pass(milliseconds{300});
    room.recorder.write_wav(folder.path / "heard.wav");
    CHECK(fs::file_size(folder.path / "heard.wav") == 44 + room.recorder.sound().size() * 2);
    CHECK_THROWS(room.recorder.write_wav(folder.path / "nowhere" / "heard.wav"));
}

TEST_CASE("a reader may be ended at any moment") {
    for (int i = 0; i < 20; ++i) {
        Room room;
        room.reader.read({words("今天开会"), words("明天发钱")});
        if (i % 2 == 0) room.reader.stop();
        std::this_thread::sleep_for(milliseconds{i % 5});
    }
}

}  // namespace villageboard::speech
