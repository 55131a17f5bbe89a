#include "content/model/body.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "content/model/wire_names.h"
#include "tests/content/model/samples.h"

using namespace villageboard;
using test::replaced;
using test::sample;

namespace {

constexpr std::string_view kSalt = "00112233445566778899aabbccddeeff";

struct Refusal {
    std::string message;
    std::string place;
};

Refusal refusal(Kind kind, const std::string& text, Strictness strictness = Strictness::strict) {
    try {
        parse_body(kind, text, strictness);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        return {error.what(), error.place()};
    }
    return {};
}

}  // namespace

TEST_CASE("a missing member is refused by name and pointer") {
    const auto bad =
        refusal(Kind::subsidy_roll,
                replaced(sample(Kind::subsidy_roll), "\"households\":2,\"lines\"", "\"lines\""));
    CHECK(bad.place == "/batch/households");
    CHECK(bad.message == "The member \"households\" is missing.");
}

TEST_CASE("a member of the wrong type is refused with what it must be") {
    const std::string roll = sample(Kind::subsidy_roll);
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "\"seq\":2", "\"seq\":\"2\"")).place ==
          "/lines/1/seq");
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "\"seq\":2", "\"seq\":\"2\"")).message ==
          "The member \"seq\" must be a whole number.");
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "\"3.00\"", "3")).place ==
          "/lines/0/quantity");
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "2026-06-01", "2026-06-31")).place ==
          "/lines/0/pay_date");
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "\"lines\":[", "\"lines\":{\"a\":[")).place !=
          "");
    CHECK(refusal(Kind::subsidy_roll, replaced(roll, "\"returned\"}", "\"lost\"}")).message ==
          "The member \"pay_state\" must be one of: pending, paid, returned.");
    CHECK(refusal(Kind::notice, "[]").place.empty());
    CHECK(refusal(Kind::alert, replaced(sample(Kind::alert), "\"539921\"", "\"5399\"")).place ==
          "/areas/1");
    CHECK(refusal(Kind::alert, replaced(sample(Kind::alert), "00:00Z\",\"onset", "00:00\",\"onset"))
              .place == "/effective");
    CHECK(
        refusal(Kind::meeting, replaced(sample(Kind::meeting), "\"due\":30", "\"due\":-1")).place ==
        "/due");
}

TEST_CASE("an unknown member is refused in a draft and ignored by a reader") {
    for (const auto& row : wire_names<Kind>()) {
        const std::string text = replaced(sample(row.value), "{", "{\"salary_class\":1,");
        CHECK(refusal(row.value, text).place == "/salary_class");
        CHECK(refusal(row.value, text).message == "The member \"salary_class\" is unknown here.");
        CHECK(parse_body(row.value, text, Strictness::lenient) ==
              parse_body(row.value, sample(row.value), Strictness::strict));
    }
    const std::string nested =
        replaced(sample(Kind::relief_roll), "\"class\":", "\"illness\":\"x\",\"class\":");
    CHECK(refusal(Kind::relief_roll, nested).place == "/lines/0/illness");
}

TEST_CASE("a block of a type that a newer county invented is left out by a reader") {
    const std::string text =
        replaced(sample(Kind::notice), "{\"type\":\"quote\"", "{\"type\":\"hologram\"");
    CHECK(refusal(Kind::notice, text).place == "/blocks/5/type");
    const Body body = parse_body(Kind::notice, text, Strictness::lenient);
    CHECK(common_of(body).blocks.size() == 5);
}

TEST_CASE("a notice's topic outside the list is refused in a draft and shown by a reader") {
    const std::string text =
        replaced(sample(Kind::notice), "\"topic\":\"outage\"", "\"topic\":\"weather\"");
    CHECK(refusal(Kind::notice, text).place == "/topic");
    CHECK(refusal(Kind::notice, text).message.find("charges") != std::string::npos);
    const Body body = parse_body(Kind::notice, text, Strictness::lenient);
    CHECK(std::get<Notice>(body).topic == "weather");
}

TEST_CASE("a table whose rows don't fit its header is refused") {
    const std::string text =
        replaced(sample(Kind::notice), "[[\"修路\",\"1\"]]", "[[\"修路\",\"1\"],[\"修桥\"]]");
    CHECK(refusal(Kind::notice, text).place == "/blocks/3/rows/1");
    CHECK(refusal(Kind::notice, text, Strictness::lenient).place == "/blocks/3/rows/1");
    CHECK(
        refusal(Kind::notice, replaced(sample(Kind::notice), "[\"left\",\"right\"]", "[\"left\"]"))
            .place == "/blocks/3/align");
    CHECK(
        refusal(Kind::notice, replaced(sample(Kind::notice), "\"level\":1", "\"level\":4")).place ==
        "/blocks/0/level");
}

