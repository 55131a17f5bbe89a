#include "content/model/variant.h"

#include <doctest/doctest.h>

#include "content/model/body.h"

using namespace villageboard;

namespace {

Notice notice() {
    Notice body;
    body.title = "停水通知";
    body.summary = "明天上午停水。";
    body.office_name = "核桃箐村委会";
    body.blocks = {Paragraph{"请提前存水。"}};
    return body;
}

LanguageOverlay english() { return {"Water is cut off", {}, "No water tomorrow morning.", {}, {}}; }

}  // namespace

TEST_CASE("an item is whole in Chinese, and in a language only as far as it was put into it") {
    Notice body = notice();
    CHECK(variant_state(body, "zh-CN") == Variant::whole);
    CHECK(variant_state(body, "en") == Variant::none);
    body.languages["en"] = english();
    CHECK(variant_state(body, "en") == Variant::partly);
    body.languages["en"].blocks = {Paragraph{"Please store water."}};
    CHECK(variant_state(body, "en") == Variant::whole);
    body.blocks.clear();
    body.languages["en"].blocks.clear();
    CHECK(variant_state(body, "en") == Variant::whole);
}

TEST_CASE("a language takes its own words, else those of its base language") {
    Notice body = notice();
    body.languages["en-GB"] = {"British", {}, "", {}, {}};
    body.languages["en"] = english();
    CHECK(variant_of(body, "en")->title == "Water is cut off");
    CHECK(variant_of(body, "en-GB")->title == "British");
    CHECK(variant_of(body, "en-US")->title == "Water is cut off");
    CHECK(variant_of(body, "lis") == nullptr);
}

TEST_CASE("a correction silences the words of the revision before it until they are confirmed") {
    Notice body = notice();
    body.languages["en"] = english();
    silence_stale_variants(body, 1);
    CHECK(variant_of(body, "en") != nullptr);
    Notice confirmed = body;
    silence_stale_variants(body, 2);
    CHECK(variant_of(body, "en") == nullptr);
    CHECK(variant_state(body, "en") == Variant::stale);
    confirmed.languages["en"].of_revision = 2;
    silence_stale_variants(confirmed, 2);
    CHECK(variant_of(confirmed, "en")->title == "Water is cut off");
    silence_stale_variants(confirmed, 3);
    CHECK(variant_state(confirmed, "en") == Variant::stale);
}
