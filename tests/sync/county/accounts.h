/// The villagers' sheet of one period, as a draft whose sums agree.
#pragma once
#include <string>

#include "tests/sync/county/support.h"

namespace villageboard::county {

inline nlohmann::ordered_json accounts(const std::string& from, const std::string& to,
                                       const std::string& formed, int income_fen = 50000) {
    return {{"kind", "finance"},
            {"catalogue", "F01"},
            {"area", kVillage},
            {"formed", formed},
            {"office", "539921102205-CE"},
            {"reviewers", {"village_head", "supervision"}},
            {"body",
             {{"title", "核桃箐村财务收支"},
              {"summary", "收支都在这里。"},
              {"office_name", "核桃箐村集体经济组织"},
              {"system", "village_collective_2023"},
              {"period", {{"type", "quarter"}, {"from", from}, {"to", to}, {"label", "本季度"}}},
              {"sheet_a",
               {{"opening_fen", 100000},
                {"income",
                 {{{"code", "rent"}, {"label", "出租及承包收入"}, {"amount_fen", income_fen}}}},
                {"income_total_fen", income_fen},
                {"expense", {{{"code", "pay"}, {"label", "干部报酬"}, {"amount_fen", 20000}}}},
                {"expense_total_fen", 20000},
                {"closing_fen", 80000 + income_fen},
                {"year_income_fen", income_fen},
                {"year_expense_fen", 20000}}}}}};
}

/// A draft that does something to an item which stands in the feed.
inline nlohmann::ordered_json command(const nlohmann::ordered_json& item, const std::string& id,
                                      const std::string& operation) {
    nlohmann::ordered_json json{{"kind", item.at("kind")},
                                {"catalogue", item.at("catalogue")},
                                {"area", item.at("area")},
                                {"office", item.at("office")},
                                {"reviewers", {"clerk"}},
                                {"operation", operation},
                                {"id", id}};
    if (operation == "withdraw") json["body"] = {{"reason", "通知已取消。"}};
    if (operation != "correct") return json;
    json["formed"] = item.at("formed");
    json["body"] = item.at("body");
    json["body"]["change_note"] = {{"what", "数字"}, {"why", "写错"}, {"who", "文书"}};
    return json;
}

}  // namespace villageboard::county
