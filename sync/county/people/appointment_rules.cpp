#include "sync/county/people/appointment_rules.h"

#include <algorithm>
#include <array>

namespace villageboard::county {
namespace {

constexpr std::size_t kMostWords = 100;

bool overlaps(const AreaCode& one, const AreaCode& other) {
    return one.contains(other) || other.contains(one);
}

/// What the supervision committee supervises.
bool is_village_office(Post post) {
    return post == Post::village_head || post == Post::clerk || post == Post::accountant;
}

bool reads_rolls(Post post) {
    return is_village_office(post) || post == Post::supervision || post == Post::town_reviewer ||
           post == Post::county_editor || post == Post::county_admin;
}

bool supervises(const Appointment& one, const Appointment& other) {
    return one.post == Post::supervision && is_village_office(other.post) &&
           overlaps(one.area, other.area);
}

/// Nothing where the post may be held at this level.
std::optional<std::string> misplaced(const Appointment& one) {
    const AreaLevel level = one.area.level();
    const std::string name(to_string(one.post));
    switch (one.post) {
        case Post::village_head:
        case Post::supervision:
            if (level != AreaLevel::village)
                return "A " + name + " is of a village; name one with 12 digits.";
            break;
        case Post::town_reviewer:
            if (level != AreaLevel::town)
                return "A " + name + " is of a town; name one with 9 digits.";
            break;
        case Post::accountant:
            if (level == AreaLevel::county)
                return "An " + name + " is of a village, or of the town that keeps its books.";
            break;
        case Post::county_editor:
        case Post::county_admin:
        case Post::discipline:
            if (level != AreaLevel::county) return "A " + name + " is of the county.";
            break;
        default:
            break;
    }
    return std::nullopt;
}

bool is_code(const std::string& code) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return (code.size() == 1 || (code.size() == 3 && digit(code[1]) && digit(code[2]))) &&
           code[0] >= 'A' && code[0] <= 'Z';
}

bool is_language(const std::string& tag) {
    return tag.size() >= 2 && tag.size() <= 35 && std::ranges::all_of(tag, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-';
           });
}

std::string both(const Appointment& one, const Appointment& other) {
    return std::string(to_string(one.post)) + " and " + std::string(to_string(other.post));
}

std::optional<std::string> pair_fault(const Appointment& one, const Appointment& other) {
    if (one.post == other.post) return std::nullopt;
    if (supervises(one, other))
        return "A member of the supervision committee of " + one.area.digits() +
               " can't also be its " + std::string(to_string(other.post)) + ".";
    if (one.post == Post::alert_gateway)
        return "The alert gateway brings alerts and does nothing else: nobody is " +
               both(one, other) + ".";
    if (one.post == Post::discipline)
        return "Discipline inspection reads what was sent to it and does nothing else: nobody is " +
               both(one, other) + ".";
    if (one.post == Post::operator_ && reads_rolls(other.post))
        return "An operator reads no roll in clear: nobody is " + both(one, other) + ".";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of(const Appointment& appointment) {
    if (auto level = misplaced(appointment)) return level;
    if (appointment.codes.size() > kMostWords || appointment.languages.size() > kMostWords)
        return "An appointment names at most 100 codes and 100 languages.";
    for (const std::string& code : appointment.codes)
        if (!is_code(code))
            return "The code '" + code +
                   "' is none of the catalogue; write S02, or S for all of S.";
    for (const std::string& language : appointment.languages)
        if (!is_language(language)) return "The language '" + language + "' is no tag such as lis.";
    if (appointment.post == Post::language_reviewer && appointment.languages.empty())
        return "A language_reviewer needs a language.";
    return std::nullopt;
}

std::optional<std::string> forbidden_pair(const std::vector<Appointment>& appointments) {
    for (const Appointment& one : appointments)
        for (const Appointment& other : appointments)
            if (auto fault = pair_fault(one, other)) return fault;
    return std::nullopt;
}

std::optional<std::string> forbidden_kin(const std::vector<Appointment>& one,
                                         const std::vector<Appointment>& other) {
    for (const Appointment& a : one)
        for (const Appointment& b : other)
            if (supervises(a, b) || supervises(b, a))
                return "A member of the supervision committee can't be near kin of a " +
                       std::string(to_string(a.post == Post::supervision ? b.post : a.post)) +
                       " of that village.";
    return std::nullopt;
}

std::optional<std::string> forbidden_for_program(const std::vector<Appointment>& appointments) {
    for (const Appointment& one : appointments)
        if (one.post != Post::alert_gateway && one.post != Post::clerk &&
            one.post != Post::operator_)
            return "A program can be alert_gateway, clerk or operator; a " +
                   std::string(to_string(one.post)) + " is a person.";
    for (const Appointment& one : appointments)
        if (!one.languages.empty())
            return "A program vouches for no language; appoint somebody who speaks it.";
    return std::nullopt;
}

bool is_village_post_of(const Appointment& appointment, const AreaCode& town) {
    return (is_village_office(appointment.post) || appointment.post == Post::supervision) &&
           appointment.area.level() == AreaLevel::village && town.contains(appointment.area);
}

}  // namespace villageboard::county
