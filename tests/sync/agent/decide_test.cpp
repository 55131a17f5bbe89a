#include <doctest/doctest.h>

#include "sync/agent/decide.h"

using namespace villageboard;
using namespace villageboard::agent;
using feed::Verdict;

namespace {

const Instant kNow = *parse_instant("2026-11-23T06:00:00Z");

feed::Frontier tree(std::uint64_t size, const std::string& word = "entry ") {
    feed::Frontier frontier;
    for (std::uint64_t i = 0; i < size; ++i)
        frontier.append(feed::leaf_hash(word + std::to_string(i)));
    return frontier;
}

feed::OpenedCheckpoint offered(const feed::Frontier& frontier, Instant fresh = kNow) {
    feed::OpenedCheckpoint opened;
    opened.verdict = Verdict::verified;
    opened.checkpoint = {"origin", frontier.size(), frontier.root(), {}};
    opened.fresh = fresh;
    return opened;
}

feed::Floor floor_at(const feed::Frontier& frontier, Instant fresh = kNow) {
    return {frontier.size(), frontier.root(), fresh, "note"};
}

}  // namespace

TEST_CASE("a checkpoint that did not verify is refused with its own reason") {
    feed::OpenedCheckpoint bad;
    bad.verdict = Verdict::foreign_origin;
    const Decision decision = decide(bad, std::nullopt, {}, kNow);
    CHECK(decision.step == Step::refuse);
    CHECK(decision.verdict == Verdict::foreign_origin);
}

TEST_CASE("below the floor the freshness time tells a lagging mirror from a rollback") {
    const auto floor = floor_at(tree(5), kNow);
    const auto old = offered(tree(3), kNow - std::chrono::hours{1});
    CHECK(decide(old, floor, tree(5), kNow).step == Step::next_source);
    const auto later = offered(tree(3), kNow + std::chrono::seconds{1});
    CHECK(decide(later, floor, tree(5), kNow).step == Step::refuse);
    CHECK(decide(later, floor, tree(5), kNow).verdict == Verdict::rollback);
}

TEST_CASE("equal size and another root is a fork") {
    const auto decision =
        decide(offered(tree(5, "other ")), floor_at(tree(5)), tree(5), std::nullopt);
    CHECK(decision.step == Step::refuse);
    CHECK(decision.verdict == Verdict::fork);
}

TEST_CASE("the cache's own frontier alone decides what is fetched") {
    // the floor is already there, but the cache is behind: it was rebuilt, or the agent was killed
    CHECK(decide(offered(tree(5)), floor_at(tree(5)), tree(3), kNow).step == Step::fetch);
    CHECK(decide(offered(tree(5)), floor_at(tree(5)), {}, kNow).step == Step::fetch);
    CHECK(decide(offered(tree(5)), floor_at(tree(5)), tree(5), kNow).step == Step::nothing_new);
    CHECK(decide(offered(tree(6)), floor_at(tree(5)), tree(5), kNow).step == Step::fetch);
    CHECK(decide(offered({}), std::nullopt, {}, kNow).step == Step::nothing_new);
}

TEST_CASE("a cache that contradicts the floor is damaged, not the county") {
    CHECK(decide(offered(tree(5)), floor_at(tree(5)), tree(5, "other "), kNow).step ==
          Step::rebuild_cache);
    CHECK(decide(offered(tree(5)), floor_at(tree(5)), tree(9), kNow).step == Step::rebuild_cache);
}

TEST_CASE("a time too far ahead is refused only by a clock that is known") {
    const auto ahead = offered(tree(5), kNow + std::chrono::hours{25});
    CHECK(decide(ahead, std::nullopt, {}, kNow).verdict == Verdict::time_in_future);
    CHECK(decide(ahead, std::nullopt, {}, std::nullopt).step == Step::fetch);
    const auto within = offered(tree(5), kNow + std::chrono::hours{24});
    CHECK(decide(within, std::nullopt, {}, kNow).step == Step::fetch);
}
