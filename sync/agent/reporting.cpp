#include "sync/agent/reporting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/cache/holdings.h"
#include "content/model/error.h"
#include "content/model/uuid.h"
#include "sync/agent/reckon.h"
#include "sync/agent/screenshots.h"
#include "sync/agent/signed_post.h"
#include "sync/feed/bytes.h"

namespace villageboard::agent {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostAcknowledgements = 500;
constexpr std::size_t kMostReasons = 32;
constexpr std::size_t kMostDayRows = 600;
constexpr std::chrono::days kMostDays{7};

std::string_view name(state::RoundResult result) {
    switch (result) {
        case state::RoundResult::fresh:
            return "fresh";
        case state::RoundResult::retry:
            return "retry";
        case state::RoundResult::refused:
            return "refused";
        default:
            return "none";
    }
}

const char* name(state::Use use) {
    switch (use) {
        case state::Use::opened:
            return "opened";
        case state::Use::read_to_end:
            return "read_to_end";
        default:
            return "listened";
    }
}

std::uint64_t minutes(std::chrono::milliseconds time) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::minutes>(time).count());
}

/// Counts of one kind by item; what is under five goes into one cell without a name.
void add_counts(const char* what, const std::map<std::string, std::uint64_t>& counts, Json& list) {
    std::uint64_t merged = 0;
    for (const auto& [item, count] : counts) {
        if (count < kLeastCell || !is_uuid_v7(item) || list.size() >= kMostDayRows)
            merged += count;
        else
            list.push_back({{"item", item}, {"what", what}, {"count", count}});
    }
    if (merged >= kLeastCell) list.push_back({{"what", what}, {"count", merged}});
}

Json counts_of(const state::StateDb& state, Day day) {
    Json list = Json::array();
    std::map<std::string, std::uint64_t> shown;
    for (const auto& [item, time] : state.shown(day)) shown[item] = minutes(time);
    add_counts("minutes", shown, list);
    std::map<state::Use, std::map<std::string, std::uint64_t>> uses;
    for (const auto& use : state.uses(day)) uses[use.use][use.item] += use.count;
    for (const auto& [use, counts] : uses) add_counts(name(use), counts, list);
    return list;
}

void put_instant(Json& json, const char* member, Instant at) {
    if (at != Instant{}) json[member] = format_instant(at);
}

}  // namespace

/// A report and what is true once the county has it.
struct Reporting::Draft {
    Json json;
    Day day{};  ///< the last whole day in it
    std::vector<cache::Acknowledgement> acknowledged;
};

bool report_is_due(Instant now, Instant last, const std::string& device) {
    if (now < last) return true;
    const std::string seed = device + std::to_string(last.time_since_epoch().count());
    const auto spread = feed::read_u64(feed::sha256(seed).bytes());
    constexpr std::uint64_t kSpread = std::chrono::seconds{kBetweenReports}.count() / 3;
    return now - last >= kBetweenReports + std::chrono::seconds{spread % kSpread};
}

void Reporting::note(const std::string& reason) {
    if (reason.empty()) return;
    if (reasons_.contains(reason) || reasons_.size() < kMostReasons) ++reasons_[reason];
}

Told Reporting::tell(fetch::PlainHttp plain) {
    try {
        const auto identity = trust_.identity();
        if (!identity || !takes_posts(*identity)) return Told::impossible;
        return send(*identity, plain);
    } catch (const Error&) {
        return Told::unreachable;
    }
}

bool Reporting::attempt_is_allowed() {
    const RunningTime now = environment_.running();
    if (attempted_ && attempted_->boot_id == now.boot_id &&
        now.since_boot - attempted_->since_boot < kBetweenAttempts)
        return false;
    attempted_ = now;
    return true;
}

