#include "content/speech/engine.h"

#include <doctest/doctest.h>

#include "content/speech/lexicon.h"
#include "content/speech/lexicon_table.h"
#include "content/speech/pcm.h"
#include "content/speech/spoken_text.h"

namespace villageboard::speech {
namespace {

Utterance words(std::string_view text) {
    static const Lexicon lexicon(lexicon_table());
    return pronounced(lexicon, spoken_text(text));
}

double seconds(const Pcm& sound) { return static_cast<double>(sound.size()) / kRate; }

}  // namespace

TEST_CASE("both voices say a sentence in a villager's time, neither too quiet nor cut") {
    for (const Voice voice : {Voice::recorded, Voice::synthetic}) {
        CAPTURE(static_cast<int>(voice));
        const auto engine = open_engine(voice);
        REQUIRE(engine);
        const Utterance sentence = words("种地补贴每亩一百零五块五毛，今天发给大家。");
        const Pcm sound = engine->speak(sentence, Pace::normal);
        CHECK(seconds(sound) > 19 * 0.14);
        CHECK(seconds(sound) < 19 * 0.42);
        CHECK(loudness(sound) > 2000);
        CHECK(loudness(sound) < 6000);
        const Pcm slow = engine->speak(sentence, Pace::slow);
        CHECK(seconds(slow) > seconds(sound) * 1.2);
        CHECK(seconds(slow) < seconds(sound) * 1.7);
    }
}

TEST_CASE(
    "the recorded voice says every syllable of common words, a missing one by its near tone") {
    const auto engine = open_recorded(kRecordedSyllables, nullptr);
    REQUIRE(engine);
    for (const Syllable& syllable :
         {Syllable{"nong", 2}, Syllable{"de", 5}, Syllable{"zi", 5}, Syllable{"lv", 4},
          Syllable{"er", 2}, Syllable{"zhuang", 1}, Syllable{"men", 5}, Syllable{"xiang", 5}}) {
        CAPTURE(syllable.base);
        CHECK(seconds(engine->speak({syllable}, Pace::normal)) > 0.08);
        CHECK(seconds(engine->speak({syllable}, Pace::normal)) < 0.6);
    }
}

TEST_CASE("what has no recording at all is synthesised, or left out without a synthesis") {
    const Utterance odd{Syllable{"fiao", 4}};
    CHECK(open_recorded(kRecordedSyllables, nullptr)->speak(odd, Pace::normal).empty());
    CHECK_FALSE(open_engine(Voice::recorded)->speak(odd, Pace::normal).empty());
}

TEST_CASE("without recordings there is no recorded voice; English is synthesised") {
    CHECK_FALSE(open_recorded("/nowhere", nullptr));
    CHECK_FALSE(open_engine(Voice::off));
    const auto engine = open_engine(Voice::recorded);
    CHECK(seconds(engine->speak_english("The meeting is on Monday.", Pace::normal)) > 0.8);
    CHECK(engine->speak({}, Pace::normal).empty());
}

TEST_CASE("a voice is chosen by its name") {
    CHECK(parse_voice("recorded") == Voice::recorded);
    CHECK(parse_voice("synthetic") == Voice::synthetic);
    CHECK(parse_voice("off") == Voice::off);
    CHECK_FALSE(parse_voice("loud"));
}

}  // namespace villageboard::speech
