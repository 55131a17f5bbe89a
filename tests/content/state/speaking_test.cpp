#include <doctest/doctest.h>
#include <signal.h>
#include <sodium.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "content/cache/database.h"
#include "content/cache/digest.h"
#include "content/model/error.h"
#include "content/state/answer.h"
#include "content/state/outbox.h"
#include "content/state/slip.h"
#include "content/state/slowing.h"
#include "content/state/submission.h"
#include "tests/support/folder.h"

using namespace villageboard;
using namespace villageboard::state;

namespace {

const Day kDay = *parse_day("2026-11-23");
const Instant kNow = std::chrono::sys_days{kDay} + std::chrono::hours{6};

void system_random(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

BoxKeys county() { return box_keys_of(std::string(kBoxKeyBytes, 'c')); }

Submission message(std::string_view text) {
    Submission made;
    made.kind = SubmissionKind::object;
    made.about = SubmissionAbout{"0193a0c0-0000-7000-8000-000000000001", 2, "line-7"};
    made.route = Route::discipline;
    made.area = "539921102205";
    made.language = "zh-CN";
    made.day = kDay;
    made.text = text;
    return made;
}

/// How often `words` stands in any file of the folder.
int hits(const std::filesystem::path& folder, const std::string& words) {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        for (auto at = bytes.find(words); at != bytes.npos; at = bytes.find(words, at + 1)) ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a message comes out at the county as it was written") {
    const Slip slip = Slip::make(system_random);
    const BoxKeys keys = slip.keys();
    Submission written = message("路灯又不亮了。\n\n\"三队\" 的路\\桥");
    written.contact = "河边组 杨先生";
    written.answers = {{"q1", {0, 2}}, {"q2", {}}};
    written.answer_key = keys.public_key;
    const std::string voice(9000, 'v');
    written.voice = voice;
    written.voice_length = std::chrono::milliseconds{4200};
    const std::string sealed = seal(print_submission(written).view(), county().public_key);

    const auto plaintext = unseal(sealed, county());
    REQUIRE(plaintext);
    const OpenedSubmission opened = parse_submission(plaintext->view());
    CHECK(opened.kind == SubmissionKind::object);
    CHECK(opened.about == written.about);
    CHECK(opened.route == Route::discipline);
    CHECK(opened.area == "539921102205");
    CHECK(opened.day == kDay);
    CHECK(opened.text == written.text);
    CHECK(opened.contact == written.contact);
    CHECK(opened.answers == written.answers);
    CHECK(opened.answer_key == keys.public_key);
    CHECK(opened.voice == voice);
    CHECK(opened.voice_length == written.voice_length);
}

TEST_CASE("the size of a message tells only its class") {
    const auto size = [](std::size_t bytes) {
        return print_submission(message(std::string(bytes, 'x'))).size();
    };
    CHECK(size(1) == 512);
    CHECK(size(200) == 512);
    CHECK(size(600) == 2048);
    CHECK(size(kMaxTextBytes) == 8192);
    const auto spoken = [](int milliseconds) {
        Submission voiced = message({});
        voiced.voice = "v";
        voiced.voice_length = std::chrono::milliseconds{milliseconds};
        return print_submission(voiced).size();
    };
    CHECK(spoken(1) == spoken(5000));
    CHECK(spoken(5001) == spoken(10000));
    CHECK(spoken(5001) == spoken(5000) + kVoiceStepBytes);
    CHECK(spoken(90000) == 8192 + 18 * kVoiceStepBytes);
}

TEST_CASE("2,000 Hanzi with everything else fit a message, more are refused") {
    std::string hanzi;
    for (int i = 0; i < 2000; ++i) hanzi += "村";
    Submission longest = message(hanzi);
    longest.contact = std::string_view(hanzi).substr(0, 198);
    for (int i = 0; i < 20; ++i) longest.answers.push_back({"question-" + std::to_string(i), {1}});
    CHECK(print_submission(longest).size() == 8192);
    hanzi += "村";
    CHECK_THROWS_AS(print_submission(message(hanzi)), Error);
    CHECK_THROWS_AS(print_submission(message("a\tb")), Error);
    Submission voiced = message({});
    voiced.voice = "v";
    voiced.voice_length = std::chrono::milliseconds{90001};
    CHECK_THROWS_AS(print_submission(voiced), Error);
}

TEST_CASE("a message cut or changed at any byte is refused, never misread") {
    const SecretBytes whole = print_submission(message("村里的路"));
    const std::string plaintext(whole.view());
    const std::size_t used = plaintext.find_last_not_of('\0') + 1;
    for (std::size_t at = 0; at < used; ++at) {
        CAPTURE(at);
        CHECK_THROWS_AS(parse_submission(std::string_view(plaintext).substr(0, at)), Error);
    }
    const std::string sealed = seal(plaintext, county().public_key);
    for (std::size_t at = 0; at < sealed.size(); at += 7) {
        std::string damaged = sealed;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        CHECK_FALSE(unseal(damaged, county()));
    }
}

TEST_CASE("after 1,000 messages no file of the terminal holds a word of them") {
    Folder folder;
    const std::string words = "谁拿了修路的钱";
    {
        StateDb state(folder.path);
        Outbox outbox(state);
        for (int i = 0; i < 1000; ++i) {
            const Slip slip = Slip::make(system_random);
            const BoxKeys keys = slip.keys();
            Submission written = message(words);
            written.answer_key = keys.public_key;
            outbox.put(seal(print_submission(written).view(), county().public_key), kDay,
                       system_random);
            if (i % 400 == 0) {
                CHECK(hits(folder.path, std::string(slip.characters())) == 0);
                CHECK(hits(folder.path, keys.public_key) == 0);
            }
        }
        state.keep_copy(kNow);
        CHECK(hits(folder.path, words) == 0);
        CHECK(hits(folder.path, "discipline") == 0);
        CHECK(hits(folder.path, "line-7") == 0);
        CHECK(outbox.waiting(2000).size() == 1000);
    }
    CHECK(hits(folder.path, words) == 0);
}

TEST_CASE("what is stored says neither in which order nor at which time it came") {
    Folder folder;
    StateDb state(folder.path);
    Outbox outbox(state);
    std::vector<std::string> sent;
    for (int i = 0; i < 40; ++i) {
        const std::string sealed = seal(std::to_string(i), county().public_key);
        sent.push_back(cache::sha256_hex(sealed));
        outbox.put(sealed, kDay, system_random);
    }
    std::vector<std::string> stored;
    for (const Sealed& each : outbox.waiting(100)) stored.push_back(each.digest);
    CHECK(stored.size() == sent.size());
    CHECK(stored != sent);
    CHECK(std::set<std::string>(stored.begin(), stored.end()) ==
          std::set<std::string>(sent.begin(), sent.end()));
    CHECK_THROWS_AS(state.database().query("SELECT rowid FROM outbox"), Error);
}

TEST_CASE(
    "a message is sent once: its digest makes the second time harmless, its receipt ends it") {
    Folder folder;
    StateDb state(folder.path);
    Outbox outbox(state);
    const std::string sealed = seal("a", county().public_key);
    outbox.put(sealed, kDay, system_random);
    outbox.put(sealed, kDay, system_random);
    REQUIRE(outbox.waiting(10).size() == 1);
    const Sealed waiting = outbox.waiting(10).front();
    CHECK(waiting.bytes == sealed);
    CHECK(waiting.size_class == 1);
    outbox.confirm(waiting.digest, "receipt 1");
    outbox.confirm(waiting.digest, "receipt 2");
    outbox.confirm("unknown", "receipt 3");
    CHECK(outbox.waiting(10).empty());
    CHECK(outbox.receipt(waiting.digest) == "receipt 1");
    outbox.put(sealed, kDay, system_random);
    CHECK(outbox.waiting(10).empty());
    outbox.forget_confirmed(kDay);
    CHECK(outbox.receipt(waiting.digest) == "receipt 1");
    outbox.forget_confirmed(kDay + std::chrono::days{1});
    CHECK(outbox.receipt(waiting.digest).empty());
}

TEST_CASE("killed while it stores, each message is there whole or not at all") {
    Folder folder;
    for (int round = 0; round < 6; ++round) {
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            StateDb state(folder.path);
            Outbox outbox(state);
            const std::string sealed_to = county().public_key;
            for (;;)
                outbox.put(seal(print_submission(message("路")).view(), sealed_to), kDay,
                           system_random);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{60 + 17 * round});
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        StateDb state(folder.path);
        for (const Sealed& each : Outbox(state).waiting(100000)) {
            REQUIRE(each.digest == cache::sha256_hex(each.bytes));
            REQUIRE(unseal(each.bytes, county()));
        }
    }
}

TEST_CASE("a full disk keeps nothing of a message and is told") {
    Folder folder;
    StateDb state(folder.path);
    Outbox outbox(state);
    state.database().execute("PRAGMA max_page_count = 16");
    const std::string sealed = seal(std::string(200000, 'x'), county().public_key);
    try {
        outbox.put(sealed, kDay, system_random);
        FAIL("stored");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::retry);
    }
    CHECK(outbox.waiting(10).empty());
    state.database().execute("PRAGMA max_page_count = 100000");
    outbox.put(sealed, kDay, system_random);
    CHECK(outbox.waiting(10).size() == 1);
}

