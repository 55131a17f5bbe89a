#include "content/demo/village.h"

#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <utility>

#include "content/demo/random.h"
#include "content/model/error.h"

namespace villageboard::demo {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kVillageSeed = 539921102205;

class NameMaker {
  public:
    explicit NameMaker(const Json& people)
        : surnames_(people.at("surnames").get<std::vector<std::string>>()),
          weights_(people.at("surname_weights").get<std::vector<int>>()),
          given_(people.at("given").get<std::vector<std::string>>()),
          total_(std::accumulate(weights_.begin(), weights_.end(), 0)) {
        if (surnames_.size() != weights_.size())
            throw Error(ErrorKind::invalid, "Each surname needs one weight.", "/surname_weights");
        for (const Json& placed : people.at("placed"))
            used_.emplace(std::to_string(placed.at("group").get<int>()), placed.at("name"));
        for (const Json& name : people.at("officers").at("group_heads"))
            officers_.insert(name.get<std::string>());
    }

    /// A name that nobody of `group` bears yet.
    std::string next(const std::string& group, Random& random) {
        while (true) {
            std::string name = surname(random) + given_.at(static_cast<std::size_t>(random.between(
                                                     0, static_cast<int>(given_.size()) - 1)));
            if (!officers_.contains(name) && used_.emplace(group, name).second) return name;
        }
    }

  private:
    const std::string& surname(Random& random) const {
        std::int64_t left = random.between(0, total_ - 1);
        std::size_t index = 0;
        while (left >= weights_.at(index)) left -= weights_.at(index++);
        return surnames_.at(index);
    }

    std::vector<std::string> surnames_;
    std::vector<int> weights_;
    std::vector<std::string> given_;
    int total_;
    std::set<std::pair<std::string, std::string>> used_;
    std::set<std::string> officers_;
};

bool chance(Random& random, int percent) { return random.between(1, 100) <= percent; }

int even(Random& random, int low, int high) {
    return static_cast<int>(random.between(low / 2, high / 2)) * 2;
}

Household make_household(Random& random) {
    Household home;
    home.persons = static_cast<int>(random.between(1, 4) + random.between(0, 3));
    home.field_hundredths = even(random, 90 + home.persons * 40, 260 + home.persons * 130);
    if (chance(random, 38)) home.converted_hundredths = even(random, 120, 960);
    if (chance(random, 64)) home.forest_hundredths = even(random, 400, 4800);
    if (chance(random, 42)) home.walnut_hundredths = even(random, 80, 620);
    home.resettled = chance(random, 31);
    home.has_ranger = chance(random, 29);
    return home;
}

std::map<std::string, std::vector<std::string>> placed_names(const Json& people) {
    std::map<std::string, std::vector<std::string>> placed;
    for (const Json& row : people.at("placed"))
        placed[std::to_string(row.at("group").get<int>())].push_back(row.at("name"));
    return placed;
}

void name_group(std::vector<Household*> homes, const std::vector<std::string>& placed,
                NameMaker& names, Random& random) {
    for (Household* home : homes) home->head = names.next(home->group, random);
    const std::size_t step = placed.empty() ? 1 : homes.size() / placed.size();
    for (std::size_t i = 0; i < placed.size(); ++i) homes.at(i * step + step / 2)->head = placed[i];
}

void mark_namesakes(std::vector<Household>& households) {
    std::map<std::pair<std::string, std::string>, std::vector<Household*>> bearers;
    for (Household& home : households) bearers[{home.group, home.head}].push_back(&home);
    for (auto& [who, homes] : bearers) {
        if (homes.size() < 2) continue;
        int mark = 0;
        for (Household* home : homes) home->same_name = ++mark;
    }
}

Officers read_officers(const Json& row) {
    return {row.at("head"),
            row.at("deputy"),
            row.at("supervision"),
            row.at("accountant"),
            row.at("clerk"),
            row.at("members").get<std::vector<std::string>>(),
            row.at("group_heads").get<std::vector<std::string>>()};
}

Village build(const Json& people) {
    Village village;
    village.officers = read_officers(people.at("officers"));
    Random random{kVillageSeed};
    for (const Json& row : people.at("groups")) {
        village.groups.push_back({row.at("group"), row.at("name"), row.at("households")});
        for (int i = 0; i < village.groups.back().households; ++i) {
            village.households.push_back(make_household(random));
            village.households.back().group = village.groups.back().group;
            village.households.back().number = static_cast<int>(village.households.size());
        }
    }
    NameMaker names{people};
    auto placed = placed_names(people);
    for (const Group& group : village.groups) {
        std::vector<Household*> homes;
        for (Household& home : village.households)
            if (home.group == group.group) homes.push_back(&home);
        name_group(homes, placed[group.group], names, random);
    }
    mark_namesakes(village.households);
    return village;
}

}  // namespace

Village make_village(std::string_view people_json) {
    try {
        return build(Json::parse(people_json));
    } catch (const Json::exception& error) {
        throw Error(ErrorKind::invalid,
                    std::string("The table of people cannot be read: ") + error.what(),
                    "tables/people.json");
    }
}

}  // namespace villageboard::demo
