#include "content/model/draft.h"

#include <doctest/doctest.h>

#include "content/model/error.h"
#include "tests/content/model/samples.h"

using namespace villageboard;
using test::replaced;

namespace {

const std::string kDraft = R"json({"id":"0192f0c1-8a00-7abc-8def-0123456789ab","kind":"notice",
"catalogue":"N02","area":"539921102205","priority":"high","operation":"publish",
"formed":"2026-11-20","published":"2026-11-20T02:00:00Z","embargo":"2026-11-20T03:00:00Z",
"expires":"2026-12-20T00:00:00Z","notice_period":{"from":"2026-11-20","to":"2026-11-27"},
"office":"539921102205-VC","reviewers":["county_editor"],"group":"3",
"body":{"title":"停水通知","summary":"今天停水。","office_name":"村委会"},
"attachments":[{"file":"pictures/a.png","mime":"image/png","role":"picture","language":"zh-CN",
"audience":"public"}]})json";

std::string place_of_refusal(const std::string& text) {
    try {
        parse_draft(text);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return error.place();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("what a draft lacks or has too much is refused by its pointer") {
    CHECK(place_of_refusal(replaced(kDraft, "\"kind\":\"notice\",", "")) == "/kind");
    CHECK(place_of_refusal(replaced(kDraft, "\"formed\":\"2026-11-20\",", "")) == "/formed");
    CHECK(place_of_refusal(replaced(kDraft, "\"catalogue\":\"N02\",", "")) == "/catalogue");
    CHECK(place_of_refusal(replaced(kDraft, "\"539921102205\"", "\"云岭\"")) == "/area");
    CHECK(place_of_refusal(replaced(kDraft, "\"group\"", "\"groups\"")) == "/groups");
    CHECK(place_of_refusal(replaced(kDraft, "\"summary\"", "\"sumary\"")) == "/body/sumary");
    CHECK(place_of_refusal(replaced(kDraft, "\"high\"", "\"urgent\"")) == "/priority");
    CHECK(place_of_refusal(replaced(kDraft, "\"to\":\"2026-11-27\"", "\"to\":\"2026-11-19\"")) ==
          "/notice_period/to");
    CHECK(place_of_refusal(replaced(kDraft, "7abc", "4abc")) == "/id");
    CHECK(place_of_refusal(replaced(kDraft, "\"publish\"", "\"dictionary\"")) == "/operation");
}

TEST_CASE("a correction without a change note or an id is refused") {
    CHECK(place_of_refusal(replaced(kDraft, "\"publish\"", "\"correct\"")) == "/body/change_note");
    CHECK(place_of_refusal(replaced(replaced(kDraft, "\"publish\"", "\"correct\""),
                                    "\"id\":\"0192f0c1-8a00-7abc-8def-0123456789ab\",", "")) ==
          "/id");
}

TEST_CASE("an attachment outside the draft's folder is refused") {
    for (const char* file : {"/etc/passwd", "../a.png", "a/../../b.png", "a\\\\b.png", ""})
        CHECK(place_of_refusal(replaced(kDraft, "pictures/a.png", file)) == "/attachments/0/file");
    CHECK(place_of_refusal(replaced(kDraft, "pictures/a.png", "a..b.png")) == "accepted");
}

TEST_CASE("a draft is printed as it is read") {
    const ItemDraft draft = parse_draft(kDraft);
    CHECK(draft.area.digits() == "539921102205");
    CHECK(draft.priority == Priority::high);
    CHECK(std::get<Notice>(*draft.body).title == "停水通知");
    CHECK(draft.attachments.at(0).role == AttachmentRole::picture);
    CHECK(parse_draft(print_draft(draft)) == draft);
    CHECK(print_draft(parse_draft(print_draft(draft))) == print_draft(draft));
}

TEST_CASE("a withdrawal is an id and a reason, a retirement or erasure an id") {
    const std::string head =
        R"({"id":"0192f0c1-8a00-7abc-8def-0123456789ab","area":"539921","office":"o","operation":)";
    const ItemDraft withdrawal = parse_draft(head + R"("withdraw","body":{"reason":"登错了"}})");
    CHECK(withdrawal.reason == "登错了");
    CHECK_FALSE(withdrawal.body);
    CHECK(parse_draft(print_draft(withdrawal)) == withdrawal);
    CHECK(place_of_refusal(head + R"("withdraw"})") == "/body");
    CHECK(place_of_refusal(head + R"("withdraw","body":{"reason":""}})") == "/body/reason");
    CHECK(place_of_refusal(head + R"("withdraw","body":{"title":"x"}})") == "/body/title");
    const ItemDraft erasure = parse_draft(head + R"("erase"})");
    CHECK(erasure.operation == Operation::erase);
    CHECK(parse_draft(print_draft(erasure)) == erasure);
    CHECK(place_of_refusal(head + R"("retire","body":{}})") == "/body");
}
