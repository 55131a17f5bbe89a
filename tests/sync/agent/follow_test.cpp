#include <doctest/doctest.h>

#include "sync/agent/follow.h"

using namespace villageboard;
using namespace villageboard::agent;

namespace {

AreaCode area(const char* digits) { return *AreaCode::parse(digits); }

std::vector<std::string> codes(const std::vector<Followed>& list) {
    std::vector<std::string> found;
    for (const Followed& one : list) found.push_back(one.area.digits());
    return found;
}

const Day kToday = *parse_day("2026-11-23");

}  // namespace

TEST_CASE("a body that can't be read names no successors") {
    CHECK(read_successions("").empty());
    CHECK(read_successions("[]").empty());
    CHECK(read_successions(R"({"rows":3})").empty());
    CHECK(read_successions(R"({"rows":[7,{"code":"x","successor":"539921102206"},
        {"code":"539921102206","successor":"539921102206"}]})")
              .empty());
}

TEST_CASE("the own path comes first, then grants, each once") {
    const auto list =
        follow(area("539921102205"), {area("539921102"), area("539921102206")}, {}, kToday);
    CHECK(codes(list) ==
          std::vector<std::string>{"539921", "539921102", "539921102205", "539921102206"});
    CHECK(!list[1].granted);
    CHECK(list[3].granted);
}

TEST_CASE("a succession counts from the day after its last valid one, with the successor's path") {
    const auto rows = read_successions(
        R"({"rows":[{"code":"539921102205","valid_to":"2026-11-22","successor":"539921103207"},
                    {"code":"539921103207","valid_to":"2026-11-23","successor":"539921103208"}]})");
    REQUIRE(rows.size() == 2);
    const auto list = follow(area("539921102205"), {}, rows, kToday);
    CHECK(codes(list) == std::vector<std::string>{"539921", "539921102", "539921102205",
                                                  "539921103", "539921103207"});
    CHECK(list[2].successor == "539921103207");
    CHECK(list[4].successor.empty());
}

TEST_CASE("successors that lead back to each other end") {
    const std::vector<Succession> circle{{area("539921102205"), area("539921102206"), {}},
                                         {area("539921102206"), area("539921102205"), {}}};
    CHECK(follow(area("539921102205"), {}, circle, kToday).size() == 4);
}
