#include "sync/county/api/wait_room.h"

#include <doctest/doctest.h>

#include <map>

#include "sync/county/api/rate_limit.h"

using namespace villageboard::county;
using namespace std::chrono_literals;

namespace {

struct Room {
    std::map<std::string, std::uint64_t> sizes{{"539921", 5}};
    std::chrono::steady_clock::time_point now{};
    WaitRoom room{[this](const std::string& area) { return sizes[area]; }, [this] { return now; }};
    std::vector<int> answers;
    Respond note() {
        return [this](HttpResponse response) { answers.push_back(response.status); };
    }
};

}  // namespace

TEST_CASE("what a terminal says it holds is read to the letter") {
    const auto held = parse_held("have=539921:5,539921102205:0");
    REQUIRE(held);
    CHECK(held->at(0).area == "539921");
    CHECK(held->at(0).size == 5);
    CHECK(held->at(1).area == "539921102205");
    for (const char* query : {"", "have=", "have=539921", "have=539921:", "have=539921:-1",
                              "have=539921:1,", "have=12:1", "size=539921:1", "have=539921:1 "})
        CHECK_MESSAGE(!parse_held(query), query);
    std::string many = "have=539921:1";
    for (int i = 0; i < 64; ++i) many += ",539921:1";
    CHECK(!parse_held(many));
}

TEST_CASE("a terminal that is behind is told at once") {
    Room room;
    room.room.enter({{"539921", 4}}, room.note());
    CHECK(room.answers == std::vector<int>{200});
}

TEST_CASE("a terminal that waits is told when a feed grows, or after 55 seconds") {
    Room room;
    room.room.enter({{"539921", 5}, {"539921102", 0}}, room.note());
    room.room.enter({{"539921", 9}}, room.note());
    room.room.look();
    CHECK(room.answers.empty());
    room.sizes["539921102"] = 1;
    room.room.look();
    CHECK(room.answers == std::vector<int>{200});
    room.now += 54s;
    room.room.look();
    CHECK(room.answers.size() == 1);
    room.now += 1s;
    room.room.look();
    CHECK(room.answers == std::vector<int>{200, 204});
}

TEST_CASE("everyone who waits is answered when the server goes down") {
    Room room;
    room.room.enter({{"539921", 5}}, room.note());
    room.room.dismiss();
    room.room.look();
    CHECK(room.answers == std::vector<int>{204});
}

TEST_CASE("a full waiting room says so instead of growing") {
    Room room;
    for (std::size_t i = 0; i < WaitRoom::kSeats; ++i)
        room.room.enter({{"539921", 5}}, room.note());
    CHECK(room.answers.empty());
    room.room.enter({{"539921", 5}}, room.note());
    CHECK(room.answers == std::vector<int>{503});
}

TEST_CASE("an address that tries too often is stopped, another is not") {
    std::chrono::steady_clock::time_point now{};
    RateLimit limit(3, 6s, [&now] { return now; });
    for (int i = 0; i < 3; ++i) CHECK(limit.admit("10.0.0.1"));
    CHECK(!limit.admit("10.0.0.1"));
    CHECK(limit.admit("10.0.0.2"));
    now += 6s;
    CHECK(limit.admit("10.0.0.1"));
    CHECK(!limit.admit("10.0.0.1"));
    now += 1h;
    for (int i = 0; i < 3; ++i) CHECK(limit.admit("10.0.0.1"));
    CHECK(!limit.admit("10.0.0.1"));
}
