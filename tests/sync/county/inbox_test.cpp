#include "sync/county/inbox/inbox.h"

#include <doctest/doctest.h>

#include <thread>

#include "sync/county/inbox/inbox_keys.h"
#include "sync/county/inbox/unsealer.h"
#include "sync/county/store/case_rows.h"
#include "sync/county/store/submission_rows.h"
#include "sync/feed/submission_note.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/messages.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

Unsealer::Outcome open_all(CountyFixture& county) {
    return Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 1000);
}

bool is_receipt(CountyFixture& county, const std::string& note, const std::string& digest,
                const char* day) {
    const feed::VerifierKey log[] = {county.county().keys().county_log().verifier()};
    const auto opened = feed::open_receipt(note, county.county().settings().origin, log, digest);
    return opened && opened->received == *parse_day(day);
}

HttpResponse send(CountyFixture& county, const std::string& body) {
    return call(county, somebody("nobody", Post::clerk, kVillage), "POST", "/v1/submissions", body,
                "device-1");
}

std::uint64_t count(CountyFixture& county, SubmissionState state) {
    return SubmissionRows(county.tools().repository).count(state);
}

/// A terminal with a signing key, known to the county.
struct StickTerminal {
    StickTerminal(CountyFixture& county, const std::string& name, DeviceState state)
        : id(name), origin(county.county().settings().origin) {
        const feed::Signer signer(id, feed::KeyType::ed25519, seed);
        Repository& repository = county.tools().repository;
        Transaction transaction(repository);
        repository.add_device(transaction, {.id = id,
                                            .area = kVillage,
                                            .sign_key = signer.verifier().public_key(),
                                            .seal_key = std::string(32, 'x'),
                                            .state = state,
                                            .created = 0,
                                            .keys_version = 0,
                                            .grants = {}});
        transaction.commit();
    }
    std::string leave(const std::filesystem::path& stick, const std::string& bytes) const {
        const std::string digest = feed::sha256(bytes).hex();
        const auto folder = stick / "submissions" / id;
        write_text(folder / (digest + ".sealed"), bytes);
        write_text(folder / (digest + ".envelope"), feed::sign_envelope(origin, id, digest, seed));
        return digest;
    }

    std::string id;
    std::string origin;
    std::string seed = feed::system_random()(32);
};

}  // namespace

TEST_CASE("a sealed message is kept once, and each who brings it gets the same receipt") {
    on_both_databases([](CountyFixture& county) {
        const std::string bytes = sealed(county, message("路灯又不亮了"));
        const std::string digest = feed::sha256(bytes).hex();
        const HttpResponse first = send(county, bytes);
        CHECK(first.status == 201);
        CHECK(is_receipt(county, first.body, digest, "2026-11-20"));
        county.pass(std::chrono::hours(30));
        const HttpResponse again = send(county, bytes);
        CHECK(again.status == 202);
        CHECK(again.body == first.body);
        CHECK(count(county, SubmissionState::sealed) == 1);
        CHECK(open_all(county).opened == 1);
        // also when it has become a case long ago
        CHECK(send(county, bytes).body == first.body);
        CHECK(open_all(county).opened == 0);
        CHECK(count(county, SubmissionState::opened) == 1);
    });
}

TEST_CASE("bytes that are no message are refused and not kept") {
    CountyFixture county;
    for (const std::size_t size : {0, 1, 48, 512, 559, 561, 8240 + 12287, 8240 + 12288 * 19})
        if (size <= kMaxSealedBytes)
            CHECK(answered(send(county, std::string(size, 'x')), 422)["code"] == "size");
    CHECK(answered(send(county, std::string(kMaxSealedBytes + 1, 'x')), 413)["code"] == "size");
    CHECK(count(county, SubmissionState::sealed) == 0);
    CHECK(send(county, std::string(8240 + 12288 * 18, 'x')).status == 201);
}

TEST_CASE("what is kept of a message names no terminal and no time") {
    CountyFixture county;
    county.pass(std::chrono::hours(3) + std::chrono::minutes(17));
    REQUIRE(send(county, sealed(county, message("问一下"))).status == 201);
    const std::string database =
        read_text(county.data() / "county.db") + read_text(county.data() / "county.db-wal");
    CHECK(database.find("device-1") == std::string::npos);
    CHECK(database.find("2026-11-20T05:17") == std::string::npos);
    CHECK(database.find("问一下") == std::string::npos);
}

TEST_CASE("a terminal that floods is slowed and loses nothing") {
    CountyFixture county;
    Router router(
        {.person = [](const HttpRequest&, const Tools&) { return std::optional<Caller>(); },
         .device = [](const HttpRequest&, const Tools&) { return std::string("one"); }});
    add_routes(router);
    const auto send_one = [&] {
        return router
            .answer({.method = "POST",
                     .target = "/v1/submissions",
                     .fields = {},
                     .body = sealed(county, message("又一封")),
                     .peer = {}},
                    county.tools())
            .status;
    };
    int slowed = 0;
    for (int i = 0; i < 300; ++i) slowed += send_one() == 429;
    CHECK(slowed > 30);
    CHECK(slowed < 45);
    CHECK(count(county, SubmissionState::sealed) == static_cast<std::uint64_t>(300 - slowed));
}

