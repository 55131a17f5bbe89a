#include "content/model/json_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/model/error.h"

using namespace villageboard;

namespace {

std::string place_of_refusal(const std::string& text, std::size_t max_bytes = 1000) {
    try {
        parse_json(text, max_bytes);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        CHECK(error.what() != std::string());
        return error.place();
    }
    return "accepted";
}

std::string nested(int depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("a text nested 33 levels deep is refused before it is parsed, 32 levels are read") {
    CHECK(place_of_refusal(nested(33)) == "byte 32");
    CHECK(place_of_refusal(nested(32)) == "accepted");
    CHECK(place_of_refusal(std::string(33, '[')) == "byte 32");
    CHECK(place_of_refusal(std::string(900, '[')) == "byte 32");
    CHECK(place_of_refusal("\"" + std::string(100, '[') + "\"") == "accepted");
    CHECK(place_of_refusal(R"("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")") == "accepted");
}

TEST_CASE("a text over the limit is refused, one of exactly the limit is read") {
    CHECK(place_of_refusal("[1,2]", 4) == "byte 4");
    CHECK(place_of_refusal("[1,2]", 5) == "accepted");
}

TEST_CASE("a member named twice is refused where it stands") {
    CHECK(place_of_refusal(R"({"a":1,"b":{"c":1,"d":2,"c":3}})") == "/b/c");
    CHECK(place_of_refusal(R"([{"a":1},{"a":1,"\u0061":2}])") == "/1/a");
    CHECK(place_of_refusal(R"([{"a":1},{"a":1}])") == "accepted");
}

TEST_CASE("whole numbers are read up to 2^53 and not beyond, decimals not at all") {
    CHECK(place_of_refusal("[9007199254740992,-9007199254740992]") == "accepted");
    CHECK(place_of_refusal(R"({"amount_fen":9007199254740993})") == "/amount_fen");
    CHECK(place_of_refusal("[0,-9007199254740993]") == "/1");
    CHECK(place_of_refusal("[18446744073709551616]") == "/0");
    CHECK(place_of_refusal("[0.5]") == "/0");
    CHECK(place_of_refusal("[1e3]") == "/0");
}

TEST_CASE("bytes that aren't UTF-8 are refused with their place") {
    CHECK(place_of_refusal("[\"\xB9\xAB\xB8\xE6\"]") == "byte 2");  // GBK
    CHECK(place_of_refusal("[\"\xC0\xAF\"]") == "byte 2");          // overlong
    CHECK(place_of_refusal("[\"\xED\xA0\x80\"]") == "byte 2");      // surrogate
    CHECK(place_of_refusal("[\"\xF4\x90\x80\x80\"]") == "byte 2");  // over U+10FFFF
    CHECK(place_of_refusal("[\"\xE5\x85") == "byte 2");             // cut off
    CHECK(place_of_refusal("[\"\xF0\xA0\xAE\xB7 \xE5\x85\xAC\"]") == "accepted");
}

TEST_CASE("control characters and bidi overrides are refused even when they are escaped") {
    CHECK(place_of_refusal(R"({"a":["x","\u0007"]})") == "/a/1");
    CHECK(place_of_refusal(R"(["a\nb"])") == "/0");
    CHECK(place_of_refusal(R"(["\u0000"])") == "/0");
    CHECK(place_of_refusal(R"(["\u0085"])") == "/0");
    CHECK(place_of_refusal(R"(["\u202e"])") == "/0");
    CHECK(place_of_refusal(R"(["\u2067"])") == "/0");
    CHECK(place_of_refusal(R"(["\ufffe"])") == "/0");
    CHECK(place_of_refusal("[\"\xE2\x80\xAE\"]") == "/0");
    CHECK(place_of_refusal(R"({"\u202e":1})") == "");
    CHECK(place_of_refusal("[\"\xEA\x93\xA1 \xE0\xBD\x96\"]") == "accepted");  // Lisu, Tibetan
    CHECK(text_fault("a\x07") == "has a control character (U+0007)");
    CHECK(text_fault("公示").empty());
}

TEST_CASE("what isn't JSON is refused with the byte") {
    CHECK(place_of_refusal("") != "accepted");
    CHECK(place_of_refusal("{\"a\":}").starts_with("byte "));
    CHECK(place_of_refusal("[1] 2").starts_with("byte "));
    CHECK(place_of_refusal("[1,]").starts_with("byte "));
    CHECK(place_of_refusal("[NaN]").starts_with("byte "));
}
