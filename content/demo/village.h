/// The invented people of the demo village: its groups, households and office holders. Made from a
/// fixed seed, so the same households stand in every roll, whatever day the demo is made.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::demo {

struct Household {
    int number = 0;     ///< from 1, in group order
    std::string group;  ///< "1" to "6"
    std::string head;   ///< who stands in the rolls
    int same_name = 0;  ///< 1, 2... among namesakes of one group; 0 where the name is alone
    int persons = 1;
    int field_hundredths = 0;      ///< contracted fields, hundredths of a mu, always even
    int converted_hundredths = 0;  ///< fields turned to forest; 0 for none
    int forest_hundredths = 0;     ///< public-benefit forest; 0 for none
    int walnut_hundredths = 0;     ///< insured walnut trees hit by hail; 0 for none
    bool resettled = false;        ///< lives in the resettlement site
    bool has_ranger = false;
};

struct Group {
    std::string group;
    std::string name;
    int households = 0;
};

/// Office holders, the only people of the demo who are named on a public page.
struct Officers {
    std::string head;
    std::string deputy;
    std::string supervision;
    std::string accountant;
    std::string clerk;
    std::vector<std::string> members;      ///< of the supervision committee
    std::vector<std::string> group_heads;  ///< in group order
};

struct Village {
    std::vector<Group> groups;
    std::vector<Household> households;
    Officers officers;
};

/// `people_json` is content/demo/tables/people.json. Error `invalid` when it is not as expected.
Village make_village(std::string_view people_json);

}  // namespace villageboard::demo