TEST_CASE("two servers that open the same messages make each case once") {
    on_both_databases([](CountyFixture& county) {
        for (int i = 0; i < 20; ++i)
            send(county, sealed(county, message("第" + std::to_string(i) + "封")));
        std::atomic<std::size_t> opened = 0;
        const auto work = [&] {
            const auto connection = county.county().connect();
            const Tools tools = county.county().tools_for(*connection);
            opened += Unsealer(tools).open(tools.keys.inbox_keys(), 1000).opened;
        };
        std::thread one(work);
        std::thread other(work);
        one.join();
        other.join();
        CHECK(opened == 20);
        CHECK(CaseRows(county.tools().repository)
                  .list({"town", kTown},
                        {.state = {}, .due_by = {}, .after_due = {}, .after_id = {}, .limit = 100})
                  .size() == 20);
    });
}

TEST_CASE("what no key opens waits for its key, what opens to rubbish is dropped") {
    on_both_databases([](CountyFixture& county) {
        const auto elsewhere = county.scratch() / "offline.key";
        make_inbox_key(county.tools(), elsewhere);
        const auto offline = read_inbox_key(elsewhere);
        send(county, state::seal(state::print_submission(message("给线下钥匙")).view(),
                                 offline.public_key));
        send(county, state::seal(std::string(512, 'x'),
                                 county.county().keys().inbox_keys().at(0).public_key));
        auto outcome = open_all(county);
        CHECK(outcome.opened == 0);
        CHECK(outcome.closed == 1);
        CHECK(outcome.unreadable == 1);
        // it is not tried again and again with the same keys
        CHECK(open_all(county).closed == 0);
        auto keys = county.county().keys().inbox_keys();
        keys.push_back(read_inbox_key(elsewhere));
        CHECK(Unsealer(county.tools()).open(keys, 1000).opened == 1);
        CHECK(count(county, SubmissionState::sealed) == 0);
    });
}

TEST_CASE("a new key is published and the older one still opens late messages") {
    CountyFixture county;
    const std::string late = sealed(county, message("路上走了三周"));
    county.pass(std::chrono::days(90));
    const auto file = make_inbox_key(county.tools(), {});
    CHECK(file == county.data() / "keys" / "inbox-2027-02-18.key");
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms(0777)) ==
          std::filesystem::perms(0600));
    const auto keys = county.county().keys().inbox_keys();
    REQUIRE(keys.size() == 2);
    CHECK(keys.front().public_key == read_inbox_key(file).public_key);
    CHECK(county.county().repository().live_items(kCounty, "inbox_key").size() == 2);
    send(county, late);
    send(county, sealed(county, message("新钥匙")));
    CHECK(open_all(county).opened == 2);
    CHECK_THROWS_AS(make_inbox_key(county.tools(), {}), Error);
}

TEST_CASE("messages on a stick are taken and their receipts lie beside them") {
    on_both_databases([](CountyFixture& county) {
        const StickTerminal terminal(county, "539921102205-aa", DeviceState::accepted);
        const auto stick = county.scratch() / "stick";
        const std::string bytes = sealed(county, message("走路送来的"));
        const std::string digest = terminal.leave(stick, bytes);
        Inbox inbox(county.tools());
        auto imported = inbox.import(stick);
        CHECK(imported.taken == 1);
        CHECK(imported.refused == 0);
        const auto receipt = stick / "submissions" / terminal.id / (digest + ".receipt");
        CHECK(is_receipt(county, read_text(receipt), digest, "2026-11-20"));
        CHECK(send(county, bytes).body == read_text(receipt));
        imported = inbox.import(stick);
        CHECK(imported.taken == 0);
        CHECK(imported.held == 1);
    });
}

TEST_CASE("a stick with damaged, forged or strange messages gets no receipt for them") {
    CountyFixture county;
    const StickTerminal good(county, "539921102205-aa", DeviceState::accepted);
    const StickTerminal revoked(county, "539921102205-bb", DeviceState::revoked);
    const auto stick = county.scratch() / "stick";
    const auto folder = stick / "submissions" / good.id;
    const std::string damaged = good.leave(stick, sealed(county, message("一")));
    write_text(folder / (damaged + ".sealed"), std::string(560, 'x'));
    const std::string forged = good.leave(stick, sealed(county, message("二")));
    write_text(folder / (forged + ".envelope"),
               feed::sign_envelope(good.origin, good.id, forged, revoked.seed));
    const std::string alone = good.leave(stick, sealed(county, message("三")));
    std::filesystem::remove(folder / (alone + ".sealed"));
    good.leave(stick, std::string(600, 'x'));
    good.leave(stick, std::string(1 << 20, 'x'));
    revoked.leave(stick, sealed(county, message("四")));
    write_text(stick / "submissions" / "nobody" / "x.envelope", "");
    const auto imported = Inbox(county.tools()).import(stick);
    CHECK(imported.taken == 0);
    CHECK(imported.refused == 7);
    CHECK(hits(stick, "/receipts") == 0);
    CHECK(count(county, SubmissionState::sealed) == 0);
    CHECK_THROWS_AS(Inbox(county.tools()).import(county.scratch() / "nothing"), Error);
}
