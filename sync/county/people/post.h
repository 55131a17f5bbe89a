/// The posts that people hold at the county's server, and where they hold them. The names are those
/// that stand in an envelope's reviewers (content/model/draft.h). Source: the roles of village
/// disclosure in law and county practice; who may do what is decided by each part of the server.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/area.h"

namespace villageboard::county {

enum class Post {
    clerk,          ///< 村文书/报账员: drafts, imports, posts local urgent notices
    village_head,   ///< 村委会主任/集体负责人: signs finance, confirms items
    accountant,     ///< 会计, or the town's bookkeeping agent (村账乡代管)
    supervision,    ///< 村务监督委员会: checks finance and rolls before they are posted
    town_reviewer,  ///< 乡镇: approves rolls and lists, handles objections, its villages' accounts
    county_editor,  ///< 县部门: policies, guides, rolls of its line
    county_admin,  ///< 县政务公开办: catalogue, rules, terminals, forced publication, erasure
    discipline,    ///< 纪检: reads what was sent to discipline inspection, nothing else
    language_reviewer,  ///< confirms variants and recordings in a language that they know
    duty_officer,       ///< 值班: hand-made alerts
    alert_gateway,      ///< 应急/气象: a program that brings alerts, straight to the screens
    operator_,          ///< 运维: terminals, health, updates; reads no roll in clear
};

inline constexpr std::array kPosts = {
    Post::clerk,        Post::village_head,  Post::accountant,
    Post::supervision,  Post::town_reviewer, Post::county_editor,
    Post::county_admin, Post::discipline,    Post::language_reviewer,
    Post::duty_officer, Post::alert_gateway, Post::operator_};

/// "village_head"; Post::operator_ is "operator".
std::string_view to_string(Post post);
std::optional<Post> parse_post(std::string_view text);

/// A post in an area and everything below it.
struct Appointment {
    Post post = Post::clerk;
    AreaCode area;
    std::vector<std::string> codes;  ///< catalogue codes ("S02") or their letters ("S"); empty: all
    std::vector<std::string> languages;  ///< BCP 47, of a language reviewer
    friend bool operator==(const Appointment&, const Appointment&) = default;
};

}  // namespace villageboard::county