Told Reporting::send(const Identity& identity, fetch::PlainHttp plain) {
    Generations generations(data_dir_, *environment_.disk, environment_.cache_vfs);
    cache::CacheWriter& cache = generations.open(state_.reported_damage());
    generations.delete_others();
    const Times times = reckon(trust_.times(), environment_.running());
    const bool carried_out = generations.alone() && cache.any_acknowledgement();
    const std::string alert = cache::newest_alert(cache.database());
    if (!alert_) alert_ = alert;
    const bool warned = !alert.empty() && *alert_ != alert;
    if (!carried_out && !warned &&
        !report_is_due(times.reckoned, trust_.told().at, identity.device_id))
        return Told::not_due;
    if (!attempt_is_allowed()) return Told::not_due;

    const Draft draft = write(cache, generations);
    const auto now = state::judge_clock(environment_.clock(), times.floor, times.reckoned).now;
    const auto county = environment_.fetcher(
        identity.county, plain == fetch::PlainHttp::anywhere ? plain : identity.plain);
    const fetch::PostReply reply =
        post_signed(*county, identity, {"v1/reports", draft.json.dump()}, now, environment_.random);
    if (reply.status != 201 && reply.status != 200) {
        trust_.set_told({.at = times.reckoned, .day = trust_.told().day});
        return Told::refused;
    }
    cache::Transaction transaction(cache.database());
    cache.told(transaction, draft.acknowledged);
    transaction.commit();
    trust_.set_told({.at = times.reckoned, .day = draft.day});
    reasons_.clear();
    alert_ = alert;
    hand_over_screenshot_ask(reply.body, state_, environment_.running());
    return Told::told;
}

Reporting::Draft Reporting::write(cache::CacheWriter& cache, const Generations& generations) {
    const state::AgentHealth health = state_.health();
    const state::ClockReading clock = environment_.clock();
    const RunningTime running = environment_.running();
    const auto time = state::judge_clock(clock, health.floor, health.reckoned);
    Draft draft;
    Json& json = draft.json;
    json = {{"format", 1},
            {"made", format_instant(clock.wall)},
            {"clock",
             {{"known", time.known},
              {"source", clock.source == state::ClockSource::network ? "network" : "real_time"}}},
            {"program", VILLAGEBOARD_VERSION},
            {"boot", running.boot_id.substr(0, 40)},
            {"uptime_s", running.since_boot.count()},
            {"keys", health.keys},
            {"round", {{"result", name(health.result)}, {"reason", health.reason}}},
            {"errors", Json::array()},
            {"feeds", Json::array()}};
    put_instant(json["round"], "fresh", health.fresh);
    for (const auto& [reason, count] : reasons_)
        json["errors"].push_back({{"code", reason}, {"count", count}});
    for (const cache::FeedState& feed : cache.feeds()) {
        const cache::Holdings held = cache::holdings(cache.database(), feed.area);
        json["feeds"].push_back({{"area", feed.area},
                                 {"size", feed.size},
                                 {"root", feed.root},
                                 {"items", held.items},
                                 {"shown", held.shown},
                                 {"sealed", held.sealed},
                                 {"damaged", held.damaged},
                                 {"digest", digest_of(cache, feed)}});
        put_instant(json["feeds"].back(), "confirmed", feed.confirmed);
    }
    const cache::MissingFiles missing = cache::missing_files(cache.database());
    json["files"] = {{"missing", missing.count}, {"missing_bytes", missing.bytes}};
    std::error_code failure;
    const auto space = std::filesystem::space(data_dir_, failure);
    if (!failure)
        json["storage"] = {{"free_bytes", space.available}, {"total_bytes", space.capacity}};

    const Day today = shanghai_day(time.now);
    std::chrono::milliseconds glass{0};
    for (const auto& [item, shown] : state_.shown(today)) glass += shown;
    json["minutes_today"] = minutes(glass);
    json["days"] = Json::array();
    std::size_t rows = 0;
    const Day last = std::max(trust_.told().day, today - kMostDays - std::chrono::days{1});
    draft.day = last;
    for (Day day = last + std::chrono::days{1}; day < today && rows < kMostDayRows;
         day += std::chrono::days{1}) {
        Json counts = counts_of(state_, day);
        rows += counts.size();
        if (!counts.empty())
            json["days"].push_back({{"day", format_day(day)}, {"counts", std::move(counts)}});
        draft.day = day;
    }
    json["acknowledged"] = Json::array();
    if (generations.alone()) draft.acknowledged = cache.acknowledgements(kMostAcknowledgements);
    for (const cache::Acknowledgement& one : draft.acknowledged)
        json["acknowledged"].push_back({{"area", one.area},
                                        {"item", one.id},
                                        {"index", one.entry},
                                        {"what", one.what},
                                        {"at", format_instant(one.done)}});
    return draft;
}

std::string Reporting::digest_of(cache::CacheWriter& cache, const cache::FeedState& feed) {
    auto& [root, digest] = digests_[feed.area];
    if (root != feed.root || digest.empty()) {
        digest = cache::revisions_digest(cache.database(), feed.area);
        root = feed.root;
    }
    return digest;
}

}  // namespace villageboard::agent
