#include <doctest/doctest.h>

#include "content/check/families.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

const std::map<std::string, std::string> kWords{{"footer.back", "返回"},
                                                {"notice.open", "公示中，还剩 {n} 天"},
                                                {"event.span", "{from} 到 {to}"},
                                                {"date.short", "{m}月{d}日"}};

CheckContext context() {
    CheckContext made;
    made.today = *parse_day("2026-11-20");
    made.interface_words = &kWords;
    return made;
}

PhraseTable pack() {
    PhraseTable body;
    body.title = "Words in a test language";
    body.office_name = "云岭县";
    body.language = "art";
    body.reviewed_by = "两位会讲的老师";
    body.entries = {{"footer.back", "Bak"},
                    {"notice.open", "Opun, {n} dai"},
                    {"event.span", "{from} – {to}"},
                    {"date.short", "{d} {month}"}};
    return body;
}

ItemDraft draft() {
    ItemDraft made(*AreaCode::parse("539921"));
    made.kind = Kind::phrases;
    return made;
}

Findings findings_of(const PhraseTable& body, const ItemDraft& of = draft()) {
    return check_phrases(of, body, context(), "/body");
}

const Finding* at(const Findings& findings, const std::string& place) {
    for (const Finding& finding : findings)
        if (finding.rule == "VF7" && finding.place == place) return &finding;
    return nullptr;
}

}  // namespace

TEST_CASE("VF7: a reviewed pack that says every phrase has no finding") {
    CHECK(findings_of(pack()).empty());
}

TEST_CASE("VF7: words or a recording for what no terminal says are an error at their key") {
    PhraseTable body = pack();
    body.entries["footer.bakc"] = "Bak";
    body.recordings["alert.colour.rde"] = "red.opus";
    const Findings findings = findings_of(body);
    CHECK(blocks(findings));
    CHECK(at(findings, "/body/entries/footer.bakc"));
    CHECK(at(findings, "/body/recordings/alert.colour.rde"));
    CHECK(findings.size() == 2);
}

TEST_CASE("VF7: a part to be filled in that got lost or was invented is an error, but for dates") {
    PhraseTable body = pack();
    body.entries["notice.open"] = "Opun, meni dai";
    body.entries["event.span"] = "{from} {till} {to}";
    const Findings findings = findings_of(body);
    REQUIRE(at(findings, "/body/entries/notice.open"));
    CHECK(at(findings, "/body/entries/notice.open")->message_en.find("{n}") != std::string::npos);
    REQUIRE(at(findings, "/body/entries/event.span"));
    CHECK(at(findings, "/body/entries/event.span")->message_en.find("{till}") != std::string::npos);
    CHECK_FALSE(at(findings, "/body/entries/date.short"));
}

TEST_CASE("VF7: the form for a count of one may say the number in words") {
    PhraseTable body = pack();
    body.entries["notice.open[one]"] = "Opun, wan dai";
    CHECK(findings_of(body).empty());
}

TEST_CASE("VF7: phrases left in Chinese are counted and don't block") {
    PhraseTable body = pack();
    body.entries.erase("footer.back");
    const Findings findings = findings_of(body);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == check::Severity::information);
    CHECK(findings[0].message_zh.find("有 1 句没有译") != std::string::npos);
}

TEST_CASE("VF7: a pack that nobody reviewed, and an empty phrase, are errors") {
    PhraseTable body = pack();
    body.reviewed_by.reset();
    body.entries["footer.back"] = "";
    const Findings findings = findings_of(body);
    CHECK(at(findings, "/body/reviewed_by"));
    CHECK(at(findings, "/body/entries/footer.back"));
}

TEST_CASE("VF7: a recording must be an attachment that is one") {
    PhraseTable body = pack();
    body.recordings["footer.back"] = "back.opus";
    ItemDraft of = draft();
    of.attachments = {{"back.opus", "image/png", AttachmentRole::picture, {}, Audience::public_}};
    CHECK(at(findings_of(body, of), "/body/recordings/footer.back"));
    of.attachments[0].role = AttachmentRole::audio;
    CHECK(findings_of(body, of).empty());
}

TEST_CASE("VF8: a correction tells which languages were not confirmed for it") {
    ItemDraft of = draft();
    of.kind = Kind::notice;
    Notice body;
    body.languages["en"] = {"Water", {}, "No water.", {}, {}};
    body.languages["lis"] = {"Xx", {}, "Xx", {}, 3};
    of.body = body;
    CHECK(check_variants(of, "/body").empty());
    of.operation = Operation::correct;
    const Findings findings = check_variants(of, "/body");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].place == "/body/languages/en");
    CHECK(findings[0].severity == check::Severity::warning);
}