TEST_CASE("title and summary are never empty") {
    CHECK(
        refusal(Kind::notice, replaced(sample(Kind::notice), "关于公布有关情况的公告", "")).place ==
        "/title");
    CHECK(
        refusal(Kind::notice, replaced(sample(Kind::notice), "这是一句话说清楚的事。", "")).place ==
        "/summary");
    CHECK_NOTHROW(parse_body(Kind::glossary,
                             replaced(sample(Kind::glossary), "这是一句话说清楚的事。", ""),
                             Strictness::strict));
    CHECK(refusal(Kind::notice,
                  replaced(sample(Kind::notice), "\"plain_title\":\"有关情况\"",
                           "\"plain_title\":\"一二三四五六七八九十一二三四五六七八九十一\""))
              .place == "/plain_title");
}

TEST_CASE("a project names each of the nine classes once") {
    const std::string text = sample(Kind::project);
    CHECK(refusal(Kind::project, replaced(text, "\"tender\"", "\"land\"")).place == "/slots");
    CHECK(refusal(Kind::project,
                  replaced(text, ",\n{\"slot\":\"supervision\",\"state\":\"missing\"}", ""))
              .place == "/slots");
}

TEST_CASE("a line id that isn't random hex is refused") {
    CHECK(refusal(Kind::subsidy_roll, replaced(sample(Kind::subsidy_roll), "0a1b2c3d",
                                               "53332119"
                                               "70"))
              .place == "/lines/0/id");
}

TEST_CASE("a period that ends before it begins is refused") {
    CHECK(refusal(Kind::finance,
                  replaced(sample(Kind::finance), "\"to\":\"2026-09-30\"", "\"to\":\"2026-06-30\""))
              .place == "/period/to");
}

TEST_CASE("a body of every kind survives the way to its bytes and back") {
    for (const auto& row : wire_names<Kind>()) {
        CAPTURE(row.name);
        const Body body = parse_body(row.value, sample(row.value), Strictness::strict);
        CHECK(kind_of(body) == row.value);
        const std::string bytes = print_body(body, kSalt);
        CHECK(bytes.starts_with("{\"salt\":\"00112233445566778899aabbccddeeff\",\"title\":"));
        CHECK(parse_body(row.value, bytes, Strictness::lenient) == body);
        CHECK(print_body(parse_body(row.value, bytes, Strictness::lenient), kSalt) == bytes);
        // each member of the sample came back: nothing was read and forgotten
        CHECK(nlohmann::json(to_json(body)) == nlohmann::json::parse(sample(row.value)));
    }
}

TEST_CASE("a body without its optional members is written without them") {
    const Body body = parse_body(
        Kind::notice, R"({"title":"停水","summary":"今天停水。","office_name":"村委会"})",
        Strictness::strict);
    CHECK(to_json(body).dump() ==
          R"({"title":"停水","summary":"今天停水。","office_name":"村委会"})");
}

TEST_CASE("a body over 4 MiB is neither written nor read") {
    Notice notice;
    notice.title = "停水";
    notice.summary = "今天停水。";
    notice.blocks.push_back(Paragraph{std::string(kMaxBodyBytes, 'a')});
    CHECK_THROWS_AS(print_body(notice, kSalt), Error);
    CHECK(refusal(Kind::notice, "{\"title\":\"" + std::string(kMaxBodyBytes, 'a') + "\"}").place ==
          "byte 4194304");
}

TEST_CASE("a salt that isn't 32 hex digits is refused") {
    CHECK_THROWS_AS(print_body(Body(Notice{}), "salt"), Error);
    CHECK_THROWS_AS(print_withdrawal("登错了", "00112233445566778899AABBCCDDEEFF"), Error);
}

TEST_CASE("a withdrawal carries its reason and nothing else") {
    const std::string bytes = print_withdrawal("登错了", kSalt);
    CHECK(bytes == R"({"salt":"00112233445566778899aabbccddeeff","reason":"登错了"})");
    CHECK(parse_withdrawal(bytes) == "登错了");
    CHECK_THROWS_AS(print_withdrawal("", kSalt), Error);
    CHECK_THROWS_AS(parse_withdrawal("{}"), Error);
}
