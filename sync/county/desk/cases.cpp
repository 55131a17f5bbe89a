#include "sync/county/desk/cases.h"

#include <algorithm>

#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

bool applies(const RuleRow& rule, const AreaCode& area, Day day) {
    const auto where = AreaCode::parse(rule.area);
    if (where && !where->contains(area)) return false;
    const std::string today = format_day(day);
    return rule.from_day <= today && (rule.to_day.empty() || today <= rule.to_day);
}

void keep_longest(std::optional<int>& kept, const std::string& value) {
    const auto number = static_cast<int>(feed::parse_decimal(value).value_or(0));
    kept = std::max(kept.value_or(number), number);
}

void keep_shortest(std::optional<int>& kept, const std::string& value) {
    const auto number = static_cast<int>(feed::parse_decimal(value).value_or(0));
    kept = std::min(kept.value_or(number), number);
}

void apply(RulesInForce& rules, const RuleRow& rule) {
    if (rule.what == "county_only") rules.county_only = true;
    if (rule.what == "notice_days") keep_longest(rules.notice_days, rule.value);
    if (rule.what == "working_days") keep_shortest(rules.working_days, rule.value);
    if (rule.what != "sign") return;
    const auto post = parse_post(rule.value);
    if (post && std::ranges::find(rules.sign, *post) == rules.sign.end())
        rules.sign.push_back(*post);
}

}  // namespace

RulesInForce rules_in_force(Repository& repository, const AreaCode& area,
                            const std::string& catalogue, Day day) {
    RulesInForce rules;
    if (catalogue.empty()) return rules;
    DeskRows rows(repository);
    for (const std::string& code : {catalogue, catalogue.substr(0, 1)})
        for (const RuleRow& rule : rows.rules(code))
            if (applies(rule, area, day)) apply(rules, rule);
    return rules;
}

DossierCase case_of(const Tools& tools, const DossierRow& row,
                    const std::vector<SignatureRow>& signatures) {
    DossierCase subject{.area = *AreaCode::parse(row.area),
                        .catalogue = row.catalogue,
                        .office = row.office,
                        .writers = DossierRows(tools.repository).writers(row.id)};
    subject.kind = parse_kind(row.kind).value_or(Kind::notice);
    subject.operation = parse_operation(row.operation).value_or(Operation::publish);
    subject.author_post = parse_post(row.author_post).value_or(Post::clerk);
    subject.state = parse_state(row.state).value_or(DossierState::draft);
    subject.forced = !row.approve_by.empty();
    for (const SignatureRow& one : signatures)
        subject.signatures.push_back({parse_post(one.post).value_or(Post::clerk), one.actor});
    const RulesInForce rules =
        rules_in_force(tools.repository, subject.area, row.catalogue, shanghai_day(tools.clock()));
    subject.extra = rules.sign;
    // what a terminal says in a language is read and heard by somebody who knows it
    if (subject.kind == Kind::phrases) subject.extra.push_back(Post::language_reviewer);
    subject.county_only = rules.county_only;
    return subject;
}

DossierCase case_of(const Tools& tools, const DossierRow& row) {
    return case_of(tools, row, DossierRows(tools.repository).signatures(row.id));
}

void put_waits(Transaction& transaction, const Tools& tools, const DossierRow& row) {
    std::vector<std::string> posts;
    for (const NextStep& step : steps_of(case_of(tools, row)))
        if (step.act == "sign" || step.act == "approve" || step.act == "settle")
            for (const Post post : step.posts) posts.emplace_back(to_string(post));
    if (row.state == "notice") {
        const auto notice = DeskRows(tools.repository).notice(row.id);
        for (const NextStep& step : steps_of(case_of(tools, row))) {
            const bool now = !notice                  ? step.act == "post"
                             : notice->confirmed == 0 ? step.act == "confirm_poster"
                                                      : notice->ripe != 0 && step.act == "confirm";
            if (!now) continue;
            for (const Post post : step.posts) posts.emplace_back(to_string(post));
        }
    }
    DossierRows(tools.repository).put_waits(transaction, row.id, row.area, posts);
}

}  // namespace villageboard::county
