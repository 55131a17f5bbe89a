#include "sync/feed/body.h"

#include <doctest/doctest.h>

#include "feed_fixture.h"

using namespace villageboard;
using namespace villageboard::feed;

namespace {

const std::string kSalt = R"("salt":"000102030405060708090a0b0c0d0e0f")";

std::string nested(int depth) {
    return "{" + kSalt + ",\"a\":" + std::string(static_cast<std::size_t>(depth - 1), '[') +
           std::string(static_cast<std::size_t>(depth - 1), ']') + "}";
}

bool good(const std::string& body) { return check_body_text(body) == Verdict::verified; }

}  // namespace

TEST_CASE("a body starts with its salt, and two of the same words differ") {
    auto random = counted_random();
    const std::string one = make_body({{"title", "停水通知"}}, random);
    const std::string two = make_body({{"title", "停水通知"}}, random);
    CHECK(one != two);
    CHECK(one.starts_with("{\"salt\":\""));
    CHECK(one.ends_with("\",\"title\":\"停水通知\"}"));
    CHECK(check_body(one, body_ref(one, Audience::public_)) == Verdict::verified);
    CHECK(check_body(two, body_ref(one, Audience::public_)) == Verdict::body_mismatch);
    CHECK_THROWS_AS(make_body({{"salt", "mine"}}, random), Error);
}

TEST_CASE("a body with any byte changed or cut does not match its digest") {
    const std::string body = make_body({{"title", "甲"}}, counted_random());
    const BodyRef ref = body_ref(body, Audience::public_);
    for (std::size_t i = 0; i < body.size(); ++i) {
        std::string changed = body;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK(check_body(changed, ref) == Verdict::body_mismatch);
        CHECK(check_body(body.substr(0, i), ref) == Verdict::body_mismatch);
    }
}

TEST_CASE("nesting is counted before parsing: 32 levels pass, 33 and a million do not") {
    CHECK(good(nested(32)));
    CHECK_FALSE(good(nested(33)));
    CHECK_FALSE(good(nested(1000000)));
    CHECK(good("{" + kSalt + ",\"a\":\"" + std::string(100, '[') + "\"}"));
    CHECK(good("{" + kSalt + R"(,"a":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})"));
}

TEST_CASE("integers beyond 2^53 are refused, decimals are not") {
    const auto with = [](const std::string& number) {
        return "{" + kSalt + ",\"n\":" + number + "}";
    };
    for (const char* number : {"9007199254740992", "-9007199254740992", "0", "-0", "1.5", "1e3"})
        CHECK(good(with(number)));
    for (const char* number : {"9007199254740993", "-9007199254740993", "18446744073709551616",
                               "99999999999999999999999999", "1e999", "01", "+1", "NaN", "0x10"})
        CHECK_FALSE(good(with(number)));
}

TEST_CASE("what is no strict JSON object behind a salt is no body") {
    for (const std::string& bad : {std::string(),
                                   std::string("{}"),
                                   std::string("null"),
                                   std::string("[]"),
                                   std::string(R"({"title":"x",)") + kSalt + "}",
                                   "{" + kSalt + ",}",
                                   "{" + kSalt,
                                   "{" + kSalt + "}x",
                                   " {" + kSalt + "}",
                                   "\xEF\xBB\xBF{" + kSalt + "}",
                                   std::string(R"({"salt":"0001"})"),
                                   std::string(R"({"salt":"000102030405060708090a0b0c0d0e0F"})"),
                                   std::string(R"({"salt":"000102030405060708090a0b0c0d0e0f00"})"),
                                   std::string(R"({"salt":17})"),
                                   "{" + kSalt + "," + kSalt + "}",
                                   "{" + kSalt + R"(,"a":{"b":1,"b":1}})",
                                   "{" + kSalt + R"(,"a":{"b":1,"\u0062":1}})",
                                   "{" + kSalt + ",\"a\":\"\xff\"}",
                                   "{" + kSalt + ",\"a\":\"\xED\xA0\x80\"}",
                                   "{" + kSalt + ",\"a\":\"\n\"}",
                                   "{" + kSalt + R"(,"a":"\ud800"})",
                                   "{" + kSalt + "/*x*/}"})
        CHECK_FALSE(good(bad));
    CHECK(good("{" + kSalt + "}"));
    CHECK(good("{" + kSalt + R"(,"a":[{"b":1},{"b":1}]} )"));
}

TEST_CASE("a body over 4 MiB is refused by the publisher and by readers") {
    const std::string words(4 * 1024 * 1024, 'x');
    CHECK_THROWS_AS(make_body({{"title", words}}, counted_random()), Error);
    CHECK_FALSE(good("{" + kSalt + ",\"a\":\"" + words + "\"}"));
}
