#include "sync/county/desk/path.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>

#include "tests/sync/county/calls.h"

using namespace villageboard;
using namespace villageboard::county;

namespace {

DossierCase subject_of(Kind kind, const char* area, const char* office, Post author) {
    DossierCase subject{
        .area = area_code(area), .catalogue = "X01", .office = office, .writers = {"author"}};
    subject.kind = kind;
    subject.author_post = author;
    return subject;
}

/// "checked: village_head|town_reviewer; scheduled": the way as words.
std::string way_of(const DossierCase& subject) {
    std::string way;
    for (const ReviewStage& stage : stages_of(subject)) {
        if (!way.empty()) way += "; ";
        way += std::string(to_string(stage.state)) + ":";
        for (const Requirement& requirement : stage.requirements) {
            way += " ";
            for (const Post post : requirement)
                way += std::string(way.ends_with(' ') ? "" : "|") + std::string(to_string(post));
        }
    }
    return way;
}

std::string way_of(Kind kind, const char* area, const char* suffix, Post author,
                   Operation operation = Operation::publish) {
    DossierCase subject =
        subject_of(kind, area, (std::string(area) + "-" + suffix).c_str(), author);
    subject.operation = operation;
    return way_of(subject);
}

}  // namespace

TEST_CASE("the way of every kind of item, from its author to the board") {
    const std::string county = "county_review: county_editor|county_admin";
    CHECK(way_of(Kind::notice, kVillage, "VC", Post::clerk) ==
          "checked: village_head|town_reviewer");
    CHECK(way_of(Kind::project, kVillage, "VC", Post::clerk) ==
          "checked: village_head|town_reviewer");
    CHECK(way_of(Kind::finance, kVillage, "CE", Post::accountant) ==
          "supervision_review: village_head accountant supervision");
    CHECK(way_of(Kind::subsidy_roll, kVillage, "VC", Post::clerk) ==
          "supervision_review: supervision; town_review: town_reviewer");
    CHECK(way_of(Kind::relief_roll, kVillage, "VC", Post::clerk) ==
          "supervision_review: supervision; town_review: town_reviewer");
    CHECK(way_of(Kind::relief_roll, kVillage, "TG", Post::town_reviewer) ==
          "town_review: town_reviewer");
    CHECK(way_of(Kind::subsidy_roll, kVillage, "CB", Post::county_editor) == county);
    CHECK(way_of(Kind::notice, kTown, "TG", Post::town_reviewer) == "town_review: town_reviewer");
    for (const Kind kind : {Kind::notice, Kind::policy, Kind::guide, Kind::legal_basis})
        CHECK(way_of(kind, kCounty, "CB", Post::county_editor) == county);
    for (const Kind kind : {Kind::notice, Kind::finance, Kind::subsidy_roll}) {
        CHECK(way_of(kind, kVillage, "VC", Post::clerk, Operation::withdraw) ==
              "checked: village_head; town_review: town_reviewer");
        CHECK(way_of(kind, kVillage, "VC", Post::village_head, Operation::withdraw) ==
              "town_review: town_reviewer");
        CHECK(way_of(kind, kVillage, "VC", Post::town_reviewer, Operation::withdraw) ==
              "checked: village_head");
        CHECK(way_of(kind, kVillage, "VC", Post::county_admin, Operation::withdraw) == county);
        CHECK(way_of(kind, kVillage, "VC", Post::county_editor, Operation::erase) ==
              "county_review: county_admin");
    }
}

TEST_CASE("a rule narrows a signature or adds one, and takes none away") {
    DossierCase notice = subject_of(Kind::notice, kVillage, "539921102205-VC", Post::clerk);
    notice.extra = {Post::town_reviewer};
    CHECK(way_of(notice) == "checked: town_reviewer");
    notice.extra = {Post::supervision};
    CHECK(way_of(notice) == "checked: village_head|town_reviewer supervision");
    DossierCase roll = subject_of(Kind::subsidy_roll, kVillage, "539921102205-VC", Post::clerk);
    roll.extra = {Post::county_editor};
    CHECK(way_of(roll) ==
          "supervision_review: supervision; town_review: town_reviewer county_editor");
    roll.extra = {Post::supervision, Post::town_reviewer};
    CHECK(way_of(roll) == "supervision_review: supervision; town_review: town_reviewer");
}

TEST_CASE("what only the county writes is on the county's desk, but never the village's money") {
    DossierCase notice = subject_of(Kind::notice, kVillage, "539921102205-VC", Post::clerk);
    notice.county_only = true;
    CHECK(authors_of(notice) == std::vector{Post::county_editor, Post::county_admin});
    CHECK(!post_to_write(notice, somebody("li", Post::clerk, kVillage)));
    DossierCase money = subject_of(Kind::finance, kVillage, "539921102205-CE", Post::clerk);
    money.county_only = true;
    CHECK(level_of(money) == DeskLevel::village);
    CHECK(!post_to_write(money, somebody("chen", Post::county_admin, kCounty)));
    CHECK(!post_to_write(money, somebody("wang", Post::town_reviewer, kTown)));
}

