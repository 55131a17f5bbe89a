#include "sync/county/metrics.h"

#include <doctest/doctest.h>

#include <regex>
#include <sstream>
#include <thread>

#include "sync/county/api/readiness.h"
#include "tests/sync/county/postgres.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bool good(const std::vector<ReadinessCheck>& checks, const std::string& name) {
    for (const ReadinessCheck& check : checks)
        if (check.name == name) return check.good;
    FAIL("no check of " << name);
    return false;
}

}  // namespace

TEST_CASE("counters stand as Prometheus reads them, histograms add up") {
    Metrics metrics;
    metrics.answered("GET /v1/items/{id}", 200, std::chrono::milliseconds(3));
    metrics.answered("GET /v1/items/{id}", 200, std::chrono::seconds(2));
    metrics.answered("GET /v1/items/{id}", 404, std::chrono::hours(1));
    metrics.answered("odd\"\\\nname", 200, std::chrono::seconds(0));
    metrics.published(std::chrono::milliseconds(40), 3);
    metrics.chore_done("freshness", 1'700'000'000);
    metrics.chore_failed("pages");
    const std::string text = metrics.print(
        {.version = "1.2", .waiting_terminals = 7, .pool_queue = 2, .feeds = {{"539921", 12, 60}}});
    for (const char* line :
         {"villageboard_requests_total{route=\"GET /v1/items/{id}\",status=\"200\"} 2\n",
          "villageboard_requests_total{route=\"GET /v1/items/{id}\",status=\"404\"} 1\n",
          "villageboard_request_seconds_bucket{route=\"GET /v1/items/{id}\",le=\"0.005\"} 1\n",
          "villageboard_request_seconds_bucket{route=\"GET /v1/items/{id}\",le=\"60\"} 2\n",
          "villageboard_request_seconds_bucket{route=\"GET /v1/items/{id}\",le=\"+Inf\"} 3\n",
          "villageboard_request_seconds_count{route=\"GET /v1/items/{id}\"} 3\n",
          "{route=\"odd\\\"\\\\\\nname\",status=\"200\"} 1\n", "villageboard_waiting_terminals 7\n",
          "villageboard_pool_queue 2\n", "villageboard_feed_entries{area=\"539921\"} 12\n",
          "villageboard_note_age_seconds{area=\"539921\"} 60\n",
          "villageboard_publish_seconds_count 1\n", "villageboard_published_items_total 3\n",
          "villageboard_chore_last_success_timestamp_seconds{chore=\"freshness\"} 1700000000\n",
          "villageboard_chore_failures_total{chore=\"pages\"} 1\n",
          "villageboard_build_info{version=\"1.2\"} 1\n"})
        CHECK_MESSAGE(has(text, line), line);
    const std::regex sample(
        R"([a-z_]+(\{[a-z]+="([^"\\]|\\.)*"(,[a-z]+="([^"\\]|\\.)*")*\})? \S+)");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("# ")) CHECK_MESSAGE(std::regex_match(line, sample), line);
}

TEST_CASE("several threads count without losing any") {
    Metrics metrics;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&metrics] {
            for (int n = 0; n < 1000; ++n)
                metrics.answered("checkpoint", 304, std::chrono::microseconds(20));
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(has(metrics.print({}), "{route=\"checkpoint\",status=\"304\"} 4000\n"));
}

TEST_CASE("a server is ready with its database, a writable folder, room and young notes alone") {
    on_both_databases([](CountyFixture& fixture) {
        fixture.publish(
            {{"kind", "notice"},
             {"catalogue", "N02"},
             {"area", kVillage},
             {"formed", "2026-11-19"},
             {"office", "539921102205-VC"},
             {"reviewers", {"clerk", "village_head"}},
             {"body",
              {{"title", "停水"}, {"summary", "停水。"}, {"office_name", "核桃箐村民委员会"}}}});
        const auto checks = readiness(fixture.tools(), fixture.data(), 1);
        CHECK(readiness_answer(checks).status == 200);
        CHECK(!good(readiness(fixture.tools(), fixture.data(), ~std::uint64_t{0}), "disk"));
        CHECK(!good(readiness(fixture.tools(), fixture.scratch() / "gone", 1), "feed_folder"));
        fixture.pass(std::chrono::hours(3));
        const auto old = readiness(fixture.tools(), fixture.data(), 1);
        CHECK(!good(old, "freshness"));
        CHECK(good(old, "database"));
        CHECK(readiness_answer(old).status == 503);
        CHECK(has(readiness_answer(old).body, "\"freshness\":false"));
    });
}
