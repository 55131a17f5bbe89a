#include "content/state/inquiry.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include <algorithm>
#include <filesystem>

#include "content/cache/database.h"
#include "content/model/error.h"
#include "content/state/own_payments.h"
#include "content/state/seal.h"
#include "tests/support/folder.h"

using namespace villageboard;
using namespace villageboard::state;
using namespace std::chrono_literals;

namespace {

void random_bytes(std::span<std::byte> bytes) { ::randombytes_buf(bytes.data(), bytes.size()); }

const RunningTime kBoot{"boot-a", 1000s};

RunningTime later(std::chrono::seconds time) { return {kBoot.boot_id, kBoot.since_boot + time}; }

PaymentInquiry inquiry(std::string_view name, const BoxKeys& keys) {
    return {.name = name,
            .id_number = "539921190001010000",
            .code = "12345678",
            .answer_key = keys.public_key};
}

}  // namespace

TEST_CASE("a question comes back as it was printed, in one size, and nothing else is one") {
    const BoxKeys keys = box_keys_of(std::string(32, 's'));
    const SecretBytes printed = print_inquiry(inquiry("余阿普", keys));
    CHECK(printed.size() == kInquiryBytes);
    CHECK(print_inquiry(inquiry("余", keys)).size() == kInquiryBytes);
    const auto parsed = parse_inquiry(printed.view());
    REQUIRE(parsed);
    CHECK(parsed->name == "余阿普");
    CHECK(parsed->id_number == "539921190001010000");
    CHECK(parsed->code == "12345678");
    CHECK(parsed->answer_key == keys.public_key);
    CHECK_THROWS_AS(print_inquiry(inquiry(std::string(97, 'x'), keys)), Error);

    const std::string bytes(printed.view());
    CHECK_FALSE(parse_inquiry(bytes.substr(1)));
    CHECK_FALSE(parse_inquiry(bytes + '\0'));
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, bytes.size() - 1}) {
        std::string changed = bytes;
        changed[at] = '\x7F';
        CHECK_FALSE(parse_inquiry(changed));
    }
    CHECK_FALSE(parse_inquiry(std::string(kInquiryBytes, '\0')));
}

TEST_CASE("an answer holds as many payments as have room, and says when older ones had none") {
    const OwnPayment one{.programme = "耕地地力保护补贴",
                         .period = "2026年第一批",
                         .amount = {13750},
                         .state = PaymentState::returned,
                         .reason = ReturnReason::sleeping_card,
                         .where = "杉坪镇财政所",
                         .day = *parse_day("2026-06-12")};
    InquiryAnswer answer{.told = true, .more = false, .payments = {one}};
    const SecretBytes printed = print_inquiry_answer(answer);
    const auto parsed = parse_inquiry_answer(printed.view());
    REQUIRE(parsed);
    CHECK(parsed->told);
    CHECK_FALSE(parsed->more);
    REQUIRE(parsed->payments.size() == 1);
    CHECK(parsed->payments[0].programme == one.programme);
    CHECK(parsed->payments[0].amount == one.amount);
    CHECK(parsed->payments[0].state == one.state);
    CHECK(parsed->payments[0].reason == one.reason);
    CHECK(parsed->payments[0].where == one.where);
    CHECK(parsed->payments[0].day == one.day);

    answer.payments.assign(1000, one);
    const SecretBytes full = print_inquiry_answer(answer);
    CHECK(full.size() == printed.size());
    const auto cut = parse_inquiry_answer(full.view());
    REQUIRE(cut);
    CHECK(cut->more);
    CHECK(cut->payments.size() > 100);
    CHECK(cut->payments.size() < 1000);
}

