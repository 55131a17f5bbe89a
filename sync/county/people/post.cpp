#include "sync/county/people/post.h"

#include <algorithm>
#include <utility>

namespace villageboard::county {
namespace {

constexpr std::array<std::pair<Post, std::string_view>, kPosts.size()> kNames = {{
    {Post::clerk, "clerk"},
    {Post::village_head, "village_head"},
    {Post::accountant, "accountant"},
    {Post::supervision, "supervision"},
    {Post::town_reviewer, "town_reviewer"},
    {Post::county_editor, "county_editor"},
    {Post::county_admin, "county_admin"},
    {Post::discipline, "discipline"},
    {Post::language_reviewer, "language_reviewer"},
    {Post::duty_officer, "duty_officer"},
    {Post::alert_gateway, "alert_gateway"},
    {Post::operator_, "operator"},
}};

}  // namespace

std::string_view to_string(Post post) {
    return std::ranges::find(kNames, post, &std::pair<Post, std::string_view>::first)->second;
}

std::optional<Post> parse_post(std::string_view text) {
    const auto* found = std::ranges::find(kNames, text, &std::pair<Post, std::string_view>::second);
    if (found == kNames.end()) return std::nullopt;
    return found->first;
}

}  // namespace villageboard::county
