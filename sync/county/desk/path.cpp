#include "sync/county/desk/path.h"

#include <algorithm>
#include <array>
#include <utility>

namespace villageboard::county {
namespace {

constexpr std::array<std::pair<DossierState, std::string_view>, 15> kStates = {{
    {DossierState::draft, "draft"},
    {DossierState::checked, "checked"},
    {DossierState::supervision_review, "supervision_review"},
    {DossierState::town_review, "town_review"},
    {DossierState::county_review, "county_review"},
    {DossierState::scheduled, "scheduled"},
    {DossierState::live, "live"},
    {DossierState::notice, "notice"},
    {DossierState::objection_hold, "objection_hold"},
    {DossierState::confirmed, "confirmed"},
    {DossierState::corrected, "corrected"},
    {DossierState::superseded, "superseded"},
    {DossierState::withdrawn, "withdrawn"},
    {DossierState::archived, "archived"},
    {DossierState::erased, "erased"},
}};

constexpr std::array kReaders = {Post::clerk,        Post::village_head,     Post::accountant,
                                 Post::supervision,  Post::town_reviewer,    Post::county_editor,
                                 Post::county_admin, Post::language_reviewer};

/// Who may send back, the nearest to the village first.
constexpr std::array kReturners = {Post::village_head,  Post::accountant,    Post::supervision,
                                   Post::town_reviewer, Post::county_editor, Post::county_admin};

bool contains(const std::vector<Post>& posts, Post post) {
    return std::ranges::find(posts, post) != posts.end();
}

bool is_county_post(Post post) { return post == Post::county_editor || post == Post::county_admin; }

bool is_roll(Kind kind) { return kind == Kind::subsidy_roll || kind == Kind::relief_roll; }

bool takes_out(Operation operation) {
    return operation == Operation::withdraw || operation == Operation::retire;
}

const Requirement kCounty = {Post::county_editor, Post::county_admin};

/// Taking out what is live: the village's head and the town, or two of the county.
std::vector<ReviewStage> stages_to_take_out(const DossierCase& subject) {
    if (is_county_post(subject.author_post) || level_of(subject) == DeskLevel::county)
        return {{DossierState::county_review, {kCounty}}};
    if (level_of(subject) == DeskLevel::town)
        return {{DossierState::town_review, {{Post::town_reviewer}}}};
    std::vector<ReviewStage> stages;
    if (subject.author_post != Post::village_head)
        stages.push_back({DossierState::checked, {{Post::village_head}}});
    if (subject.author_post != Post::town_reviewer)
        stages.push_back({DossierState::town_review, {{Post::town_reviewer}}});
    return stages;
}

std::vector<ReviewStage> village_stages(const DossierCase& subject) {
    if (subject.kind == Kind::finance)
        return {{DossierState::supervision_review,
                 {{Post::village_head}, {Post::accountant}, {Post::supervision}}}};
    if (is_roll(subject.kind))
        return {{DossierState::supervision_review, {{Post::supervision}}},
                {DossierState::town_review, {{Post::town_reviewer}}}};
    return {{DossierState::checked, {{Post::village_head, Post::town_reviewer}}}};
}

std::vector<ReviewStage> usual_stages(const DossierCase& subject) {
    if (subject.operation == Operation::erase)
        return {{DossierState::county_review, {{Post::county_admin}}}};
    if (takes_out(subject.operation)) return stages_to_take_out(subject);
    switch (level_of(subject)) {
        case DeskLevel::county:
            return {{DossierState::county_review, {kCounty}}};
        case DeskLevel::town:
            return {{DossierState::town_review, {{Post::town_reviewer}}}};
        case DeskLevel::village:
            return village_stages(subject);
    }
    return {};
}

/// A rule's post narrows a requirement that already names it, else it is one more.
void require_too(std::vector<ReviewStage>& stages, Post post) {
    for (ReviewStage& stage : stages)
        for (Requirement& requirement : stage.requirements)
            if (contains(requirement, post)) {
                requirement = {post};
                return;
            }
    stages.back().requirements.push_back({post});
}

std::vector<Post> posts_of(const std::vector<Requirement>& requirements) {
    std::vector<Post> all;
    for (const Requirement& requirement : requirements)
        for (const Post post : requirement)
            if (!contains(all, post)) all.push_back(post);
    return all;
}

/// Supervision is of the village committee, so none of its members and no kin of theirs.
Obstacle supervision_obstacle(const DossierCase& subject, const Actor& actor) {
    if (!actor.kin_of.empty()) return Obstacle::kin;
    const bool member =
        actor.holds(Post::village_head, subject.area) || actor.holds(Post::clerk, subject.area);
    return member ? Obstacle::member : Obstacle::none;
}

}  // namespace

std::string_view to_string(DossierState state) {
    return std::ranges::find(kStates, state, &std::pair<DossierState, std::string_view>::first)
        ->second;
}

std::optional<DossierState> parse_state(std::string_view text) {
    const auto* found =
        std::ranges::find(kStates, text, &std::pair<DossierState, std::string_view>::second);
    if (found == kStates.end()) return std::nullopt;
    return found->first;
}

bool is_open(DossierState state) { return state <= DossierState::scheduled; }

bool is_in_review(DossierState state) {
    return state >= DossierState::checked && state < DossierState::scheduled;
}

bool is_out(DossierState state) {
    return state >= DossierState::live && state <= DossierState::confirmed;
}

DeskLevel level_of(const DossierCase& subject) {
    const bool village_money =
        subject.kind == Kind::finance && subject.area.level() == AreaLevel::village;
    const bool by_county = subject.office.ends_with("-CB") || subject.catalogue.empty() ||
                           (subject.county_only && !village_money);
    if (subject.area.level() == AreaLevel::county || by_county) return DeskLevel::county;
    if (subject.area.level() == AreaLevel::town || subject.office.ends_with("-TG"))
        return DeskLevel::town;
    return DeskLevel::village;
}

std::vector<Post> authors_of(const DossierCase& subject) {
    if (subject.operation == Operation::erase) return {Post::county_editor, Post::county_admin};
    const DeskLevel level = level_of(subject);
    if (takes_out(subject.operation)) {
        if (level == DeskLevel::county) return kCounty;
        if (level == DeskLevel::town)
            return {Post::town_reviewer, Post::county_editor, Post::county_admin};
        return {Post::village_head, Post::clerk, Post::town_reviewer, Post::county_editor,
                Post::county_admin};
    }
    if (level == DeskLevel::county) return kCounty;
    if (level == DeskLevel::town) return {Post::town_reviewer};
    std::vector<Post> posts = {Post::clerk, Post::village_head};
    if (subject.kind == Kind::finance) posts.push_back(Post::accountant);
    if (subject.office.ends_with("-JW")) posts.push_back(Post::supervision);
    return posts;
}

std::vector<ReviewStage> stages_of(const DossierCase& subject) {
    std::vector<ReviewStage> stages = usual_stages(subject);
    if (stages.empty()) return stages;
    if (subject.operation == Operation::publish || subject.operation == Operation::correct)
        for (const Post post : subject.extra) require_too(stages, post);
    return stages;
}

Standing standing_of(const DossierCase& subject) {
    std::vector<SignedAs> left = subject.signatures;
    for (const ReviewStage& stage : stages_of(subject)) {
        Standing standing{stage.state, {}};
        for (const Requirement& requirement : stage.requirements) {
            const auto found = std::ranges::find_if(
                left, [&](const SignedAs& one) { return contains(requirement, one.post); });
            if (found == left.end())
                standing.missing.push_back(requirement);
            else
                left.erase(found);
        }
        if (!standing.missing.empty()) return standing;
    }
    return {};
}

std::vector<NextStep> steps_of(const DossierCase& subject) {
    if (subject.forced && is_out(subject.state))
        return {{"approve", {Post::town_reviewer, Post::county_editor, Post::county_admin}}};
    switch (subject.state) {
        case DossierState::draft:
            return {{"edit", {}}, {"submit", {}}, {"discard", {}}};
        case DossierState::scheduled:
            return {{"return", {kReturners.begin(), kReturners.end()}}};
        case DossierState::notice:
            return {
                {"post", {Post::clerk, Post::village_head, Post::supervision, Post::town_reviewer}},
                {"confirm_poster", {Post::village_head, Post::supervision}},
                {"object", {Post::town_reviewer, Post::county_editor, Post::county_admin}},
                {"confirm",
                 {Post::village_head, Post::town_reviewer, Post::county_editor,
                  Post::county_admin}}};
        case DossierState::objection_hold:
            return {{"settle", {Post::town_reviewer, Post::county_editor, Post::county_admin}}};
        default:
            break;
    }
    if (!is_in_review(subject.state)) return {};
    return {{"sign", posts_of(standing_of(subject).missing)},
            {"return", {kReturners.begin(), kReturners.end()}},
            {"edit", {}}};
}

Obstacle obstacle_to_sign(const DossierCase& subject, const Actor& actor, Post post) {
    std::vector<Post> wanted;
    for (const NextStep& step : steps_of(subject))
        if (step.act == "sign" || step.act == "approve") wanted = step.posts;
    if (!contains(wanted, post)) return Obstacle::not_now;
    if (std::ranges::find(subject.writers, actor.id) != subject.writers.end())
        return Obstacle::own_item;
    if (std::ranges::find(subject.signatures, actor.id, &SignedAs::actor) !=
        subject.signatures.end())
        return Obstacle::signed_already;
    if (!actor.holds(post, subject.area, subject.catalogue)) return Obstacle::no_post;
    return post == Post::supervision ? supervision_obstacle(subject, actor) : Obstacle::none;
}

std::optional<Post> post_to_sign(const DossierCase& subject, const Actor& actor, Obstacle& why) {
    why = Obstacle::not_now;
    for (const Post post : kPosts) {
        const Obstacle obstacle = obstacle_to_sign(subject, actor, post);
        if (obstacle == Obstacle::none) return post;
        if (obstacle > why) why = obstacle;
    }
    return std::nullopt;
}

std::optional<Post> post_to_return(const DossierCase& subject, const Actor& actor) {
    if (!is_in_review(subject.state) && subject.state != DossierState::scheduled)
        return std::nullopt;
    for (const Post post : kReturners)
        if (actor.holds(post, subject.area, subject.catalogue)) return post;
    return std::nullopt;
}

std::optional<Post> post_to_write(const DossierCase& subject, const Actor& actor) {
    for (const Post post : authors_of(subject))
        if (actor.holds(post, subject.area, subject.catalogue)) return post;
    return std::nullopt;
}

bool may_read(const Actor& actor, const AreaCode& area, std::string_view catalogue) {
    return std::ranges::any_of(kReaders,
                               [&](Post post) { return actor.holds(post, area, catalogue); });
}

}  // namespace villageboard::county
