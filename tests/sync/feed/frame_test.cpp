#include "sync/feed/frame.h"

#include <doctest/doctest.h>
#include <zstd.h>

#include "feed_fixture.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const std::string kBody = "{\"salt\":\"000102030405060708090a0b0c0d0e0f\",\"title\":\"通知\"}";
const SealContext kContext{"board.yunling.example/539921102205",
                           "01939f2e-7d00-7abc-8def-0123456789ab", 2};

std::vector<std::string> samples(int count) {
    std::vector<std::string> out;
    auto random = counted_random(1000);
    for (int i = 0; i < count; ++i)
        out.push_back(make_body({{"title", "关于第" + std::to_string(i) + "次停水检修的通知"},
                                 {"summary", "供水管道检修，请提前储水。"},
                                 {"office_name", "核桃箐村村民委员会"}},
                                random));
    return out;
}

Dictionary trained() { return *train_dictionary(samples(400), 4096); }

Verdict verdict(const std::string& frame, std::uint64_t size, const FrameKeys& keys = {}) {
    return open_frame(frame, size, keys).verdict;
}

}  // namespace

TEST_CASE("a body survives each kind of frame") {
    const Dictionary dictionary = trained();
    const Dictionaries dictionaries{{dictionary.id(), dictionary}};
    const VillageKeys keys{{7, std::string(32, 'k')}};
    const FrameKeys all{&dictionaries, &keys, &kContext};
    for (const std::string& frame :
         {pack_frame(kBody), pack_frame(kBody, &dictionary),
          seal_frame(kBody, 7, keys.at(7), kContext, counted_random())}) {
        const OpenedFrame opened = open_frame(frame, kBody.size(), all);
        CHECK(opened.verdict == Verdict::verified);
        CHECK(opened.body == kBody);
        CHECK_FALSE(opened.erased);
    }
}

TEST_CASE("a zeroed frame is told from a damaged one") {
    const OpenedFrame opened = open_frame(erased_frame(50), 10, {});
    CHECK(opened.verdict == Verdict::verified);
    CHECK(opened.erased);
    CHECK(verdict(erased_frame(49) + "x", 10) == Verdict::bad_frame);
    CHECK(verdict("", 10) == Verdict::bad_frame);
    CHECK(verdict("\x04" + pack_frame(kBody).substr(1), kBody.size()) == Verdict::bad_frame);
}

TEST_CASE("a sealed frame opens with its key, its item, its revision and its feed only") {
    const std::string key(32, 'k');
    const VillageKeys keys{{1, std::string(32, 'o')}, {7, key}};
    const std::string frame = seal_frame(kBody, 7, key, kContext, counted_random());
    CHECK(sealed_key_version(frame) == 7);
    const auto open = [&](const VillageKeys& held, const SealContext& context) {
        return verdict(frame, kBody.size(), {nullptr, &held, &context});
    };
    CHECK(open(keys, kContext) == Verdict::verified);
    CHECK(open({{7, std::string(32, 'x')}}, kContext) == Verdict::bad_frame);
    CHECK(open({{6, key}}, kContext) == Verdict::missing_key);
    CHECK(open({{7, "short"}}, kContext) == Verdict::missing_key);
    CHECK(verdict(frame, kBody.size()) == Verdict::missing_key);
    SealContext other = kContext;
    other.revision = 3;
    CHECK(open(keys, other) == Verdict::bad_frame);
    other = kContext;
    other.origin += "x";
    CHECK(open(keys, other) == Verdict::bad_frame);
    other = kContext;
    other.item_id[0] = '1';
    CHECK(open(keys, other) == Verdict::bad_frame);
    CHECK_THROWS_AS(seal_frame(kBody, 1, "short", kContext, counted_random()), Error);
}

TEST_CASE("a sealed frame with any byte changed, or cut anywhere, does not open") {
    const std::string key(32, 'k');
    const VillageKeys keys{{7, key}};
    const std::string frame = seal_frame(kBody, 7, key, kContext, counted_random());
    for (std::size_t i = 0; i < frame.size(); ++i) {
        std::string changed = frame;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        CHECK(verdict(changed, kBody.size(), {nullptr, &keys, &kContext}) != Verdict::verified);
        CHECK(verdict(frame.substr(0, i), kBody.size(), {nullptr, &keys, &kContext}) !=
              Verdict::verified);
    }
}

TEST_CASE("two seals of one body differ, as their nonces do") {
    const std::string key(32, 'k');
    auto random = counted_random();
    CHECK(seal_frame(kBody, 1, key, kContext, random) !=
          seal_frame(kBody, 1, key, kContext, random));
}

