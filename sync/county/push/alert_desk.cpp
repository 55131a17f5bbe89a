#include "sync/county/push/alert_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "content/model/wire_names.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/publisher.h"
#include "sync/county/push/alert_draft.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

constexpr std::uint64_t kMostAtOnce = 50;
constexpr std::chrono::hours kLongestByHand{72};
constexpr const char* kChore = "alerts";

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

bool holds_everywhere(const Actor& actor, Post post, const std::vector<std::string>& areas) {
    return std::ranges::all_of(areas, [&](const std::string& digits) {
        const auto area = AreaCode::parse(digits);
        return area && actor.holds(post, *area);
    });
}

std::vector<std::string> digits_of(const std::vector<AreaCode>& areas) {
    std::vector<std::string> digits;
    for (const AreaCode& area : areas) digits.push_back(area.digits());
    return digits;
}

/// The innermost area in which all of these lie.
std::string home_of(const std::vector<std::string>& areas) {
    std::string home = areas.front();
    for (const std::string& area : areas)
        while (!area.starts_with(home)) home.resize(home.size() - 3);
    return home;
}

DraftInput input_of(const AlertRow& row, const ItemDraft& draft) {
    return make_draft_input("warning " + row.identifier, print_draft(draft), {});
}

std::string detail(const AlertRow& row) {
    return nlohmann::ordered_json{{"type", row.type}, {"areas", row.areas.size()}}.dump();
}

[[noreturn]] void refuse_content(const Error& error) {
    throw Refusal(RefusalKind::invalid, "content", error.what(), error.place());
}

Refusal forbidden() {
    return {RefusalKind::forbidden, "post",
            "Only who holds the post for all areas of the warning may do this."};
}

/// What one message does in one feed.
struct Target {
    std::string area;
    std::optional<std::string> item;  ///< the chain's item there; nothing: a new one
    Meant meant = Meant::still;
};

std::vector<Target> targets_of(const AlertRow& row, const std::vector<AlertItemRow>& items) {
    std::map<std::string, std::string> held;
    for (const AlertItemRow& one : items)
        // what this message made before a kill is made again, and found to be there
        if (one.message != row.id) held.emplace(one.area, one.item);
    std::vector<Target> targets;
    const bool cancels = row.type == "cancel";
    for (const std::string& area : row.areas) {
        const auto found = held.find(area);
        if (found == held.end() && !cancels) targets.push_back({area, std::nullopt, Meant::still});
        if (found != held.end() && row.type != "alert")
            targets.push_back({area, found->second, Meant::still});
    }
    if (row.type == "alert") return targets;
    for (const auto& [area, item] : held)
        if (std::ranges::find(row.areas, area) == row.areas.end())
            targets.push_back({area, item, Meant::no_longer});
    return targets;
}

}  // namespace

std::optional<std::string> AlertDesk::references_of(const IncomingAlert& alert) {
    if (!alert.references.empty() || alert.type == AlertType::alert) return alert.references;
    // the items of the 12379 feed name none
    const auto last = AlertRows(tools_.repository).newest_about(alert.sender_code, alert.event);
    if (!last) return std::nullopt;
    return last->identifier;
}

