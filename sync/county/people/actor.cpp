#include "sync/county/people/actor.h"

#include <algorithm>

namespace villageboard::county {
namespace {

bool covers(const Appointment& appointment, std::string_view catalogue) {
    if (catalogue.empty() || appointment.codes.empty()) return true;
    return std::ranges::any_of(appointment.codes, [&](const std::string& code) {
        return code == catalogue || (code.size() == 1 && catalogue.starts_with(code));
    });
}

}  // namespace

bool Actor::holds(Post post, const AreaCode& area, std::string_view catalogue) const {
    return std::ranges::any_of(appointments, [&](const Appointment& one) {
        return one.post == post && one.area.contains(area) && covers(one, catalogue);
    });
}

bool Actor::sees(const AreaCode& area) const {
    return std::ranges::any_of(appointments, [&](const Appointment& one) {
        return one.area.contains(area) || area.contains(one.area);
    });
}

Actor command_line_actor(const AreaCode& county) {
    Actor actor{.id = "command-line",
                .name = "command line",
                .appointments = {},
                .confirmed = true,
                .kin_of = {}};
    for (const Post post : kPosts) actor.appointments.push_back({post, county, {}, {}});
    return actor;
}

}  // namespace villageboard::county
