#include "content/demo/roll_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/model/error.h"

namespace villageboard::demo {

using Json = nlohmann::json;

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorKind::invalid, "The table of rolls holds " + what + ".", "tables/rolls.json");
}

Day day_of_text(const Json& text) {
    const auto day = parse_day(text.get<std::string>());
    if (!day) refuse("a day that is no day: " + text.dump());
    return *day;
}

}  // namespace

Json read_rolls(std::string_view rolls_json, const DemoClock& clock) {
    try {
        return Json::parse(resolve_tokens(rolls_json, clock));
    } catch (const Json::exception& error) {
        refuse(std::string("no JSON: ") + error.what());
    }
}

Fen yuan_of(const Json& text) {
    const auto amount = parse_yuan(text.get<std::string>());
    if (!amount) refuse("an amount that is no amount: " + text.dump());
    return *amount;
}

std::string filled(std::string text, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + name + "}";
        for (std::size_t at = text.find(mark); at != std::string::npos;
             at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

ItemDraft roll_draft(const Json& row, Kind kind) {
    ItemDraft draft{*AreaCode::parse("539921102205")};
    draft.kind = kind;
    draft.catalogue = row.at("catalogue");
    draft.formed = day_of_text(row.at("formed"));
    draft.published = parse_instant(row.at("published").get<std::string>());
    if (row.contains("notice"))
        draft.notice_period = {day_of_text(row.at("notice").at(0)),
                               day_of_text(row.at("notice").at(1))};
    draft.office = "539921102-TG";
    draft.reviewers = {"village_supervision", "town_reviewer"};
    return draft;
}

void put_words(BodyCommon& body, const Json& row, const Json& table,
               const std::map<std::string, std::string>& values) {
    body.title = row.at("title");
    body.plain_title = row.at("plain_title").get<std::string>();
    body.summary = filled(row.at("summary"), values);
    body.office_name = "杉坪镇人民政府";
    body.basis = {row.at("basis").get<std::string>()};
    const Json& card = table.at("contact");
    body.contact =
        ContactCard{card.at("post"), std::nullopt, card.at("phone"),
                    card.at("hours").get<std::string>(), card.at("place").get<std::string>()};
    if (row.contains("en"))
        body.languages["en"] = {
            row.at("en").at(0), std::nullopt, filled(row.at("en").at(1), values), {}};
}

std::string group_name(const Village& village, const std::string& group) {
    const auto found = std::find_if(village.groups.begin(), village.groups.end(),
                                    [&](const Group& row) { return row.group == group; });
    return found == village.groups.end() ? group : found->name;
}

}  // namespace villageboard::demo
