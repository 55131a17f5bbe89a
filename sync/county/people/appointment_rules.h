/// Which appointments there may be: at which level a post is held, which posts one person can't
/// hold together, which near kin can't. Pure. Sources: Organic Law of Villagers' Committees,
/// article 32 (the supervision committee is neither of the villagers' committee nor its near kin);
/// the roles of village disclosure in county practice.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/county/people/post.h"

namespace villageboard::county {

/// Each gives what is wrong as one sentence, or nothing.

/// A post at the wrong level (a village head is of a village), a malformed catalogue code or
/// language, a language reviewer without a language.
std::optional<std::string> fault_of(const Appointment& appointment);
/// Two posts that one person can't hold.
std::optional<std::string> forbidden_pair(const std::vector<Appointment>& appointments);
/// Posts that two near kin can't hold.
std::optional<std::string> forbidden_kin(const std::vector<Appointment>& one,
                                         const std::vector<Appointment>& other);
/// A program may bring, draft and look, never check, sign, approve or administer.
std::optional<std::string> forbidden_for_program(const std::vector<Appointment>& appointments);

/// Whether this is a post of a village, held in a village of `town`: what a town administers.
bool is_village_post_of(const Appointment& appointment, const AreaCode& town);

}  // namespace villageboard::county
