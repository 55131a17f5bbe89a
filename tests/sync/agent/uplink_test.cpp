#include "sync/agent/uplink.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include "content/state/outbox.h"
#include "content/state/seal.h"
#include "content/state/submission.h"
#include "sync/agent/loop.h"
#include "sync/feed/submission_note.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;
using namespace std::chrono_literals;

namespace {

const Day kDay = *parse_day("2026-11-23");

void fill_random(std::span<std::byte> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

std::string header(const fetch::PostRequest& request, const std::string& name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

std::int64_t created_of(const fetch::PostRequest& request) {
    const std::string input = header(request, "Signature-Input");
    return std::stoll(input.substr(input.find("created=") + 8));
}

/// A county that takes messages, and a terminal whose villagers wrote some.
struct Uplinked {
    Uplinked() : terminal(county) {
        county.add_notice(kVillage, "通知");
        county.publish_all();
        terminal.enrol();
        terminal.at_county().submissions = [this](const fetch::PostRequest& request) {
            ++requests;
            if (answer) return answer(request);
            return take(request);
        };
    }

    void write(const std::string& text, Day day = kDay) {
        state::Submission message;
        message.area = kVillage.digits();
        message.language = "zh-CN";
        message.day = day;
        message.text = text;
        const auto inbox = state::box_keys_of(std::string(32, 9));
        const std::string sealed =
            state::seal(state::print_submission(message).view(), inbox.public_key);
        state::StateDb state(terminal.data());
        state::Outbox(state).put(sealed, day, fill_random);
    }
    std::string receipt(const std::string& sealed) {
        return feed::sign_receipt({feed::sha256(sealed).hex(), kDay}, county.log);
    }
    fetch::PostReply take(const fetch::PostRequest& request) {
        const std::string digest = feed::sha256(request.body).hex();
        order.push_back(digest);
        return {held.insert(digest).second ? 201 : 202, receipt(request.body)};
    }
    UplinkReport send(std::size_t most = kSubmissionsAtOnce, const std::string& from = {}) {
        Agent agent(terminal.data(), terminal.environment);
        return agent.send_submissions({.from = from}, most);
    }
    std::size_t waiting() {
        state::StateDb state(terminal.data());
        return state::Outbox(state).waiting(1000).size();
    }
    std::vector<std::string> waiting_digests() {
        state::StateDb state(terminal.data());
        std::vector<std::string> digests;
        for (const auto& message : state::Outbox(state).waiting(1000))
            digests.push_back(message.digest);
        return digests;
    }

    SimulatedCounty county;
    Terminal terminal;
    std::function<fetch::PostReply(const fetch::PostRequest&)> answer;
    int requests = 0;
    std::set<std::string> held;
    std::vector<std::string> order;
};

}  // namespace

TEST_CASE("messages go to the county in the order of their random ids and are then emptied") {
    Uplinked up;
    for (int i = 0; i < 12; ++i) up.write("第" + std::to_string(i) + "封");
    const auto digests = up.waiting_digests();
    CHECK(up.send().done == 8);
    CHECK(up.waiting() == 4);
    CHECK(up.send().done == 4);
    CHECK(up.order == digests);
    CHECK(up.held.size() == 12);
    CHECK(up.send().done == 0);
    CHECK(up.requests == 12);
    state::StateDb state(up.terminal.data());
    CHECK(feed::open_receipt(state::Outbox(state).receipt(digests.at(0)), up.county.origin,
                             up.county.root().log_keys, digests.at(0)));
}

TEST_CASE("a request is signed by the terminal and says nothing but the sealed bytes") {
    Uplinked up;
    up.write("路灯不亮");
    up.answer = [&](const fetch::PostRequest& request) {
        CHECK(request.content_type == "application/octet-stream");
        CHECK(request.body.size() == 512 + state::kSealBytes);
        CHECK(request.headers.size() == 3);
        CHECK(header(request, "Signature-Input").find("keyid=\"device-1\"") != std::string::npos);
        CHECK(header(request, "Signature-Input").find("\"@authority\"") != std::string::npos);
        CHECK(created_of(request) == up.terminal.wall.time_since_epoch().count());
        return up.take(request);
    };
    CHECK(up.send().done == 1);
}

TEST_CASE("a wrong or missing receipt keeps the message") {
    Uplinked up;
    up.write("路灯不亮");
    const std::string digest = up.waiting_digests().at(0);
    const feed::Receipt good{digest, kDay};
    const feed::Signer other = fixed_signer(up.county.origin, feed::KeyType::ed25519, 77);
    const feed::Signer elsewhere = fixed_signer("board.other.example", feed::KeyType::ed25519, 2);
    std::string changed = feed::sign_receipt(good, up.county.log);
    changed[changed.find("2026-11-23")] = '3';
    for (const std::string& receipt :
         {std::string(), std::string("{}"), std::string(100'000, 'x'),
          feed::sign_receipt(good, other), feed::sign_receipt(good, elsewhere),
          feed::sign_receipt({std::string(64, 'a'), kDay}, up.county.log), changed}) {
        up.answer = [&](const fetch::PostRequest&) { return fetch::PostReply{201, receipt}; };
        const UplinkReport report = up.send();
        CHECK(report.done == 0);
        CHECK(report.failed);
        CHECK(report.message.find("receipt") != std::string::npos);
        CHECK(up.waiting() == 1);
    }
    up.answer = [&](const fetch::PostRequest& request) {
        return fetch::PostReply{200, up.receipt(request.body)};
    };
    CHECK(up.send().done == 0);
    up.answer = nullptr;
    CHECK(up.send().done == 1);
}

TEST_CASE("a lost answer sends the message again, and the county's receipt is the same") {
    Uplinked up;
    up.write("路灯不亮");
    up.answer = [&](const fetch::PostRequest& request) -> fetch::PostReply {
        up.take(request);
        throw Error(ErrorKind::retry, "The line is dead.", "http://county");
    };
    CHECK(up.send().failed);
    CHECK(up.waiting() == 1);
    up.answer = nullptr;
    CHECK(up.send().done == 1);
    CHECK(up.held.size() == 1);
    CHECK(up.order.size() == 2);
}

TEST_CASE("a terminal whose clock is off signs once more with the county's time") {
    Uplinked up;
    up.write("路灯不亮");
    const Instant theirs = up.terminal.wall + std::chrono::days{3};
    std::vector<std::int64_t> created;
    up.answer = [&](const fetch::PostRequest& request) -> fetch::PostReply {
        created.push_back(created_of(request));
        if (created.size() == 1)
            return {401, R"({"error":"The clock of this device is off; here it is )" +
                             format_instant(theirs) + R"(.","code":"clock"})"};
        return up.take(request);
    };
    CHECK(up.send().done == 1);
    CHECK(created == std::vector<std::int64_t>{up.terminal.wall.time_since_epoch().count(),
                                               theirs.time_since_epoch().count()});
    // a county that is never content is asked twice, not for ever
    up.write("还是不亮");
    int asked = 0;
    up.answer = [&](const fetch::PostRequest&) -> fetch::PostReply {
        ++asked;
        return {401, R"({"error":"It is )" + format_instant(theirs) + R"(.","code":"clock"})"};
    };
    CHECK(up.send().failed);
    CHECK(asked == 2);
    CHECK(up.waiting() == 1);
}

TEST_CASE("a county that is busy, or has no such terminal, is tried again later") {
    Uplinked up;
    for (int i = 0; i < 3; ++i) up.write("第" + std::to_string(i) + "封");
    SUBCASE("busy") {
        up.answer = [&](const fetch::PostRequest&) -> fetch::PostReply {
            throw Error(ErrorKind::retry, "http://county answered 503; try again later.",
                        "http://county");
        };
    }
    SUBCASE("revoked") {
        up.answer = [](const fetch::PostRequest&) -> fetch::PostReply {
            return {403, R"({"error":"The county does not know this device.","code":"device"})"};
        };
    }
    const UplinkReport report = up.send();
    CHECK(report.failed);
    CHECK(!report.message.empty());
    CHECK(up.requests == 1);
    CHECK(up.waiting() == 3);
}

TEST_CASE("a message that the county does not take holds up no other") {
    Uplinked up;
    for (int i = 0; i < 5; ++i) up.write("第" + std::to_string(i) + "封");
    const std::string bad = up.waiting_digests().at(0);
    up.answer = [&](const fetch::PostRequest& request) -> fetch::PostReply {
        if (feed::sha256(request.body).hex() != bad) return up.take(request);
        return {413, R"({"error":"A message has at most 229424 bytes.","code":"size"})"};
    };
    const UplinkReport report = up.send();
    CHECK(report.done == 4);
    CHECK(report.refused == 1);
    CHECK(!report.failed);
    CHECK(report.message == "A message has at most 229424 bytes.");
    CHECK(up.waiting_digests() == std::vector<std::string>{bad});
}

TEST_CASE("messages go out although the feeds can't be had, and the other way round") {
    Uplinked up;
    up.write("路灯不亮");
    up.terminal.at_county().lie = [](const std::string&, std::optional<std::string>& bytes) {
        bytes = "garbage";
    };
    CHECK(up.terminal.round().result != state::RoundResult::fresh);
    CHECK(up.send().done == 1);
    up.terminal.at_county().lie = nullptr;
    up.write("还是不亮");
    up.answer = [](const fetch::PostRequest&) -> fetch::PostReply { return {403, "{}"}; };
    CHECK(up.send().failed);
    CHECK(up.terminal.round().result == state::RoundResult::fresh);
}

TEST_CASE("what was confirmed is forgotten the next day, what waits never") {
    Uplinked up;
    up.write("昨天的", kDay);
    CHECK(up.send().done == 1);
    const auto rows = [&] {
        state::StateDb state(up.terminal.data());
        cache::Query query = state.database().query("SELECT count(*) FROM outbox");
        REQUIRE(query.step());
        return query.integer(0);
    };
    CHECK(up.send().done == 0);
    CHECK(rows() == 1);
    up.terminal.wall += std::chrono::days{1};
    up.answer = [](const fetch::PostRequest&) -> fetch::PostReply { return {403, "{}"}; };
    up.write("还没送的", kDay);
    up.send();
    CHECK(rows() == 1);
    CHECK(up.waiting() == 1);
}

TEST_CASE("a stick carries sealed messages out and the county's receipts back") {
    Uplinked up;
    for (int i = 0; i < 3; ++i) up.write("第" + std::to_string(i) + "封");
    TemporaryFolder stick;
    const auto folder = stick.path() / "submissions" / "device-1";
    Agent(up.terminal.data(), up.terminal.environment).submissions_to(stick.path());
    const auto digests = up.waiting_digests();
    const Identity identity = *TrustStore(up.terminal.data()).identity();
    const feed::Signer device("device-1", feed::KeyType::ed25519, identity.signing_seed);
    for (const std::string& digest : digests) {
        CHECK(feed::sha256(read_file(folder / (digest + ".sealed"))).hex() == digest);
        CHECK(feed::is_envelope(read_file(folder / (digest + ".envelope")), up.county.origin,
                                "device-1", digest, device.verifier().public_key()));
    }
    const auto leave = [&](const std::string& digest, const std::string& receipt) {
        std::ofstream(folder / (digest + ".receipt"), std::ios::binary) << receipt;
    };
    leave(digests[0], feed::sign_receipt({digests[0], kDay}, up.county.log));
    leave(digests[1], feed::sign_receipt({digests[0], kDay}, up.county.log));
    up.terminal.at_county().down = true;
    const UplinkReport report = up.send(8, stick.path().string());
    CHECK(report.done == 1);
    CHECK(up.waiting() == 2);
    CHECK(!std::filesystem::exists(folder / (digests[0] + ".sealed")));
    CHECK(std::filesystem::exists(folder / (digests[1] + ".sealed")));
    leave(digests[1], feed::sign_receipt({digests[1], kDay}, up.county.log));
    Agent agent(up.terminal.data(), up.terminal.environment);
    const auto again = agent.submissions_to(stick.path());
    CHECK(again.done == 1);
    CHECK(again.waiting == 1);
    CHECK(std::filesystem::exists(folder / (digests[2] + ".envelope")));
}

TEST_CASE("a full stick loses nothing, and the next call goes on") {
    Uplinked up;
    up.write("路灯不亮");
    TemporaryFolder stick;
    std::ofstream(stick.path() / "submissions") << "a file where the folder should be";
    Agent agent(up.terminal.data(), up.terminal.environment);
    CHECK_THROWS_AS(agent.submissions_to(stick.path()), Error);
    std::filesystem::remove(stick.path() / "submissions");
    CHECK(agent.submissions_to(stick.path()).waiting == 1);
}

TEST_CASE("when the coin falls says chance alone, less often after failures") {
    int yes = 0;
    int after_failures = 0;
    for (std::uint64_t random = 0; random < 6400; ++random) {
        yes += is_time_to_send(random, 0);
        after_failures += is_time_to_send(random, 10);
    }
    CHECK(yes == 800);
    CHECK(after_failures == 100);
}

TEST_CASE("the loop sends when the coin falls and never between") {
    Uplinked up;
    for (int i = 0; i < 30; ++i) up.write("第" + std::to_string(i) + "封");
    Agent agent(up.terminal.data(), up.terminal.environment);
    std::uint64_t drawn = 0;
    int rounds = 0;
    std::vector<int> sent;
    LoopControl control{.pace = {.poll = 100s, .longest = 1000s, .boot_spread = 10s},
                        .sleep = [&](std::chrono::milliseconds) { return rounds < 6; },
                        .elapsed = [] { return 0ms; },
                        .report =
                            [&](const RoundReport&) {
                                ++rounds;
                                sent.push_back(up.requests);
                            },
                        .random =
                            [&](std::size_t) {
                                // first pause, then for each round the coin and the pause
                                std::string bytes(8, '\0');
                                const bool coin = drawn > 0 && drawn % 2 == 1;
                                if (coin && (drawn / 2) % 3 != 2) bytes[7] = 1;
                                ++drawn;
                                return bytes;
                            },
                        .report_uplink = {}};
    run_loop(agent, {}, control);
    CHECK(sent == std::vector<int>{0, 0, 0, 8, 8, 8});
    CHECK(up.requests == 16);
}
