#include "content/demo/village.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "content/demo/demo.h"
#include "content/model/error.h"

using namespace villageboard;
using namespace villageboard::demo;

namespace {

Village village() {
    return make_village(read_sources(VILLAGEBOARD_SOURCE_DIR "/content/demo").tables.at("people"));
}

}  // namespace

TEST_CASE("a table of people that is no JSON or lacks a part is refused") {
    CHECK_THROWS_AS(make_village("{"), Error);
    CHECK_THROWS_AS(make_village("{}"), Error);
    CHECK_THROWS_AS(make_village(R"({"surnames":["余"],"surname_weights":[]})"), Error);
}

TEST_CASE("six groups hold 312 households, each with people and fields") {
    const Village place = village();
    CHECK(place.groups.size() == 6);
    CHECK(place.households.size() == 312);
    for (const Household& home : place.households) {
        CHECK_FALSE(home.head.empty());
        CHECK(home.persons >= 1);
        CHECK(home.field_hundredths > 0);
        CHECK(home.field_hundredths % 2 == 0);
    }
}

TEST_CASE("namesakes of one group are told apart and nobody else bears a mark") {
    std::map<std::pair<std::string, std::string>, std::vector<int>> marks;
    for (const Household& home : village().households)
        marks[{home.group, home.head}].push_back(home.same_name);
    int shared = 0;
    for (const auto& [who, found] : marks) {
        if (found.size() == 1) {
            CHECK(found.front() == 0);
            continue;
        }
        ++shared;
        for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == static_cast<int>(i) + 1);
    }
    CHECK(shared == 4);
}

TEST_CASE("a name with a character beyond the basic plane is among the villagers") {
    const Village place = village();
    const auto bears = [&](const char* name) {
        return std::any_of(place.households.begin(), place.households.end(),
                           [&](const Household& home) { return home.head == name; });
    };
    CHECK(bears("余𠮷才"));
    CHECK(bears("和𬀩"));
}

TEST_CASE("office holders are no villagers of the rolls") {
    const Village place = village();
    std::set<std::string> heads;
    for (const Household& home : place.households) heads.insert(home.head);
    for (const std::string& name : place.officers.group_heads) CHECK_FALSE(heads.contains(name));
    CHECK_FALSE(heads.contains(place.officers.head));
    CHECK_FALSE(heads.contains(place.officers.accountant));
}

TEST_CASE("the village is the same each time") {
    const Village once = village();
    const Village again = village();
    for (std::size_t i = 0; i < once.households.size(); ++i)
        CHECK(once.households[i].head == again.households[i].head);
}
