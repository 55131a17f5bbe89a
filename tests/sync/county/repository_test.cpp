#include "sync/county/store/repository.h"

#include <doctest/doctest.h>

#include <thread>

#include "sync/county/publish/publisher.h"
#include "sync/county/publish/verification.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

/// The same questions to either engine.
void exercise(const DatabaseLocation& location) {
    Repository repository(location);
    const std::string binary("\0\x01\xff' \n%", 7);
    {
        Transaction transaction(repository);
        const FeedRow fresh = repository.lock_feed(transaction, kVillage);
        CHECK(fresh.size == 0);
        for (std::uint64_t i = 0; i < 200; ++i)
            repository.add_entry(transaction, kVillage,
                                 {i, "item-" + std::to_string(i % 2), 1, binary, "record"});
        repository.grow_feed(transaction, kVillage, 200, binary);
        repository.put_item(transaction, kVillage, {"item-0", "notice", 1, "live", 198});
        repository.put_item(transaction, kVillage, {"item-0", "notice", 2, "live", 199});
        repository.add_publication(transaction, kVillage, "digest", {7, "item-1"});
        repository.add_blob(transaction, kVillage, "item-0", "aa");
        repository.add_blob(transaction, kVillage, "item-0", "bb");
        repository.add_blob(transaction, kVillage, "item-1", "bb");
        repository.add_village_key(transaction, kVillage, {1, binary});
        repository.add_device(transaction,
                              {"dev-1", kVillage, binary, binary, DeviceState::pending, 5, 0, {}});
        transaction.commit();
    }
    CHECK(repository.feed(kVillage)->size == 200);
    CHECK(repository.feed(kVillage)->frontier == binary);
    CHECK(!repository.feed(kTown));
    std::uint64_t next = 100;
    repository.visit_entries(kVillage, 100, 100, [&](const EntryRow& row) {
        CHECK(row.index == next++);
        CHECK(row.entry == binary);
    });
    CHECK(next == 200);
    CHECK(repository.entries_of_item(kVillage, "item-1").size() == 100);
    CHECK(repository.item(kVillage, "item-0")->revision == 2);
    CHECK(repository.live_items(kVillage, "notice").size() == 1);
    CHECK(repository.publication(kVillage, "digest")->index == 7);
    CHECK(!repository.publication(kTown, "digest"));
    CHECK(repository.village_keys(kVillage).at(0).secret == binary);
    {
        Transaction transaction(repository);
        CHECK(repository.release_blobs(transaction, kVillage, "item-0") ==
              std::vector<std::string>{"aa"});
        auto device = *repository.device("dev-1");
        CHECK(device.sign_key == binary);
        device.state = DeviceState::accepted;
        device.grants = {kTown};
        repository.put_device(transaction, device);
        CHECK(repository.use_nonce(transaction, "dev-1", "n", 50, 10));
        CHECK(!repository.use_nonce(transaction, "dev-1", "n", 50, 10));
        CHECK(repository.use_nonce(transaction, "dev-1", "n", 90, 60));
        repository.add_report(transaction, "dev-1", "d", "now", "{}");
        repository.add_report(transaction, "dev-1", "d", "later", "{}");
        transaction.commit();
    }
    CHECK(repository.devices().at(0).grants == std::vector<std::string>{kTown});
    CHECK(repository.report_count("dev-1") == 1);
    {
        Transaction forgotten(repository);
        repository.grow_feed(forgotten, kVillage, 999, "");
    }
    CHECK(repository.feed(kVillage)->size == 200);
    CHECK(repository.alive());
}

}  // namespace

TEST_CASE("the store keeps what it is given on SQLite") {
    ScratchFolder scratch;
    exercise({scratch.path(), "sqlite"});
}

TEST_CASE("the store keeps what it is given on PostgreSQL, and two servers share one feed") {
    PostgresServer* server = shared_postgres();
    if (server == nullptr) {
        MESSAGE("no PostgreSQL could be started here");
        return;
    }
    ScratchFolder scratch;
    const Effects effects = Effects::real();
    const auto data = scratch.path() / "county";
    init_county({data, "board.yunling.example", kCounty, server->fresh_database(), {}}, effects);
    std::vector<std::thread> servers;
    std::atomic<int> failures = 0;
    for (int i = 0; i < 3; ++i)
        servers.emplace_back([&, i] {
            try {
                OpenedCounty county(data, effects);
                for (int n = 0; n < 4; ++n) {
                    auto json = notice("第" + std::to_string(i) + "台第" + std::to_string(n));
                    json["formed"] = format_day(shanghai_day(effects.clock()));
                    Publisher(county.tools())
                        .publish(area_code(kVillage),
                                 {make_draft_input("d", json.dump(), scratch.path())});
                }
            } catch (const std::exception& error) {
                MESSAGE(error.what());
                ++failures;
            }
        });
    for (std::thread& one : servers) one.join();
    CHECK(failures == 0);
    OpenedCounty county(data, effects);
    for (const VerifiedFeed& feed : verify_county(county)) {
        CHECK(feed.report.problems.empty());
        if (feed.area == kVillage) CHECK(feed.report.entries == 12);
    }
    exercise({scratch.path(), server->fresh_database()});
}

TEST_CASE("a store of a newer program is refused") {
    ScratchFolder scratch;
    { Repository repository({scratch.path(), "sqlite"}); }
    const std::string change =
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "c.execute('update schema_version set version = 999'); c.commit()";
    REQUIRE(run_command("/usr/bin/python3 -c \"" + change + "\" " +
                        (scratch.path() / "county.db").string()) == 0);
    try {
        Repository repository({scratch.path(), "sqlite"});
        FAIL("a newer schema was opened");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::invalid);
        CHECK(std::string(error.what()).find("version 999") != std::string::npos);
    }
}

TEST_CASE("a damaged database file is told in one sentence") {
    ScratchFolder scratch;
    write_text(scratch.path() / "county.db", std::string(5000, 'x'));
    CHECK_THROWS_AS(Repository({scratch.path(), "sqlite"}), Error);
}

TEST_CASE("a database that can't be reached is told in one sentence") {
    ScratchFolder scratch;
    CHECK_THROWS_AS(
        Repository({scratch.path(), "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"}),
        Error);
    CHECK_THROWS_AS(Repository({scratch.path() / "missing", "sqlite"}), Error);
}
