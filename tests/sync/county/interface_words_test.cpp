#include "sync/county/publish/interface_words.h"

#include <doctest/doctest.h>

#include "content/model/body.h"
#include "sync/feed/bundle.h"
#include "sync/feed/hash.h"
#include "tests/sync/county/support.h"

namespace villageboard::county {
namespace {

nlohmann::ordered_json pack() {
    return {{"kind", "phrases"},
            {"area", kCounty},
            {"formed", "2026-11-19"},
            {"office", "539921"},
            {"reviewers", {"county_editor"}},
            {"body",
             {{"title", "A test language"},
              {"office_name", "云岭县"},
              {"language", "art"},
              {"name", "Artish"},
              {"entries", {{"footer.back", "Bak"}}},
              {"recordings", {{"language.sample", "clips/sample.opus"}}},
              {"reviewed_by", "两位会讲的老师"}}},
            {"attachments",
             {{{"file", "clips/sample.opus"},
               {"mime", "audio/ogg"},
               {"role", "audio"},
               {"language", "art"},
               {"audience", "public"}}}}};
}

}  // namespace

TEST_CASE("the county knows what the terminals say in Chinese") {
    const auto& words = interface_words();
    CHECK(words.at("footer.back") == "返回");
    CHECK(words.contains("language.sample"));
    CHECK(words.size() > 300);
}

TEST_CASE("a pack of phrases goes out with each recording by its digest") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "clips/sample.opus", "a clip");
    REQUIRE(fixture.publish(pack()).size() == 1);
    const std::string digest = feed::sha256("a clip").hex();
    CHECK(read_text(fixture.feed() / "blob" / digest.substr(0, 2) / digest.substr(2)) == "a clip");
}

TEST_CASE("a pack with a phrase that no terminal says is refused with its place") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "clips/sample.opus", "a clip");
    auto wrong = pack();
    wrong["body"]["entries"]["footer.bakc"] = "Bak";
    try {
        fixture.publish(wrong);
        FAIL("published");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        CHECK(error.place() == "/body/entries/footer.bakc");
    }
}

TEST_CASE("a recording that the draft doesn't attach is refused with its place") {
    CountyFixture fixture;
    write_text(fixture.scratch() / "clips/sample.opus", "a clip");
    auto wrong = pack();
    wrong["body"]["recordings"]["footer.back"] = "clips/back.opus";
    try {
        fixture.publish(wrong);
        FAIL("published");
    } catch (const Error& error) {
        CHECK(error.place() == "/body/recordings/footer.back");
    }
}

}  // namespace villageboard::county
