/// What is done to a published notice of the village, as drafts of the command line, and what a
/// refusal says.
#pragma once
#include <doctest/doctest.h>

#include <string>

#include "content/model/error.h"
#include "tests/sync/county/support.h"

namespace villageboard::county {

/// Withdraws, retires or erases it.
inline nlohmann::ordered_json operation(const std::string& id, const std::string& what) {
    nlohmann::ordered_json json{{"kind", "notice"},
                                {"catalogue", "N02"},
                                {"area", kVillage},
                                {"office", "539921102205-VC"},
                                {"reviewers", {"clerk"}},
                                {"operation", what},
                                {"id", id}};
    if (what == "withdraw") json["body"] = {{"reason", "日期写错，作废。"}};
    return json;
}

inline nlohmann::ordered_json correction(const std::string& id, const std::string& title) {
    nlohmann::ordered_json json = notice(title);
    json["id"] = id;
    json["operation"] = "correct";
    json["body"]["change_note"] = {{"what", "停水的日子"},
                                   {"why", "原来写错了"},
                                   {"who", "村文书"},
                                   {"old", {{{"label", "日子"}, {"value", "11月20日"}}}},
                                   {"new", {{{"label", "日子"}, {"value", "11月21日"}}}}};
    return json;
}

/// What the Error says that `work` has to throw.
template <typename Work>
std::string refusal(ErrorKind kind, Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.what();
    }
    return "";
}

}  // namespace villageboard::county
