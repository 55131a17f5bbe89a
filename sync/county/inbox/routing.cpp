#include "sync/county/inbox/routing.h"

#include <algorithm>

#include "content/catalogue/builtin.h"
#include "content/model/error.h"
#include "content/model/timer.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kTownDigits = 9;

Timer timer_named(std::string_view id) {
    for (Timer& timer : builtin_timers())
        if (timer.id == id) return std::move(timer);
    throw Error(ErrorKind::invalid, "There is no timer " + std::string(id) + ".");
}

}  // namespace

bool Routing::is_about_the_town(const state::OpenedSubmission& message,
                                const AreaCode& town) const {
    if (message.kind != state::SubmissionKind::object &&
        message.kind != state::SubmissionKind::report)
        return false;
    return message.about && tools_.repository.item(town.digits(), message.about->item).has_value();
}

CaseScope Routing::desk_for(const state::OpenedSubmission& message) const {
    const std::string& county = tools_.settings.area.digits();
    if (message.route == state::Route::discipline) return {"discipline", county};
    const auto area = AreaCode::parse(message.area);
    if (message.route == state::Route::county || !area || !tools_.settings.area.contains(*area) ||
        area->digits().size() < kTownDigits)
        return {"county", county};
    const auto town = *AreaCode::parse(area->digits().substr(0, kTownDigits));
    if (is_about_the_town(message, town)) return {"county", county};
    return {"town", town.digits()};
}

Day Routing::due_day(Day received, bool request) const {
    const Calendar calendar = ReferenceData::load(tools_.repository, tools_.settings.area).calendar;
    return villageboard::due_day(timer_named(request ? "request-answer" : "villager-question"),
                                 received, calendar)
        .day;
}

bool may_handle(const Actor& actor, const CaseScope& desk, const AreaCode& county) {
    const auto area = AreaCode::parse(desk.area);
    if (!area) return false;
    if (desk.route == "discipline") return actor.holds(Post::discipline, *area);
    if (desk.route == "town") return actor.holds(Post::town_reviewer, *area);
    return actor.holds(Post::county_admin, county) || actor.holds(Post::county_editor, county);
}

std::vector<CaseScope> desks_of(const Actor& actor, const AreaCode& county) {
    std::vector<CaseScope> desks;
    for (const Appointment& one : actor.appointments) {
        CaseScope desk;
        desk.area = one.area.digits();
        if (one.post == Post::discipline)
            desk.route = "discipline";
        else if (one.post == Post::town_reviewer)
            desk.route = "town";
        else if ((one.post == Post::county_admin || one.post == Post::county_editor) &&
                 one.area.contains(county))
            desk.route = "county";
        else
            continue;
        if (std::ranges::find(desks, desk) == desks.end()) desks.push_back(desk);
    }
    return desks;
}

}  // namespace villageboard::county
