#include <doctest/doctest.h>

#include <algorithm>

#include "content/check/consultations.h"

using namespace villageboard;
using namespace villageboard::check;

namespace {

Day day(const char* text) { return *parse_day(text); }

ItemDraft asked(const char* from, const char* to, const char* catalogue = "G07") {
    ItemDraft draft(*AreaCode::parse("539921102205"));
    draft.kind = Kind::consultation;
    draft.catalogue = catalogue;
    Consultation body;
    body.title = "路灯装在哪里";
    body.open_from = day(from);
    body.open_to = day(to);
    draft.body = body;
    return draft;
}

ItemDraft answered(std::vector<ChannelCount> responses, std::vector<OpinionResult> results) {
    ItemDraft draft = asked("2026-11-01", "2026-11-20");
    draft.operation = Operation::correct;
    auto& body = std::get<Consultation>(*draft.body);
    body.responses = std::move(responses);
    body.results = std::move(results);
    return draft;
}

/// The rules that speak, in order.
std::vector<std::string> rules(const ItemDraft& draft, const char* today) {
    CheckContext context;
    context.today = day(today);
    std::vector<std::string> found;
    for (const Finding& one :
         check_consultation(draft, std::get<Consultation>(*draft.body), context)) {
        CHECK(one.severity == check::Severity::error);
        found.push_back(one.rule);
    }
    return found;
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("VG1: a consultation closes after it opens and after it is published") {
    CHECK(rules(asked("2026-11-10", "2026-11-09"), "2026-11-01") == Rules{"VG1"});
    CHECK(rules(asked("2026-11-10", "2026-11-10"), "2026-11-10").empty());
    CHECK(rules(asked("2026-11-01", "2026-11-09"), "2026-11-10") == Rules{"VG1"});
    ItemDraft later = asked("2026-11-01", "2026-11-09");
    later.operation = Operation::correct;
    CHECK(rules(later, "2026-11-10").empty());
}

TEST_CASE("VG1: a matter of weight is open for 30 days from when it can be read") {
    for (const char* code : {"L03", "G01"}) {
        CHECK(rules(asked("2026-11-01", "2026-11-30", code), "2026-11-01").empty());
        CHECK(rules(asked("2026-11-01", "2026-11-29", code), "2026-11-01") == Rules{"VG1"});
        CHECK(rules(asked("2026-11-01", "2026-11-30", code), "2026-11-02") == Rules{"VG1"});
        CHECK(rules(asked("2026-11-01", "2026-12-01", code), "2026-11-02").empty());
    }
    CHECK(rules(asked("2026-11-01", "2026-11-05", "G07"), "2026-11-01").empty());
}

TEST_CASE("VG2: a result answers as many opinions as were received") {
    const OpinionResult yes{1, "村民", "早一点", Adopted::yes, ""};
    const OpinionResult no{2, "村民", "便宜一点", Adopted::no, "票价不归村里定"};
    CHECK(rules(answered({{"触摸屏", 1}, {"电话", 1}}, {yes, no}), "2026-11-21").empty());
    CHECK(rules(answered({{"触摸屏", 1}, {"电话", 2}}, {yes, no}), "2026-11-21") == Rules{"VG2"});
    CHECK(rules(answered({{"触摸屏", 1}}, {yes, no}), "2026-11-21") == Rules{"VG2"});
    CHECK(rules(answered({}, {yes, no}), "2026-11-21") == Rules{"VG2"});
    // received, not answered yet: no result
    CHECK(rules(answered({{"电话", 2}}, {}), "2026-11-21").empty());
}

TEST_CASE("VG3: what is not adopted, or only partly, has its reason") {
    const OpinionResult bare{1, "村民", "早一点", Adopted::yes, ""};
    for (const Adopted adopted : {Adopted::partly, Adopted::no}) {
        const OpinionResult refused{1, "村民", "早一点", adopted, ""};
        CHECK(rules(answered({{"电话", 1}}, {refused}), "2026-11-21") == Rules{"VG3"});
    }
    CHECK(rules(answered({{"电话", 1}}, {bare}), "2026-11-21").empty());
}

TEST_CASE("VG4: there is no result while opinions are taken") {
    const OpinionResult yes{1, "村民", "早一点", Adopted::yes, ""};
    CHECK(rules(answered({{"电话", 1}}, {yes}), "2026-11-20") == Rules{"VG4"});
    CHECK(rules(answered({{"电话", 1}}, {yes}), "2026-11-21").empty());
}
