#include "sync/county/calendar/village_list.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/check/privacy.h"
#include "content/model/body.h"
#include "content/model/error.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/refusal.h"
#include "sync/county/publish/stored_bodies.h"

namespace villageboard::county {
namespace {

constexpr std::size_t kMaxOwnItems = 40;
constexpr std::size_t kMaxReasonBytes = 600;

void require_village(const AreaCode& area) {
    if (area.level() == AreaLevel::village) return;
    throw Refusal(RefusalKind::invalid, "no_village",
                  "Only a village, with a code of 12 digits, has a list of its own.", "/area");
}

void require_clean(const std::string& text, const std::string& place) {
    const auto findings = check::check_text_privacy(text, place);
    if (!check::blocks(findings)) return;
    throw Refusal(RefusalKind::invalid, "privacy",
                  findings.front().message(check::Language::english), place);
}

std::string own_code(std::size_t number) {
    return std::string(number < 10 ? "X0" : "X") + std::to_string(number);
}

/// As little as the item of the catalogue shows, or less.
CatalogueItem own_row(const OwnItem& own, const CatalogueItem& like, const std::string& code) {
    CatalogueItem item = like;
    item.code = code;
    item.name = own.name;
    item.plain_name = own.plain_name;
    item.basis = own.basis;
    item.publishers = {"VC"};
    item.limit =
        PublishLimit{own.limit_text, std::nullopt, own.working_days,       std::nullopt,
                     own.every,      std::nullopt, like.limit.notice_days, like.limit.notice_unit};
    item.sheets.clear();
    if (own.audience == Audience::village) item.public_ = OutletRule{};
    return item;
}

std::string stored_item(const CatalogueItem& item) {
    CatalogueTable table;
    table.title = item.name;
    table.version = "own";
    table.items = {item};
    return to_json(Body(table)).dump();
}

const CatalogueItem& find_or_refuse(const Catalogue& catalogue, const std::string& code,
                                    const char* place) {
    if (const CatalogueItem* item = catalogue.find(code)) return *item;
    throw Refusal(RefusalKind::invalid, "unknown_code",
                  "The county's catalogue has no item '" + code + "'.", place);
}

}  // namespace

CatalogueItem own_item(const VillageItemRow& row) {
    try {
        const Body body =
            parse_body(Kind::catalogue, std::string_view(row.item), Strictness::lenient);
        const auto& items = std::get<CatalogueTable>(body).items;
        if (items.size() == 1) return items.front();
    } catch (const Error&) {
        // Said below: to the caller it is the same as a row with no item.
        static_cast<void>(row);
    }
    throw Error(ErrorKind::corrupt, "The item " + row.code + " of the village " + row.area +
                                        " is damaged in the county's database.");
}

std::map<std::string, ListDifference> differences(Repository& repository, const AreaRange& range) {
    std::map<std::string, ListDifference> all;
    for (const VillageItemRow& row : VillageItemRows(repository).confirmed(range)) {
        ListDifference& village = all[row.area];
        if (row.kind == VillageItemKind::own)
            village.own.push_back(own_item(row));
        else
            village.not_applicable.insert(row.code);
    }
    return all;
}

Catalogue with_own_items(Repository& repository, const Catalogue& catalogue,
                         const AreaCode& village) {
    if (village.level() != AreaLevel::village) return catalogue;
    const auto found = differences(repository, AreaRange(village));
    if (found.empty() || found.begin()->second.own.empty()) return catalogue;
    CatalogueTable table;
    table.version = catalogue.version();
    table.items = catalogue.items();
    for (const CatalogueItem& item : found.begin()->second.own)
        if (catalogue.find(item.code) == nullptr) table.items.push_back(item);
    return Catalogue(std::move(table));
}

void VillageList::require_proposer(const AreaCode& village) const {
    require_village(village);
    if (actor_.holds(Post::clerk, village) || actor_.holds(Post::village_head, village)) return;
    throw Refusal(RefusalKind::forbidden, "post",
                  "Only the village's clerk or its head may change its list.");
}

void VillageList::record(Transaction& transaction, const char* act, const VillageItemRow& row) {
    const nlohmann::json detail{{"kind", to_string(row.kind)}, {"state", to_string(row.state)}};
    Audit(tools_).record(transaction, actor_.id, {act, row.area, row.code, detail.dump()});
}

VillageItemRow VillageList::propose_exception(const AreaCode& village, const std::string& code,
                                              const std::string& reason) {
    require_proposer(village);
    if (reason.empty() || reason.size() > kMaxReasonBytes)
        throw Refusal(RefusalKind::invalid, "reason",
                      "Say in at most 200 characters why the village doesn't have this.",
                      "/reason");
    require_clean(reason, "/reason");
    find_or_refuse(ReferenceData::load(tools_.repository, tools_.settings.area).catalogue, code,
                   "/code");
    VillageItemRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const auto before = rows.lock(transaction, village.digits(), code);
    const bool open = before && (before->state == VillageItemState::proposed ||
                                 before->state == VillageItemState::confirmed);
    if (open)
        throw Refusal(RefusalKind::conflict, "stands",
                      "This is proposed or confirmed for the village already.");
    VillageItemRow row{village.digits(),
                       code,
                       VillageItemKind::not_applicable,
                       VillageItemState::proposed,
                       reason,
                       {},
                       actor_.id,
                       tools_.clock(),
                       {},
                       {},
                       before ? before->version + 1 : 1};
    if (before)
        rows.put(transaction, row);
    else if (!rows.add(transaction, row))
        throw Refusal(RefusalKind::conflict, "changed", "Somebody else proposed this just now.");
    record(transaction, "list.propose", row);
    transaction.commit();
    return row;
}

VillageItemRow VillageList::propose_own(const AreaCode& village, const OwnItem& own) {
    require_proposer(village);
    const ReferenceData reference = ReferenceData::load(tools_.repository, tools_.settings.area);
    const CatalogueItem& like = find_or_refuse(reference.catalogue, own.like, "/like");
    if (own.name.empty())
        throw Refusal(RefusalKind::invalid, "name", "The item needs a name.", "/name");
    require_clean(own.name, "/name");
    require_clean(own.plain_name, "/plain_name");
    require_clean(own.limit_text, "/limit_text");
    VillageItemRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const auto there = rows.rows(AreaRange(village), {}, {}, 200);
    const auto count = static_cast<std::size_t>(
        std::ranges::count(there, VillageItemKind::own, &VillageItemRow::kind));
    if (count >= kMaxOwnItems)
        throw Refusal(RefusalKind::invalid, "too_many",
                      "A village may have 40 items of its own, ended ones included.");
    const std::string code = own_code(count + 1);
    const VillageItemRow row{village.digits(),
                             code,
                             VillageItemKind::own,
                             VillageItemState::proposed,
                             {},
                             stored_item(own_row(own, like, code)),
                             actor_.id,
                             tools_.clock(),
                             {},
                             {},
                             1};
    own_item(row);
    if (!rows.add(transaction, row))
        throw Refusal(RefusalKind::conflict, "changed",
                      "Somebody else added an item just now; try again.");
    record(transaction, "list.propose", row);
    transaction.commit();
    return row;
}

VillageItemRow VillageList::changed(Transaction& transaction, const AreaCode& village,
                                    const std::string& code, std::uint32_t version) {
    auto row = VillageItemRows(tools_.repository).lock(transaction, village.digits(), code);
    if (!row)
        throw Refusal(RefusalKind::unknown, "unknown_code",
                      "The village's list has nothing of its own about '" + code + "'.");
    if (row->version != version)
        throw Refusal(RefusalKind::conflict, "changed",
                      "This has changed since you saw it; look again.", "/version");
    ++row->version;
    return *row;
}

VillageItemRow VillageList::decide(const AreaCode& village, const std::string& code,
                                   ListDecision decision, std::uint32_t version) {
    require_village(village);
    if (!actor_.holds(Post::town_reviewer, village, code) &&
        !actor_.holds(Post::county_admin, village, code))
        throw Refusal(RefusalKind::forbidden, "post",
                      "Only the town's reviewer or the county's office may decide this.");
    Transaction transaction(tools_.repository);
    VillageItemRow row = changed(transaction, village, code, version);
    if (row.state != VillageItemState::proposed)
        throw Refusal(RefusalKind::conflict, "decided", "This was decided before.");
    if (row.proposed_by == actor_.id)
        throw Refusal(RefusalKind::forbidden, "own_item",
                      "Somebody else has to decide what you proposed.");
    row.state =
        decision == ListDecision::confirm ? VillageItemState::confirmed : VillageItemState::refused;
    row.decided_by = actor_.id;
    row.decided = tools_.clock();
    VillageItemRows(tools_.repository).put(transaction, row);
    record(transaction, "list.decide", row);
    transaction.commit();
    return row;
}

VillageItemRow VillageList::end(const AreaCode& village, const std::string& code,
                                std::uint32_t version) {
    require_proposer(village);
    Transaction transaction(tools_.repository);
    VillageItemRow row = changed(transaction, village, code, version);
    if (row.state == VillageItemState::ended || row.state == VillageItemState::refused)
        throw Refusal(RefusalKind::conflict, "decided", "This doesn't stand any more.");
    row.state = VillageItemState::ended;
    row.decided_by = actor_.id;
    row.decided = tools_.clock();
    VillageItemRows(tools_.repository).put(transaction, row);
    record(transaction, "list.end", row);
    transaction.commit();
    return row;
}

}  // namespace villageboard::county
