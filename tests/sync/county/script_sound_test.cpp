#include <doctest/doctest.h>
#include <opusfile.h>

#include <cmath>
#include <memory>

#include "content/model/error.h"
#include "content/speech/lexicon_table.h"
#include "content/speech/pcm.h"
#include "sync/county/site/outputs.h"
#include "sync/county/site/sound.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

/// Says each syllable as a tenth of a second of a tone, English as one second, and counts.
class Humming : public speech::Engine {
  public:
    explicit Humming(int* spoken) : spoken_(spoken) {}
    speech::Pcm speak(const speech::Utterance& utterance, speech::Pace) override {
        ++*spoken_;
        std::size_t syllables = 0;
        for (const auto& part : utterance)
            syllables += std::holds_alternative<speech::Syllable>(part);
        return tone(syllables * speech::kRate / 10);
    }
    speech::Pcm speak_english(std::string_view, speech::Pace) override {
        ++*spoken_;
        return tone(speech::kRate);
    }

  private:
    static speech::Pcm tone(std::size_t samples) {
        speech::Pcm sound;
        for (std::size_t i = 0; i < samples; ++i)
            sound.push_back(
                static_cast<std::int16_t>(8000 * std::sin(0.0576 * static_cast<double>(i))));
        return sound;
    }
    int* spoken_;
};

const speech::Lexicon& lexicon() {
    static const speech::Lexicon known(speech::lexicon_table());
    return known;
}

/// What a player hears; empty for what is no Ogg Opus of one channel.
speech::Pcm heard(const std::string& ogg) {
    int failure = 0;
    const std::unique_ptr<OggOpusFile, decltype(&op_free)> file(
        op_open_memory(reinterpret_cast<const unsigned char*>(ogg.data()), ogg.size(), &failure),
        op_free);
    speech::Pcm sound;
    if (!file || op_channel_count(file.get(), -1) != 1) return sound;
    std::vector<opus_int16> part(5760);
    for (;;) {
        const int count = op_read(file.get(), part.data(), static_cast<int>(part.size()), nullptr);
        if (count <= 0) break;
        sound.insert(sound.end(), part.begin(), part.begin() + count);
    }
    return sound;
}

HttpResponse output(CountyFixture& fixture, const std::string& item, const std::string& which) {
    return call(fixture, somebody("zhang", Post::clerk, kVillage), "GET",
                std::string("/v1/items/") + kVillage + "/" + item + "/outputs/" + which);
}

double seconds(const speech::Pcm& sound) {
    return static_cast<double>(sound.size()) / speech::kRate;
}

}  // namespace

TEST_CASE(
    "the sound of a script can be played, is neither silent nor too loud, and is as long as its "
    "words") {
    CountyFixture fixture;
    const std::string id = fixture.publish(notice("11月21日停水8小时")).at(0).item;
    const HttpResponse script = output(fixture, id, "script");
    REQUIRE(script.status == 200);
    const HttpResponse response = output(fixture, id, "sound");
    REQUIRE(response.status == 200);
    const std::pair<std::string, std::string> type("Content-Type", "audio/ogg");
    CHECK(std::ranges::find(response.fields, type) != response.fields.end());
    REQUIRE(response.body.starts_with("OggS"));
    const speech::Pcm sound = heard(response.body);
    CHECK(speech::loudness(sound) > 1500);
    CHECK(speech::loudness(sound) < 8000);
    // three bytes a Hanzi, each of a villager's time
    const double hanzi = static_cast<double>(script.body.size()) / 3;
    CHECK(seconds(sound) > hanzi * 0.14);
    CHECK(seconds(sound) < hanzi * 0.6);
    CHECK(response.body.size() < static_cast<std::size_t>(seconds(sound) * 6000));
}

TEST_CASE("there is no sound of what isn't public, or no more, and none of a roll's lines") {
    on_both_databases([](CountyFixture& fixture) {
        CHECK(output(fixture, "0193a5f0-0000-7000-8000-000000000000", "sound").status == 404);
        CHECK(output(fixture, "..", "sound").status == 404);
        const std::string id = fixture.publish(roll()).at(0).item;
        const HttpResponse script = output(fixture, id, "script");
        // what is said is what the script says, and that holds no line (outputs_test.cpp)
        CHECK(seconds(heard(output(fixture, id, "sound").body)) <
              static_cast<double>(script.body.size()) / 3 * 0.6);
        fixture.publish({{"kind", "subsidy_roll"},
                         {"catalogue", "S02"},
                         {"area", kVillage},
                         {"office", "539921102205-VC"},
                         {"reviewers", {"clerk"}},
                         {"operation", "withdraw"},
                         {"id", id},
                         {"body", {{"reason", "名单有误。"}}}});
        CHECK(output(fixture, id, "sound").status == 404);
    });
}

TEST_CASE("a script is said line by line with pauses, and one that is too long not at all") {
    int spoken = 0;
    Humming engine(&spoken);
    const auto sound =
        site::say_script(engine, lexicon(), "今天停水。\n请大家存水。明天来水。\n", 10min);
    REQUIRE(sound);
    CHECK(spoken == 3);
    // thirteen syllables, three sentences' pauses, two lines'
    CHECK(seconds(*sound) == doctest::Approx(13 * 0.1 + 3 * 0.4 + 2 * 0.5));
    CHECK(site::say_script(engine, lexicon(), "今天停水。\n", 2s));
    CHECK(!site::say_script(engine, lexicon(), "今天停水。\n请大家存水。明天来水。\n", 2s));
    CHECK(site::say_script(engine, lexicon(), "", 2s)->empty());
}

TEST_CASE("the same words are spoken once while their sound is kept, others anew") {
    int spoken = 0;
    site::ScriptSounds sounds([&] { return std::make_unique<Humming>(&spoken); });
    const std::string first = sounds.sound_of("今天停水。\n");
    CHECK(sounds.sound_of("今天停水。\n") == first);
    CHECK(spoken == 1);
    CHECK(sounds.sound_of("明天停水。\n") != first);
    CHECK(spoken == 2);
    CHECK(!heard(first).empty());
}

TEST_CASE("a script of more than ten minutes is refused, and a server without a voice says so") {
    int spoken = 0;
    site::ScriptSounds sounds([&] { return std::make_unique<Humming>(&spoken); });
    std::string endless;
    for (int i = 0; i < 700; ++i) endless += "今天停水请大家存水。\n";
    try {
        sounds.sound_of(endless);
        FAIL("an endless script was spoken");
    } catch (const Refusal& refusal) {
        CHECK(refusal.code() == "too_long");
    }
    site::ScriptSounds mute([] { return std::unique_ptr<speech::Engine>(); });
    CHECK_THROWS_AS(mute.sound_of("今天停水。\n"), Error);
}