TEST_CASE("a slip is read however it is written, and a slip of the finger is told") {
    const Slip slip = Slip::make(system_random);
    const std::string text(slip.characters());
    CHECK(text.size() == kSlipLength);
    std::string spoken;
    for (std::size_t group = 0; group < 5; ++group) spoken += std::string(slip.group(group)) + "-";
    for (char& c : spoken)
        if (c == '0') c = 'o';
    for (char& c : spoken)
        if (c == '1') c = 'l';
    const auto read = Slip::parse(spoken);
    REQUIRE(read);
    CHECK(read->keys().public_key == slip.keys().public_key);
    CHECK_FALSE(Slip::parse(text.substr(1)));
    CHECK_FALSE(Slip::parse(text + "0"));
    CHECK_FALSE(Slip::parse(""));
    int unnoticed = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char other : kSlipCharacters) {
            std::string wrong = text;
            wrong[at] = other;
            if (other != text[at] && Slip::parse(wrong)) ++unnoticed;
        }
    CHECK(unnoticed <= 2);  // of 620, one in 32,768 is to be expected
    CHECK(slip_character('u') == std::nullopt);
}

TEST_CASE("a slip has the check and the key that the format's document leads to") {
    // worked out by a second program from SUBMISSION.md, RFC 7693 and RFC 7748
    const auto slip = Slip::parse("0123-4567-89ab-cdef-grs9");
    REQUIRE(slip);
    CHECK(to_base64(slip->keys().public_key) == "NQHIKaioDoAMQXsby6N6aZPh70MLMP3qQyQZZ0NC1DE=");
    CHECK_FALSE(Slip::parse("0123-4567-89ab-cdef-grs8"));
}

