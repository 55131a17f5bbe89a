#include "sync/agent/status.h"

#include <nlohmann/json.hpp>

#include "content/cache/reader.h"
#include "content/model/error.h"
#include "content/state/state.h"
#include "sync/agent/enrol.h"

namespace villageboard::agent {
namespace {

using state::RoundResult;

std::string_view name(RoundResult result) {
    switch (result) {
        case RoundResult::fresh:
            return "fresh";
        case RoundResult::retry:
            return "retry";
        case RoundResult::refused:
            return "refused";
        default:
            return "none";
    }
}

std::string when(Instant at) { return at == Instant{} ? "never" : format_instant(at); }

nlohmann::ordered_json to_json(const state::AgentHealth& health, const cache::CacheReader& cache,
                               const state::JudgedTime& time, const std::string& fingerprint) {
    const auto instant = [](Instant at) {
        return at == Instant{} ? nlohmann::ordered_json()
                               : nlohmann::ordered_json(format_instant(at));
    };
    nlohmann::ordered_json json{{"enrolled", !health.county.empty()},
                                {"county", health.county},
                                {"area", health.area},
                                {"fingerprint", fingerprint},
                                {"keys", health.keys},
                                {"result", name(health.result)},
                                {"reason", health.reason},
                                {"message", health.message},
                                {"finished", instant(health.finished)},
                                {"fresh", instant(health.fresh)},
                                {"time_floor", instant(health.floor)},
                                {"clock_known", time.known},
                                {"now", instant(time.now)},
                                {"generation", cache.generation()},
                                {"items", cache.count({})},
                                {"feeds", nlohmann::ordered_json::array()}};
    for (const cache::FeedRow& feed : cache.feeds())
        json["feeds"].push_back({{"area", feed.area},
                                 {"origin", feed.origin},
                                 {"size", feed.size},
                                 {"root", feed.root},
                                 {"confirmed", instant(feed.confirmed)},
                                 {"contacted", instant(feed.contacted)},
                                 {"granted", feed.granted},
                                 {"successor", feed.successor}});
    return json;
}

std::string to_text(const state::AgentHealth& health, const cache::CacheReader& cache,
                    const state::JudgedTime& time, const std::string& fingerprint) {
    if (health.county.empty())
        return "This terminal has not synchronised yet.\nfingerprint " + fingerprint + "\n";
    std::string text = "county      " + health.county + "\narea        " + health.area +
                       "\nlast round  " + std::string(name(health.result)) + ", " +
                       when(health.finished) + "\n";
    if (!health.message.empty()) text += "            " + health.message + "\n";
    text += "fingerprint " + fingerprint + "\nlast fresh  " + when(health.fresh) +
            "\nclock       " + (time.known ? "known, " : "not known, reckoned ") +
            format_instant(time.now) + "\nkeys        " + (health.keys ? "held" : "not held") +
            "\nitems       " + std::to_string(cache.count({})) + "\n";
    for (const cache::FeedRow& feed : cache.feeds())
        text += "feed        " + feed.area + ": " + std::to_string(feed.size) +
                " entries, confirmed " + when(feed.confirmed) + (feed.granted ? ", granted" : "") +
                (feed.successor.empty() ? "" : ", now " + feed.successor) + "\n";
    return text;
}

}  // namespace

std::string status(const std::filesystem::path& data_dir, state::ClockReading clock,
                   StatusForm form) {
    if (!std::filesystem::exists(data_dir / "trust.db"))
        throw Error(ErrorKind::invalid,
                    data_dir.string() + " holds no terminal; run 'enrol' first.",
                    data_dir.string());
    const state::AgentHealth health = state::StateDb(data_dir).health();
    cache::CacheReader cache(data_dir);
    cache.refresh();
    const state::JudgedTime time = state::judge_clock(clock, health.floor, health.reckoned);
    const std::string own = fingerprint(data_dir);
    if (form == StatusForm::json) return to_json(health, cache, time, own).dump(2) + "\n";
    return to_text(health, cache, time, own);
}

}  // namespace villageboard::agent
