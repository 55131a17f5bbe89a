#include "sync/county/desk/rules.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/stored_bodies.h"
#include "sync/feed/bytes.h"
#include "sync/feed/entry.h"

namespace villageboard::county {
namespace {

constexpr std::array<std::string_view, 4> kLevels = {"state", "province", "prefecture", "county"};
constexpr int kMostDays = 400;

Refusal invalid(const std::string& code, const std::string& sentence, const std::string& place) {
    return {RefusalKind::invalid, code, sentence, place};
}

auto rank_of(std::string_view level) { return std::ranges::find(kLevels, level); }

int days_of(const std::string& value) {
    const auto number = feed::parse_decimal(value);
    return number && *number <= kMostDays ? static_cast<int>(*number) : 0;
}

void require_form(const RuleRow& wanted, const AreaCode& county) {
    const auto area = AreaCode::parse(wanted.area);
    if (!area || !county.contains(*area))
        throw invalid("area", "The rule is for no area of this county.", "/area");
    if (rank_of(wanted.level) == kLevels.end())
        throw invalid("level", "A rule is of state, province, prefecture or county.", "/level");
    const auto first = parse_day(wanted.from_day);
    const auto last = parse_day(wanted.to_day);
    if (!first || (!wanted.to_day.empty() && (!last || *last < *first)))
        throw invalid("day", "A rule has a first day, and no last day before it.", "/from");
    if (wanted.source.empty())
        throw invalid("source", "Say which document the rule comes from.", "/source");
    const bool counts = wanted.what == "notice_days" || wanted.what == "working_days";
    const bool good = counts                         ? days_of(wanted.value) > 0
                      : wanted.what == "sign"        ? parse_post(wanted.value).has_value()
                      : wanted.what == "county_only" ? wanted.value.empty()
                                                     : false;
    if (!good)
        throw invalid("value",
                      "A rule is 'sign' with a post, 'county_only', or 'notice_days' or "
                      "'working_days' with a number.",
                      "/value");
}

void require_admin(const Actor& actor, const AreaCode& county) {
    if (!actor.holds(Post::county_admin, county))
        throw Refusal(RefusalKind::forbidden, "post", "Only the county's office sets rules.");
    if (!actor.confirmed)
        throw Refusal(RefusalKind::signed_out, "confirm",
                      "Give your password and the code of your second factor again first.");
}

}  // namespace

/// Against the catalogue and against every rule of a level above that holds there.
void DeskRules::refuse_looser(const RuleRow& wanted) {
    if (wanted.what != "notice_days" && wanted.what != "working_days") return;
    const bool longer_is_stricter = wanted.what == "notice_days";
    const int days = days_of(wanted.value);
    const auto refuse_if_looser = [&](int above, const std::string& name) {
        if (longer_is_stricter ? days >= above : days <= above) return;
        throw invalid("looser",
                      name + " asks for " + std::to_string(above) + ", so " + wanted.value +
                          " would loosen it; rules only tighten.",
                      "/value");
    };
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    for (const CatalogueItem& item : reference.catalogue.items()) {
        if (!item.code.starts_with(wanted.catalogue)) continue;
        const auto& limit = longer_is_stricter ? item.limit.notice_days : item.limit.working_days;
        if (limit) refuse_if_looser(*limit, "The catalogue's item " + item.code);
    }
    for (const std::string& code : {wanted.catalogue, wanted.catalogue.substr(0, 1)})
        for (const RuleRow& above : DeskRows(tools_.repository).rules(code)) {
            const bool over = above.what == wanted.what &&
                              rank_of(above.level) < rank_of(wanted.level) &&
                              wanted.area.starts_with(above.area) &&
                              (above.to_day.empty() || above.to_day >= wanted.from_day);
            if (over)
                refuse_if_looser(days_of(above.value), "The rule " + above.id + " of the " +
                                                           above.level + " (" + above.source + ")");
        }
}

RuleRow DeskRules::add(const Actor& actor, const RuleRow& wanted) {
    require_admin(actor, tools_.settings.area);
    require_form(wanted, tools_.settings.area);
    if (wanted.catalogue.empty())
        throw invalid("catalogue", "Name a catalogue code or its letter.", "/catalogue");
    refuse_looser(wanted);
    RuleRow row = wanted;
    row.id = feed::make_item_id(tools_.clock(), tools_.random);
    row.made_by = actor.id;
    row.made = tools_.clock().time_since_epoch().count();
    Transaction transaction(tools_.repository);
    DeskRows(tools_.repository).add_rule(transaction, row);
    Audit(tools_).record(transaction, actor.id,
                         {"rule.add", row.area, row.id,
                          nlohmann::json{{"level", row.level},
                                         {"catalogue", row.catalogue},
                                         {"what", row.what},
                                         {"value", row.value}}
                              .dump()});
    transaction.commit();
    return row;
}

RuleRow DeskRules::end(const Actor& actor, const std::string& id, const std::string& last_day) {
    require_admin(actor, tools_.settings.area);
    DeskRows rows(tools_.repository);
    auto row = rows.rule(id);
    if (!row) throw Refusal(RefusalKind::unknown, "unknown", "There is no such rule.");
    if (row->level != "county")
        throw Refusal(RefusalKind::forbidden, "level",
                      "The rule comes from the " + row->level + " (" + row->source +
                          "); the county can't end it.");
    const auto last = parse_day(last_day);
    if (!last || *last < shanghai_day(tools_.clock()))
        throw invalid("day", "The last day is today or later.", "/to");
    Transaction transaction(tools_.repository);
    rows.end_rule(transaction, id, last_day);
    Audit(tools_).record(transaction, actor.id,
                         {"rule.end", row->area, id, nlohmann::json{{"to", last_day}}.dump()});
    transaction.commit();
    row->to_day = last_day;
    return std::move(*row);
}

std::vector<RuleRow> DeskRules::list(const std::string& after, int limit) {
    return DeskRows(tools_.repository).all_rules(after, limit);
}

}  // namespace villageboard::county