TEST_CASE("a damaged answer is none, wherever it is cut or changed") {
    const OwnPayment one{.programme = "a",
                         .period = "b",
                         .amount = {1},
                         .where = "c",
                         .day = *parse_day("2026-06-12")};
    const SecretBytes printed =
        print_inquiry_answer({.told = true, .more = false, .payments = {one}});
    const std::string bytes(printed.view());
    CHECK_FALSE(parse_inquiry_answer(bytes.substr(0, bytes.size() - 1)));
    CHECK_FALSE(parse_inquiry_answer(""));
    for (const std::size_t at : {0, 1, 2, 16, 17}) {
        std::string changed = bytes;
        changed[at] = '\x7F';
        CAPTURE(at);
        CHECK_FALSE(parse_inquiry_answer(changed));
    }
    std::string garbage = bytes;
    garbage.back() = 'x';
    CHECK_FALSE(parse_inquiry_answer(garbage));
}

TEST_CASE("names are compared without blanks and with one kind of point") {
    CHECK(compared_name(" 阿普 • 余　").view() == "阿普·余");
    CHECK(compared_name("阿普·余").view() == "阿普·余");
    CHECK(compared_name("阿普.余").view() == "阿普·余");
    CHECK(compared_name(" 　").empty());
}

TEST_CASE("a question lives three minutes of running time and no boot longer") {
    const Folder folder;
    StateDb state(folder.path);
    Inquiries inquiries(state);
    const std::string id = inquiries.ask("sealed", kBoot, random_bytes);
    CHECK(inquiries.look(id, later(179s)).state == InquiryState::asked);
    CHECK(inquiries.waiting(later(179s))->sealed == "sealed");
    CHECK(inquiries.look(id, later(180s)).state == InquiryState::gone);
    CHECK_FALSE(inquiries.waiting(later(180s)));
    CHECK(inquiries.look(id, {"boot-b", 1001s}).state == InquiryState::gone);
    CHECK_FALSE(inquiries.waiting({"boot-b", 1001s}));
    inquiries.forget_old(later(179s));
    CHECK(holds_inquiry(state.database()));
    inquiries.forget_old(later(180s));
    CHECK_FALSE(holds_inquiry(state.database()));
    inquiries.ask("sealed", kBoot, random_bytes);
    inquiries.forget_old({"boot-b", 1001s});
    CHECK_FALSE(holds_inquiry(state.database()));
}

TEST_CASE("the next question takes the place of the one before, whose answer comes to nobody") {
    const Folder folder;
    StateDb state(folder.path);
    Inquiries inquiries(state);
    const std::string first = inquiries.ask("first", kBoot, random_bytes);
    const std::string second = inquiries.ask("second", kBoot, random_bytes);
    inquiries.answer(first, "late");
    CHECK(inquiries.look(first, kBoot).state == InquiryState::gone);
    CHECK(inquiries.look(second, kBoot).state == InquiryState::asked);
    inquiries.answer(second, "sealed answer");
    CHECK(inquiries.look(second, kBoot).answer == "sealed answer");
    CHECK_FALSE(inquiries.waiting(kBoot));
    inquiries.set_unreachable(second);
    CHECK(inquiries.look(second, kBoot).state == InquiryState::unreachable);
}

TEST_CASE("what was forgotten lies in no byte of database, log and copies") {
    const Folder folder;
    StateDb state(folder.path);
    Inquiries inquiries(state);
    const std::string question(600, 'Q');
    const std::string answer(16000, 'A');
    const std::string id = inquiries.ask(question, kBoot, random_bytes);
    state.keep_copy(*parse_instant("2026-11-23T06:30:00Z"));
    CHECK(std::ranges::none_of(std::filesystem::directory_iterator(folder.path), [](auto& entry) {
        return entry.path().filename().string().find("copy") != std::string::npos;
    }));
    CHECK(stands_in(folder.path, question));
    inquiries.answer(id, answer);
    inquiries.forget();
    CHECK_FALSE(stands_in(folder.path, std::string(64, 'Q')));
    CHECK_FALSE(stands_in(folder.path, std::string(64, 'A')));
    state.keep_copy(*parse_instant("2026-11-23T06:30:00Z"));
    CHECK(std::filesystem::exists(folder.path / "state.copy1.db"));
}
