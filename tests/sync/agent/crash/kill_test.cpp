// The real program, killed at random instants: whatever the instant, the cache is whole, holds
// exactly the entries of one checkpoint, and the floor never goes down.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <random>
#include <thread>

#include "content/cache/reader.h"
#include "tests/sync/agent/simulated_county.h"

using namespace villageboard;
using namespace villageboard::agent;

namespace {

using Arguments = std::vector<std::string>;

::pid_t start(const Arguments& arguments) {
    std::vector<char*> pointers;
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    const ::pid_t child = ::fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, 2);
        ::execv(VILLAGEBOARD_SYNC, pointers.data());
        ::_exit(127);
    }
    return child;
}

int finish(::pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int run(const Arguments& arguments) { return finish(start(arguments)); }

struct Shown {
    std::uint64_t size = 0;  ///< of the village's feed
    std::size_t items = 0;
    std::uint64_t floor = 0;
};

Shown look(const std::filesystem::path& data) {
    Shown shown;
    cache::CacheReader cache(data);
    cache.refresh();
    const cache::CacheReader::Batch batch(cache);
    shown.items = cache.count({});
    for (const cache::FeedRow& feed : cache.feeds())
        if (feed.area == kVillage.digits()) shown.size = feed.size;
    for (const cache::ItemRow& item : cache.list({.limit = 100'000}))
        REQUIRE(cache.body(item.id, item.revision));
    TrustStore trust(data);
    if (const auto floor = trust.floor(kVillage)) shown.floor = floor->size;
    return shown;
}

}  // namespace

TEST_CASE("the program killed 120 times at random instants loses and half-shows nothing") {
    SimulatedCounty county;
    TemporaryFolder folder;
    TemporaryFolder stick;
    const std::filesystem::path data = folder.path() / "data";
    const Arguments enrol{
        "villageboard-sync",   "enrol",  "--data",          data.string(), "--county",
        stick.path().string(), "--area", kVillage.digits(), "--code",      county.code.to_string()};
    REQUIRE(run(enrol) == 1);
    const auto devices = stick.path() / "devices";
    std::ofstream(devices / (county.code.id + ".reply"))
        << county.answer(read_file(devices / (county.code.id + ".request")));
    REQUIRE(run(enrol) == 0);

    county.now = wall_clock() - std::chrono::hours{6};
    for (int i = 0; i < 40; ++i) county.add_notice(kVillage, "通知" + std::to_string(i));
    county.publish_all();
    const Arguments once{"villageboard-sync", "once",   "--data",
                         data.string(),       "--from", county.folder().string()};
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(run(once) == 0);
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);

    std::mt19937 random(20261123);
    std::uint64_t highest_floor = 0;
    int unfinished = 0;
    for (int kill = 0; kill < 120; ++kill) {
        CAPTURE(kill);
        for (int i = 0; i < 5; ++i)
            county.add_notice(kVillage, "第" + std::to_string(kill) + "轮" + std::to_string(i));
        county.publish(kVillage);
        const ::pid_t child = start(once);
        std::this_thread::sleep_for(
            std::chrono::microseconds{random() % static_cast<unsigned>(whole.count() * 5 / 4)});
        ::kill(child, SIGKILL);
        unfinished += finish(child) != 0;
        const Shown shown = look(data);
        CHECK(shown.items == shown.size);
        CHECK(shown.size % 5 == 0);
        CHECK(shown.floor >= shown.size);
        CHECK(shown.floor >= highest_floor);
        highest_floor = shown.floor;
    }
    CHECK(unfinished > 20);
    CHECK(run(once) == 0);
    const Shown shown = look(data);
    CHECK(shown.items == 640);
    CHECK(shown.floor == 640);
    CHECK(run({"villageboard-sync", "status", "--data", data.string()}) == 0);
}

TEST_CASE("a wrong command line is one sentence and exit code 2") {
    TemporaryFolder folder;
    CHECK(run({"villageboard-sync"}) == 2);
    CHECK(run({"villageboard-sync", "once"}) == 2);
    CHECK(run({"villageboard-sync", "once", "--data", "/no/such/folder"}) == 2);
    CHECK(run({"villageboard-sync", "once", "--data", folder.path().string()}) == 2);
    CHECK(run({"villageboard-sync", "status", "--data", folder.path().string()}) == 2);
    CHECK(run({"villageboard-sync", "enrol", "--data", folder.path().string(), "--county",
               "http://192.0.2.1", "--area", "539921102205", "--code",
               "ABCD-EFGH-JKLM-NPQR-STUV"}) == 2);
    CHECK(run({"villageboard-sync", "--help"}) == 0);
}
