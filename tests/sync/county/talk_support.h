/// A consultation of an invented village, and the calls that tests make about it.
#pragma once
#include <string>

#include "sync/county/inbox/inbox.h"
#include "sync/county/inbox/unsealer.h"
#include "tests/sync/county/desk_support.h"
#include "tests/sync/county/messages.h"

namespace villageboard::county {

inline constexpr std::chrono::hours kDay{24};

/// Open from the fixture's first day, 2026-11-20, to the 27th.
inline nlohmann::ordered_json lamps(const std::string& open_to = "2026-11-27") {
    return {{"kind", "consultation"},
            {"catalogue", "G07"},
            {"area", kVillage},
            {"formed", "2026-11-20"},
            {"office", "539921102205-VC"},
            {"body",
             {{"title", "路灯装在哪里征求意见"},
              {"summary", "请大家说说路灯装在哪里。"},
              {"office_name", "核桃箐村民委员会"},
              {"background", "明年有十二盏路灯。"},
              {"open_from", "2026-11-20"},
              {"open_to", open_to},
              {"channels", {"村里的屏幕", "村委会电话"}},
              {"questions",
               {{{"id", "q1"},
                 {"text", "装在哪一段？"},
                 {"type", "choice"},
                 {"options", {"河边", "上寨"}}}}}}}};
}

/// Written by the clerk, approved by the head, live; its item.
inline std::string opened(CountyFixture& county, const nlohmann::ordered_json& document = lamps()) {
    return item_of(county, out(county, li(), document, {yang()}));
}

inline std::string path_of(const std::string& item, const std::string& act = {}) {
    return "/v1/consultations/" + item + act + "?area=" + kVillage;
}

inline Json seen(CountyFixture& county, const std::string& item) {
    return answered(call(county, li(), "GET", path_of(item)));
}

/// At the version that it has now.
inline HttpResponse does(CountyFixture& county, const Actor& actor, const std::string& method,
                         const std::string& item, const std::string& act,
                         Json body = Json::object()) {
    if (!body.contains("version")) body["version"] = seen(county, item)["version"];
    return call(county, actor, method, path_of(item, act), body.dump());
}

/// A villager's answer from a terminal, written on `day`.
inline void answers(CountyFixture& county, const std::string& item, const char* day,
                    const std::string& words = {}) {
    state::Submission made = message(words);
    made.kind = state::SubmissionKind::answer;
    made.about = state::SubmissionAbout{item, 1, {}};
    if (words.empty()) made.answers = {{"q1", {0}}};
    made.day = *parse_day(day);
    Inbox(county.tools()).take(sealed(county, made));
    REQUIRE(Unsealer(county.tools()).open(county.county().keys().inbox_keys(), 10).opened == 1);
}

inline Json opinion(const std::string& words, const std::string& decision,
                    const std::string& reason, int times = 1) {
    return {{"from", "村民"},
            {"opinion", words},
            {"times", times},
            {"decision", decision},
            {"reason", reason}};
}

}  // namespace villageboard::county
