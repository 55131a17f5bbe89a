/// People of an invented county at the desk, and the calls that tests make of them.
#pragma once
#include <string>
#include <vector>

#include "sync/county/store/dossier_rows.h"
#include "tests/sync/county/calls.h"
#include "tests/sync/county/postgres.h"

namespace villageboard::county {

inline Actor li() { return somebody("li", Post::clerk, kVillage); }
inline Actor yang() { return somebody("yang", Post::village_head, kVillage); }
inline Actor mu() { return somebody("mu", Post::accountant, kVillage); }
inline Actor he() { return somebody("he", Post::supervision, kVillage); }
inline Actor wang() { return somebody("wang", Post::town_reviewer, kTown); }
inline Actor zhao() { return somebody("zhao", Post::town_reviewer, kTown); }
inline Actor chen() { return somebody("chen", Post::county_editor, kCounty); }
inline Actor sun() { return somebody("sun", Post::county_admin, kCounty); }
inline Actor zhou() { return somebody("zhou", Post::county_admin, kCounty); }

/// A quarter's accounts whose sums agree.
inline nlohmann::ordered_json accounts() {
    return {{"kind", "finance"},
            {"catalogue", "F01"},
            {"area", kVillage},
            {"formed", "2026-11-19"},
            {"office", "539921102205-CE"},
            {"body",
             {{"title", "2026年第三季度财务收支"},
              {"summary", "这个季度收了800元，支了200元。"},
              {"office_name", "核桃箐村集体经济组织"},
              {"system", "village_collective_2023"},
              {"period",
               {{"type", "quarter"},
                {"from", "2026-07-01"},
                {"to", "2026-09-30"},
                {"label", "2026年第三季度"}}},
              {"sheet_a",
               {{"opening_fen", 100000},
                {"income", {{{"code", "I1"}, {"label", "出租及承包收入"}, {"amount_fen", 80000}}}},
                {"income_total_fen", 80000},
                {"expense", {{{"code", "E1"}, {"label", "水电费"}, {"amount_fen", 20000}}}},
                {"expense_total_fen", 20000},
                {"closing_fen", 160000},
                {"year_income_fen", 80000},
                {"year_expense_fen", 20000},
                {"accounts",
                 {{{"name", "银行存款"},
                   {"opening_fen", 100000},
                   {"income_fen", 80000},
                   {"expense_fen", 20000},
                   {"closing_fen", 160000}}}}}}}}};
}

/// A county's notice about policies and guides.
inline nlohmann::ordered_json county_notice(const std::string& title) {
    auto json = notice(title);
    json["catalogue"] = "N03";
    json["area"] = kCounty;
    json["office"] = "539921-CB";
    return json;
}

inline Json begin(CountyFixture& county, const Actor& actor, const nlohmann::ordered_json& document,
                  const std::string& operation = "publish", const std::string& item = {},
                  int status = 201) {
    Json body{{"area", document.at("area")}, {"operation", operation}, {"document", document}};
    if (!item.empty()) body["item"] = item;
    return answered(call(county, actor, "POST", "/v1/dossiers", body.dump()), status);
}

/// An act of a dossier, at the version it has now.
inline HttpResponse act(CountyFixture& county, const Actor& actor, const std::string& id,
                        const std::string& name, Json body = Json::object()) {
    const auto row = DossierRows(county.county().repository()).find(id);
    REQUIRE(row);
    if (!body.contains("version")) body["version"] = row->version;
    return call(county, actor, "POST", "/v1/dossiers/" + id + "/" + name, body.dump());
}

/// Signs with a reason for every finding that needs one.
inline HttpResponse sign(CountyFixture& county, const Actor& actor, const std::string& id) {
    Json reasons = Json::array();
    for (const FindingRow& row : DossierRows(county.county().repository()).findings(id))
        if (row.severity == "W")
            reasons.push_back({{"finding", row.position}, {"reason", "已核对原件"}});
    return act(county, actor, id, "sign", {{"reasons", reasons}});
}

inline std::string code_of(const HttpResponse& response) {
    const Json body = Json::parse(response.body);
    return body.contains("code") ? body["code"].get<std::string>() : std::string();
}

inline std::string state_of(CountyFixture& county, const std::string& id) {
    return DossierRows(county.county().repository()).find(id)->state;
}

/// Begun, submitted and signed by everybody in turn; its id.
inline std::string out(CountyFixture& county, const Actor& author,
                       const nlohmann::ordered_json& document, const std::vector<Actor>& signers,
                       const std::string& operation = "publish", const std::string& item = {}) {
    const std::string id = begin(county, author, document, operation, item)["id"];
    answered(act(county, author, id, "submit"));
    for (const Actor& signer : signers) answered(sign(county, signer, id));
    return id;
}

inline std::string item_of(CountyFixture& county, const std::string& id) {
    return DossierRows(county.county().repository()).find(id)->item;
}

inline std::uint64_t feed_size(CountyFixture& county, const char* area = kVillage) {
    const auto feed = county.county().repository().feed(area);
    return feed ? feed->size : 0;
}

/// Uploads bytes in one chunk; the name for documents.
inline std::string uploaded(CountyFixture& county, const Actor& actor, const std::string& mime,
                            const std::string& bytes) {
    const Json begun = answered(call(county, actor, "POST", "/v1/uploads",
                                     Json{{"mime", mime}, {"size", bytes.size()}}.dump()),
                                201);
    const std::string id = begun["id"];
    answered(call(county, actor, "PUT",
                  "/v1/uploads/" + id + "?offset=0&sha256=" + feed::sha256(bytes).hex(), bytes));
    return begun["name"];
}

/// The least that passes for a picture.
inline std::string picture(const std::string& salt) {
    return std::string("\x89PNG\r\n\x1A\n", 8) + "picture " + salt;
}

}  // namespace villageboard::county