TEST_CASE("the size in a frame is held against the signed one before anything is unpacked") {
    CHECK(verdict(pack_frame(kBody), kBody.size() + 1) == Verdict::body_mismatch);
    CHECK(verdict(pack_frame(kBody), kMaxBodyBytes + 1) == Verdict::oversize);
    const std::string bomb(std::size_t{64} * 1024 * 1024, 'x');
    const std::string frame = pack_frame(bomb);
    CHECK(frame.size() < 20000);
    CHECK(verdict(frame, 100) == Verdict::body_mismatch);
    CHECK(verdict(frame, kMaxBodyBytes) == Verdict::body_mismatch);
    CHECK_FALSE(decompress(compress(bomb), kMaxBodyBytes));
    const std::string key(32, 'k');
    const VillageKeys keys{{1, key}};
    const std::string sealed = seal_frame(bomb, 1, key, kContext, counted_random());
    CHECK(verdict(sealed, 100, {nullptr, &keys, &kContext}) == Verdict::body_mismatch);
}

TEST_CASE("a frame that lies about its size, hides it, or brings company is refused") {
    std::string lying = compress(std::string(300, 'x'));
    REQUIRE(lying.size() < 100);
    for (std::size_t i = 4; i < lying.size(); ++i) {
        std::string changed = lying;
        changed[i] = static_cast<char>(changed[i] ^ 0x01);
        const auto out = decompress(changed, 300);
        if (out) CHECK(out->size() <= 300);
    }
    CHECK_FALSE(decompress(lying + lying, 1000));
    CHECK_FALSE(decompress(lying + "x", 1000));
    CHECK_FALSE(decompress("", 1000));
    const std::string skippable("\x50\x2A\x4D\x18\x00\x00\x00\x00", 8);
    CHECK_FALSE(decompress(skippable, 1000));
    CHECK_FALSE(decompress(skippable + lying, 1000));
    // A stream frame without its content size.
    std::string stream(1000, '\0');
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    stream.resize(ZSTD_compress2(context, stream.data(), stream.size(), "abc", 3));
    ZSTD_freeCCtx(context);
    CHECK_FALSE(decompress(stream, 1000));
}

TEST_CASE("a dictionary halves small bodies, and its frames need it") {
    const Dictionary dictionary = trained();
    const Dictionaries held{{dictionary.id(), dictionary}};
    const std::string body = samples(401).back();
    const std::string frame = pack_frame(body, &dictionary);
    CHECK(frame.size() * 2 < pack_frame(body).size());
    CHECK(frame_dictionary_id(std::string_view(frame).substr(1)) == dictionary.id());
    CHECK(verdict(frame, body.size()) == Verdict::missing_dictionary);
    const Dictionaries none;
    CHECK(verdict(frame, body.size(), {&none, nullptr, nullptr}) == Verdict::missing_dictionary);
    CHECK(verdict(frame, body.size(), {&held, nullptr, nullptr}) == Verdict::verified);
    CHECK(verdict("\x01" + frame.substr(1), body.size(), {&held, nullptr, nullptr}) ==
          Verdict::bad_frame);
    CHECK(verdict("\x02" + pack_frame(body).substr(1), body.size(), {&held, nullptr, nullptr}) ==
          Verdict::bad_frame);
}

TEST_CASE("bytes that are no dictionary are refused, a small crowd trains none") {
    CHECK_FALSE(Dictionary::load(""));
    CHECK_FALSE(Dictionary::load(std::string(1000, 'x')));
    CHECK_FALSE(Dictionary::load(trained().bytes().substr(0, 8)));
    CHECK_FALSE(Dictionary::load(trained().bytes() + std::string(kMaxDictionaryBytes, 'x')));
    CHECK_FALSE(train_dictionary(samples(3)));
}

TEST_CASE("dictionaries learn from notices, policies, interpretations and alerts only") {
    for (Kind kind : {Kind::notice, Kind::policy, Kind::interpretation, Kind::alert})
        CHECK(may_train_on(kind));
    for (Kind kind : {Kind::finance, Kind::subsidy_roll, Kind::relief_roll, Kind::project,
                      Kind::contact, Kind::meeting, Kind::consultation, Kind::statistics})
        CHECK_FALSE(may_train_on(kind));
}

TEST_CASE("a sealed attachment opens within its limit") {
    const std::string key(32, 'k');
    const VillageKeys keys{{1, key}};
    const FrameKeys all{nullptr, &keys, &kContext};
    const std::string picture(100000, 'p');
    const std::string blob = seal_frame(picture, 1, key, kContext, counted_random());
    CHECK(open_sealed_blob(blob, kMaxAttachmentBytes, all).body == picture);
    CHECK(open_sealed_blob(blob, 1000, all).verdict == Verdict::bad_frame);
    CHECK(open_sealed_blob(pack_frame(picture), kMaxAttachmentBytes, all).verdict ==
          Verdict::bad_frame);
}