void AlertDesk::examine(const AlertRow& row) {
    const ItemDraft draft = parse_draft(row.document);
    try {
        for (const std::string& digits : row.areas) {
            const DraftInput input = input_of(
                row, for_area(draft, *AreaCode::parse(digits), std::nullopt, Meant::still));
            const check::Findings findings = Publisher(tools_).examine(input);
            const auto wrong =
                std::ranges::find(findings, check::Severity::error, &check::Finding::severity);
            if (wrong != findings.end())
                throw Refusal(RefusalKind::invalid, "content",
                              wrong->rule + ": " + wrong->message(check::Language::english),
                              wrong->place);
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        refuse_content(error);
    }
}

void AlertDesk::send(const AlertRow& row) {
    AlertRows rows(tools_.repository);
    const ItemDraft draft = parse_draft(row.document);
    std::size_t published = 0;
    try {
        for (const Target& target : targets_of(row, rows.items(row.chain))) {
            const AreaCode area = *AreaCode::parse(target.area);
            const auto became = Publisher(tools_).publish(
                area, {input_of(row, for_area(draft, area, target.item, target.meant))});
            ++published;
            if (target.item) continue;
            Transaction transaction(tools_.repository);
            rows.put_item(transaction, row.chain, {target.area, became.front().item, row.id});
            transaction.commit();
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::invalid) throw;
        Transaction transaction(tools_.repository);
        if (rows.move(transaction, row.id, "sending", "dropped"))
            Audit(tools_).record(transaction, kChore,
                                 {"alert.refused", row.home, row.id, detail(row)});
        transaction.commit();
        refuse_content(error);
    }
    Transaction transaction(tools_.repository);
    if (rows.move(transaction, row.id, "sending", "sent")) {
        rows.set_sent(transaction, row.id, seconds(tools_.clock()));
        Audit(tools_).record(
            transaction, kChore,
            {"alert.sent", row.home, row.id, nlohmann::ordered_json{{"feeds", published}}.dump()});
    }
    transaction.commit();
}

TakenAlert AlertDesk::take(const Actor& actor, const IncomingAlert& given) {
    IncomingAlert alert = given;
    if (alert.type == AlertType::alert) alert.references.clear();
    AlertRows rows(tools_.repository);
    const auto references = references_of(alert);
    if (!references)
        throw Refusal(RefusalKind::invalid, "alert",
                      "The message " + alert.identifier + " ends a warning that never came.");
    alert.references = *references;
    const auto first =
        alert.references.empty() ? std::nullopt : rows.find_identifier(alert.references);
    AlertRow row;
    row.chain = alert.references.empty() ? alert.identifier : alert.references;
    if (first) row.chain = first->chain;
    row.areas = digits_of(named_areas(alert.codes, tools_.settings.area));
    if (row.areas.empty() && first) row.areas = first->areas;
    if (row.areas.empty())
        throw Refusal(RefusalKind::invalid, "area", "The warning concerns no area of this county.");
    if (!holds_everywhere(actor, Post::alert_gateway, row.areas)) throw forbidden();
    if (const auto before = rows.find_identifier(alert.identifier)) {
        if (before->state == "sending") send(*before);
        return {alert.identifier, before->id, "repeated"};
    }
    if (alert.status == AlertStatus::test) return {alert.identifier, {}, "test"};
    if (end_of_alert(alert) <= tools_.clock())
        throw Refusal(RefusalKind::invalid, "expired",
                      "The warning " + alert.identifier + " is over.");
    alert.codes = row.areas;
    row.id = feed::to_hex(tools_.random(8));
    row.identifier = alert.identifier;
    row.origin = "gateway";
    row.type = std::string(wire_name(alert.type));
    row.state = "sending";
    row.home = home_of(row.areas);
    row.sender_code = alert.sender_code;
    row.event = alert.event;
    row.document = print_draft(alert_draft(alert, tools_.settings.area, {}, "alert_gateway"));
    row.author = actor.id;
    row.made = seconds(tools_.clock());
    row.expires = seconds(end_of_alert(alert));
    examine(row);
    {
        Transaction transaction(tools_.repository);
        if (rows.add(transaction, row))
            Audit(tools_).record(transaction, actor.id,
                                 {"alert.take", row.home, row.id, detail(row)});
        transaction.commit();
    }
    // another server may have been faster with the same message
    const auto kept = rows.find_identifier(alert.identifier);
    if (kept->state == "sending") send(*kept);
    return {alert.identifier, kept->id, kept->id == row.id ? "sent" : "repeated"};
}

AlertRow AlertDesk::make(const Actor& actor, const HandAlert& hand) {
    AlertRows rows(tools_.repository);
    const Instant now = tools_.clock();
    AlertRow row;
    row.id = feed::to_hex(tools_.random(8));
    row.identifier = tools_.settings.area.digits() + "-HAND-" + row.id;
    row.chain = row.identifier;
    row.areas = digits_of(named_areas(digits_of(hand.areas), tools_.settings.area));
    if (hand.type != AlertType::alert) {
        const auto first = rows.find_identifier(hand.references);
        if (!first || first->origin != "hand" || first->state != "sent")
            throw Refusal(RefusalKind::invalid, "references",
                          "There is no hand-made warning " + hand.references + " that was sent.",
                          "/references");
        if (!holds_everywhere(actor, Post::duty_officer, first->areas)) throw forbidden();
        row.chain = first->chain;
        if (hand.type == AlertType::cancel) row.areas = first->areas;
    }
    if (row.areas.empty())
        throw Refusal(RefusalKind::invalid, "area", "The warning concerns no area.", "/areas");
    if (!holds_everywhere(actor, Post::duty_officer, row.areas)) throw forbidden();
    if (hand.expires <= now || hand.expires > now + kLongestByHand)
        throw Refusal(RefusalKind::invalid, "expires",
                      "A hand-made warning ends within the next 72 hours.", "/expires");
    IncomingAlert alert;
    alert.identifier = row.identifier;
    alert.sender = hand.office_name;
    alert.sender_code = tools_.settings.area.digits() + "-DUTY";
    alert.sent = now;
    alert.type = hand.type;
    alert.references = hand.type == AlertType::alert ? std::string() : row.chain;
    alert.event = hand.event;
    alert.severity = hand.severity;
    alert.expires = hand.expires;
    alert.headline = hand.headline;
    alert.description = hand.description;
    alert.instruction = hand.instruction;
    alert.phone = hand.phone;
    alert.codes = row.areas;
    row.origin = "hand";
    row.type = std::string(wire_name(hand.type));
    row.state = "waiting";
    row.home = home_of(row.areas);
    row.sender_code = alert.sender_code;
    row.event = hand.event;
    row.document =
        print_draft(alert_draft(alert, tools_.settings.area, hand.where, "duty_officer"));
    row.author = actor.id;
    row.alone_reason = hand.alone_reason;
    row.made = seconds(now);
    row.due = seconds(now + kAlone);
    row.expires = seconds(hand.expires);
    examine(row);
    Transaction transaction(tools_.repository);
    rows.add(transaction, row);
    Audit(tools_).record(transaction, actor.id, {"alert.make", row.home, row.id, detail(row)});
    transaction.commit();
    return *rows.find(row.id);
}

AlertRow AlertDesk::require(const Actor& actor, const std::string& id) {
    auto row = AlertRows(tools_.repository).find(id);
    const auto home = row ? AreaCode::parse(row->home) : std::nullopt;
    if (!home || !actor.sees(*home))
        throw Refusal(RefusalKind::unknown, "alert", "There is no warning " + id + ".");
    return std::move(*row);
}

AlertRow AlertDesk::confirm(const Actor& actor, const std::string& id) {
    AlertRows rows(tools_.repository);
    const AlertRow row = require(actor, id);
    if (!holds_everywhere(actor, Post::duty_officer, row.areas)) throw forbidden();
    if (row.author == actor.id)
        throw Refusal(RefusalKind::conflict, "own_item",
                      "Another duty officer has to confirm a warning that you wrote.");
    {
        Transaction transaction(tools_.repository);
        if (!rows.move(transaction, id, "waiting", "sending"))
            throw Refusal(RefusalKind::conflict, "state", "This warning no longer waits.");
        rows.set_confirmed(transaction, id, actor.id);
        Audit(tools_).record(transaction, actor.id, {"alert.confirm", row.home, id, detail(row)});
        transaction.commit();
    }
    send(*rows.find(id));
    return *rows.find(id);
}

AlertRow AlertDesk::drop(const Actor& actor, const std::string& id) {
    AlertRows rows(tools_.repository);
    const AlertRow row = require(actor, id);
    if (!holds_everywhere(actor, Post::duty_officer, row.areas)) throw forbidden();
    Transaction transaction(tools_.repository);
    if (!rows.move(transaction, id, "waiting", "dropped"))
        throw Refusal(RefusalKind::conflict, "state", "This warning no longer waits.");
    Audit(tools_).record(transaction, actor.id, {"alert.drop", row.home, id, detail(row)});
    transaction.commit();
    return *rows.find(id);
}

AlertRow AlertDesk::review(const Actor& actor, const std::string& id) {
    AlertRows rows(tools_.repository);
    const AlertRow row = require(actor, id);
    const bool may = holds_everywhere(actor, Post::duty_officer, row.areas) ||
                     holds_everywhere(actor, Post::county_admin, row.areas);
    if (!may) throw forbidden();
    if (row.author == actor.id)
        throw Refusal(RefusalKind::conflict, "own_item",
                      "Somebody else has to review a warning that you wrote.");
    Transaction transaction(tools_.repository);
    if (!rows.move(transaction, id, row.state, row.state) || rows.find(id)->review != "open")
        throw Refusal(RefusalKind::conflict, "state", "No review of this warning is open.");
    rows.set_review(transaction, id, "done", actor.id);
    Audit(tools_).record(transaction, actor.id, {"alert.review", row.home, id, detail(row)});
    transaction.commit();
    return *rows.find(id);
}

void AlertDesk::carry_on() {
    AlertRows rows(tools_.repository);
    const std::int64_t now = seconds(tools_.clock());
    for (const AlertRow& row : rows.due(now, kMostAtOnce)) {
        const bool over = row.expires <= now;
        if (over || row.state == "waiting") {
            Transaction transaction(tools_.repository);
            if (!rows.move(transaction, row.id, row.state, over ? "dropped" : "sending")) continue;
            if (!over) rows.set_review(transaction, row.id, "open", "");
            Audit(tools_).record(
                transaction, kChore,
                {over ? "alert.over" : "alert.alone", row.home, row.id, detail(row)});
            transaction.commit();
        }
        if (over) continue;
        try {
            send(row);
        } catch (const Refusal& refusal) {
            spdlog::error("The warning {} was refused: {}", row.identifier, refusal.what());
        }
    }
}

AlertPage AlertDesk::list(const Actor& actor, const AlertFilter& filter, const std::string& after,
                          std::uint64_t limit) {
    const auto area = AreaCode::parse(filter.area);
    if (!area || !actor.sees(*area)) throw forbidden();
    std::int64_t made = std::numeric_limits<std::int64_t>::max();
    std::string id;
    if (!after.empty()) {
        const auto dot = after.find('.');
        const auto number = feed::parse_decimal(after.substr(0, dot));
        if (dot == std::string::npos || !number)
            throw Refusal(RefusalKind::invalid, "malformed", "The parameter 'after' is no cursor.");
        made = static_cast<std::int64_t>(*number);
        id = after.substr(dot + 1);
    }
    AlertPage page;
    page.rows = AlertRows(tools_.repository).list(filter, made, id, limit);
    if (page.rows.size() == limit)
        page.next = std::to_string(page.rows.back().made) + "." + page.rows.back().id;
    return page;
}

AlertRow AlertDesk::show(const Actor& actor, const std::string& id) { return require(actor, id); }

std::vector<AlertReach> AlertDesk::reach(const Actor& actor, const std::string& id) {
    AlertRows rows(tools_.repository);
    std::vector<AlertReach> all;
    for (const AlertItemRow& one : rows.items(require(actor, id).chain)) {
        const auto item = tools_.repository.item(one.area, one.item);
        const std::int64_t size = item ? static_cast<std::int64_t>(item->last_index) + 1 : 1;
        all.push_back({one.area, one.item, rows.reach(one.area, size)});
    }
    return all;
}

}  // namespace villageboard::county