TEST_CASE("an answer opens with its slip only; damaged ones are passed over") {
    const Slip mine = Slip::make(system_random);
    const Slip other = Slip::make(system_random);
    const std::string first = "钱在8月12日退回，请带存折来。\n杉坪镇";
    std::vector<std::string> sealed;
    for (int i = 0; i < 30; ++i) sealed.push_back(seal_answer("别人的", other.keys().public_key));
    sealed[3] = "not base64!";
    sealed[4] = to_base64("short");
    sealed[5] = seal_answer(first, mine.keys().public_key);
    sealed[5][80] = sealed[5][80] == 'A' ? 'B' : 'A';
    sealed[17] = seal_answer(first, mine.keys().public_key);
    sealed[29] = seal_answer("再答", mine.keys().public_key);
    AnswerSearch search(mine.keys());
    int steps = 1;
    while (!search.look_through(sealed, 8)) ++steps;
    CHECK(steps == 4);
    REQUIRE(search.found().size() == 2);
    CHECK(search.found()[0].view() == first);
    CHECK(search.found()[1].view() == "再答");
    AnswerSearch nobody(Slip::make(system_random).keys());
    CHECK(nobody.look_through(sealed, 1000));
    CHECK(nobody.found().empty());
    CHECK(seal_answer("是", mine.keys().public_key).size() ==
          seal_answer(std::string(500, 'x'), mine.keys().public_key).size());
    CHECK_THROWS_AS(seal_answer("", mine.keys().public_key), Error);
    CHECK_THROWS_AS(seal_answer("是", "key"), Error);
}

TEST_CASE("flooding is slowed, never refused, and pulling the plug wins nothing") {
    Folder folder;
    const auto hour = std::chrono::hours{1};
    {
        StateDb state(folder.path);
        Slowing slowing(state);
        for (int i = 0; i < 5; ++i) {
            CHECK(slowing.delay(Slowed::sending, kNow).count() == 0);
            slowing.count(Slowed::sending, kNow);
        }
        CHECK(slowing.delay(Slowed::sending, kNow).count() == 8);
        CHECK(slowing.delay(Slowed::guessing, kNow).count() == 0);
        slowing.count(Slowed::sending, kNow);
    }
    StateDb state(folder.path);
    Slowing slowing(state);
    CHECK(slowing.delay(Slowed::sending, kNow).count() == 16);
    for (int i = 0; i < 500; ++i) slowing.count(Slowed::sending, kNow + hour);
    CHECK(slowing.delay(Slowed::sending, kNow + hour) == std::chrono::seconds{120});
    CHECK(slowing.delay(Slowed::sending, kNow - 48 * hour) == std::chrono::seconds{120});
    CHECK(slowing.delay(Slowed::sending, kNow + 3 * hour).count() == 0);
    slowing.count(Slowed::guessing, kNow + 3 * hour);
    cache::Query rows = state.database().query("SELECT count(*) FROM slowing");
    REQUIRE(rows.step());
    CHECK(rows.integer(0) == 1);
}

TEST_CASE("what is secret is wiped when it is shortened, and never grows") {
    SecretBytes bytes(8);
    CHECK(bytes.append("abcd"));
    CHECK_FALSE(bytes.append("efghi"));
    CHECK(bytes.view() == "abcd");
    bytes.resize(1);
    CHECK(bytes.room_for_all()[1] == 0);
    CHECK(bytes.room_for_all()[3] == 0);
    bytes.resize(3);
    CHECK(bytes.view() == std::string("a\0\0", 3));
    bytes.clear();
    CHECK(bytes.empty());
    CHECK(bytes.room_for_all()[0] == 0);
}
