#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/check/families.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

using Json = nlohmann::json;

const std::string kPrivate = "\xEE\x80\x80";   // U+E000
const std::string kLost = "\xF0\x91\xBE\xB0";  // U+11FB0

/// Terminals that draw everything but the two.
CheckContext context() {
    CheckContext out;
    out.missing_clusters = [](std::string_view text) {
        std::vector<std::string> missing;
        for (const std::string& cluster : {kPrivate, kLost})
            if (text.find(cluster) != std::string_view::npos) missing.push_back(cluster);
        return missing;
    };
    return out;
}

Json draft(const std::string& title, const std::string& name, const std::string& cell) {
    const Json rows = Json::array({Json::array({"1", "甲"}), Json::array({"2", cell})});
    Json out = {{"body", {{"title", title}}}};
    out["body"]["blocks"] =
        Json::array({{{"type", "table"}, {"header", Json::array({"组", "名"})}, {"rows", rows}}});
    out["body"]["lines"] = Json::array({{{"id", "00000001"}, {"name", name}, {"note", "农户"}}});
    out["attachments"] = Json::array({{{"file", kPrivate + ".pdf"}}});
    return out;
}

}  // namespace

TEST_CASE("VF6: a character that no terminal can draw is named with its code point and place") {
    const Findings findings = check_glyphs(draft("停水" + kPrivate, "普阿四", kLost), context());
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].rule == "VF6");
    CHECK(findings[0].severity == check::Severity::warning);
    CHECK(findings[0].place == "/body/blocks/0:2:2");
    CHECK(findings[0].message_zh.find("U+11FB0") != std::string::npos);
    CHECK(findings[1].place == "/body/title");
    CHECK(findings[1].message_zh ==
          "终端显示不出“" + kPrivate + "”（U+E000），会变成空框，请换一个字或符号。");
    CHECK(findings[1].message_en.find("U+E000") != std::string::npos);
    CHECK(check_glyphs(draft("停水", "普阿四", "乙"), context()).empty());
}

TEST_CASE("VB7: a name with a lost character is an error, whatever stands for it") {
    for (const std::string& sign : {kPrivate, std::string("?"), std::string("？"), std::string("□"),
                                    std::string("\xEF\xBF\xBD")}) {
        CAPTURE(sign);
        const Findings findings =
            check_glyphs(draft("停水？", "普" + sign + "四", "？"), context());
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].rule == "VB7");
        CHECK(findings[0].severity == check::Severity::error);
        CHECK(findings[0].place == "/body/lines/0/name");
        CHECK(waiver_of(findings[0]) == Waiver::county);
        CHECK(findings[0].message_zh.find("普") == std::string::npos);
    }
    CHECK(check_glyphs(draft("停水", "普**", "乙"), context()).empty());
}

TEST_CASE("where the fonts are unknown, only signs for lost characters are found in names") {
    CHECK(check_glyphs(draft(kPrivate, kPrivate, kLost), {}).empty());
    CHECK(check_glyphs(draft("停水", "普?四", "乙"), {}).size() == 1);
}

TEST_CASE("many such characters in one text are one finding") {
    CheckContext every;
    every.missing_clusters = [](std::string_view) {
        return std::vector<std::string>{"a", "b", "c", "d", "e", "e\u0301", "g"};
    };
    const Json text = {{"body", {{"title", "x"}}}};
    const Findings findings = check_glyphs(text, every);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].message_zh.find("等 7 个字符") != std::string::npos);
    CHECK(findings[0].message_en.find("and 2 more") != std::string::npos);
}