TEST_CASE("nobody approves what they wrote, however many posts they hold") {
    DossierCase subject = subject_of(Kind::notice, kVillage, "539921102205-VC", Post::clerk);
    subject.state = DossierState::checked;
    Actor all = command_line_actor(area_code(kCounty));
    all.id = "author";
    for (const Post post : kPosts) CHECK(obstacle_to_sign(subject, all, post) != Obstacle::none);
    Obstacle why = Obstacle::none;
    CHECK(!post_to_sign(subject, all, why));
    CHECK(why == Obstacle::own_item);
    all.id = "another";
    CHECK(post_to_sign(subject, all, why) == Post::village_head);
}

TEST_CASE("three signatures of the village's money are three people's") {
    DossierCase subject = subject_of(Kind::finance, kVillage, "539921102205-CE", Post::clerk);
    subject.state = DossierState::supervision_review;
    Actor two = somebody("yang", Post::village_head, kVillage);
    two.appointments.push_back({Post::accountant, area_code(kVillage), {}, {}});
    CHECK(obstacle_to_sign(subject, two, Post::village_head) == Obstacle::none);
    subject.signatures = {{Post::village_head, "yang"}};
    CHECK(obstacle_to_sign(subject, two, Post::accountant) == Obstacle::signed_already);
    CHECK(obstacle_to_sign(subject, two, Post::village_head) == Obstacle::not_now);
    subject.signatures.push_back({Post::supervision, "he"});
    CHECK(standing_of(subject).missing == std::vector<Requirement>{{Post::accountant}});
    subject.signatures.push_back({Post::accountant, "mu"});
    CHECK(standing_of(subject).state == DossierState::scheduled);
}

TEST_CASE("supervision is no kin of an office holder and no member of the committee") {
    DossierCase subject = subject_of(Kind::subsidy_roll, kVillage, "539921102205-VC", Post::clerk);
    subject.state = DossierState::supervision_review;
    Actor he = somebody("he", Post::supervision, kVillage);
    CHECK(obstacle_to_sign(subject, he, Post::supervision) == Obstacle::none);
    he.kin_of = "yang";
    CHECK(obstacle_to_sign(subject, he, Post::supervision) == Obstacle::kin);
    he.kin_of.clear();
    he.appointments.push_back({Post::village_head, area_code(kVillage), {}, {}});
    CHECK(obstacle_to_sign(subject, he, Post::supervision) == Obstacle::member);
    Actor neighbour = somebody("he", Post::supervision, "539921102206");
    CHECK(obstacle_to_sign(subject, neighbour, Post::supervision) == Obstacle::no_post);
}

TEST_CASE("the county sends a village's figures back and never signs or writes them") {
    DossierCase subject = subject_of(Kind::finance, kVillage, "539921102205-CE", Post::clerk);
    subject.state = DossierState::supervision_review;
    const Actor chen = somebody("chen", Post::county_admin, kCounty);
    CHECK(post_to_return(subject, chen) == Post::county_admin);
    CHECK(!post_to_write(subject, chen));
    Obstacle why = Obstacle::none;
    CHECK(!post_to_sign(subject, chen, why));
}

TEST_CASE("an editor of the county stays within its catalogue codes") {
    DossierCase subject = subject_of(Kind::policy, kCounty, "539921-CB", Post::county_editor);
    subject.state = DossierState::county_review;
    subject.catalogue = "S01";
    CHECK(post_to_write(subject, somebody("a", Post::county_editor, kCounty, {"S"})));
    CHECK(!post_to_write(subject, somebody("a", Post::county_editor, kCounty, {"H02", "N"})));
    CHECK(obstacle_to_sign(subject, somebody("b", Post::county_editor, kCounty, {"H"}),
                           Post::county_editor) == Obstacle::no_post);
}

TEST_CASE("every state has a name of its own and the desk knows which are open and out") {
    int open = 0;
    int out = 0;
    for (int i = 0; i <= static_cast<int>(DossierState::erased); ++i) {
        const auto state = static_cast<DossierState>(i);
        CHECK(parse_state(to_string(state)) == state);
        open += is_open(state) ? 1 : 0;
        out += is_out(state) ? 1 : 0;
        CHECK(!(is_open(state) && is_out(state)));
    }
    CHECK(open == 6);
    CHECK(out == 4);
    CHECK(!parse_state("published"));
}

TEST_CASE("steps to take name the posts, and nothing is left to do with what is gone") {
    DossierCase subject = subject_of(Kind::subsidy_roll, kVillage, "539921102205-VC", Post::clerk);
    subject.state = DossierState::town_review;
    subject.signatures = {{Post::supervision, "he"}};
    const auto steps = steps_of(subject);
    REQUIRE(!steps.empty());
    CHECK(steps.front().act == "sign");
    CHECK(steps.front().posts == std::vector{Post::town_reviewer});
    for (const DossierState state : {DossierState::corrected, DossierState::withdrawn,
                                     DossierState::archived, DossierState::erased}) {
        subject.state = state;
        CHECK(steps_of(subject).empty());
    }
}
