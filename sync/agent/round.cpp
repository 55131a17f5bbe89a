#include "sync/agent/round.h"

#include <algorithm>

#include "content/model/error.h"
#include "sync/agent/messages.h"
#include "sync/agent/policy.h"
#include "sync/agent/reckon.h"

namespace villageboard::agent {

using feed::Verdict;
using state::RoundResult;

namespace {

/// Roots and keys change rarely; the freshness time, and so every checkpoint, changes hourly.
constexpr std::chrono::hours kSlowly{1};
constexpr std::size_t kWaitingAtOnce = 500;

Identity enrolled(TrustStore& trust) {
    const auto identity = trust.identity();
    if (!identity)
        throw Error(ErrorKind::invalid, "This terminal is not enrolled; run 'enrol' first.");
    return *identity;
}

std::vector<std::string> source_names(const Identity& identity, const RoundOptions& options,
                                      const std::filesystem::path& data_dir) {
    std::vector<std::string> names{options.from, identity.county};
    for (std::string& mirror : read_mirrors(data_dir)) names.push_back(std::move(mirror));
    return names;
}

}  // namespace

/// How one area came out over all sources.
struct Agent::Round::AreaResult {
    bool good = false;
    Verdict refused = Verdict::verified;
    std::string refused_by;
    bool stale = false;
    bool missing = false;
    bool never_seen = false;
};

Agent::Round::Round(Agent& agent, const RoundOptions& options)
    : agent_(agent),
      options_(options),
      identity_(enrolled(agent.trust_)),
      clock_(agent.environment_.clock()),
      times_(reckon(agent.trust_.times(), agent.environment_.running())),
      generations_(agent.data_dir_, *agent.environment_.disk, agent.environment_.cache_vfs),
      cache_(generations_.open(agent.state_.reported_damage())),
      sources_(agent.environment_, source_names(identity_, options, agent.data_dir_),
               options.plain == fetch::PlainHttp::anywhere ? options.plain : identity_.plain),
      root_(agent.trust_.root()),
      keys_(held_keys(agent.trust_, identity_)),
      parts_(*agent.environment_.disk, agent.data_dir_ / "parts"),
      files_(cache_, parts_, *agent.environment_.disk, agent.data_dir_, root_.origin) {
    const state::JudgedTime time = judged();
    now_ = time.now;
    if (time.known) known_clock_ = clock_.wall;
    if (keys_) village_keys_ = keys_->village_keys;
}

state::JudgedTime Agent::Round::judged() const {
    return state::judge_clock(clock_, times_.floor, times_.reckoned);
}

RoundReport Agent::Round::run() {
    if (agent_.trust_.replaced()) restore_floors();
    pass_time();
    ask_slowly();
    sync_areas();
    if (cache_.any_waiting()) {
        ask_keys();
        open_waiting();
        sync_areas();
    }
    fetch_files();
    now_ = judged().now;
    pass_time();
    if (generations_.rebuilding() && worst_ == RoundResult::fresh) {
        generations_.show_written();
        agent_.state_.clear_damage();
    }
    agent_.trust_.set_times(times_);
    return report();
}

void Agent::Round::restore_floors() {
    for (const cache::FeedState& held : cache_.feeds()) {
        const auto area = AreaCode::parse(held.area);
        if (!area) continue;
        const auto opened = feed::open_checkpoint(held.note, root_.checkpoint_keys(*area));
        if (opened.verdict != Verdict::verified) continue;
        agent_.trust_.raise_floor(*area, feed::raise_floor(agent_.trust_.floor(*area), opened));
        confirm(opened.fresh);
    }
}

void Agent::Round::pass_time() {
    cache::Transaction transaction(cache_.database());
    const auto passed = cache_.pass_time(transaction, now_);
    if (passed.shown + passed.expired + passed.purged > 0)
        transaction.commit();
    else
        transaction.roll_back();
    files_.finish_removals([this] { generations_.delete_others(); }, now_);
}

void Agent::Round::ask_slowly() {
    if (times_.reckoned - times_.roots_asked >= kSlowly) ask_roots();
    if (times_.reckoned - times_.keys_asked >= kSlowly) ask_keys();
}

void Agent::Round::ask_roots() {
    if (std::exchange(roots_asked_, true)) return;
    const auto before = root_.version;
    sources_.each([&](fetch::Fetcher& source) {
        const RootsOutcome outcome = update_roots(agent_.trust_, source, clock_.wall);
        if (outcome.verdict != Verdict::verified)
            note(outcome.verdict, source.source(), "the trust root");
        times_ = lower(times_, outcome.lower_time_floor);
        times_.roots_asked = times_.reckoned;
        return Sources::Next::done;
    });
    root_ = agent_.trust_.root();
    if (root_.version != before) agent_.trust_.set_times(times_);
}

void Agent::Round::ask_keys() {
    if (std::exchange(keys_asked_, true)) return;
    sources_.each([&](fetch::Fetcher& source) {
        const Verdict verdict = update_keys(agent_.trust_, identity_, source);
        if (verdict != Verdict::verified) note(verdict, source.source(), "this terminal's keys");
        times_.keys_asked = times_.reckoned;
        return Sources::Next::done;
    });
    keys_ = held_keys(agent_.trust_, identity_);
    if (keys_) village_keys_ = keys_->village_keys;
}

std::vector<Followed> Agent::Round::followed() {
    std::vector<Succession> successions;
    for (const std::string& body : cache_.live_bodies(Kind::areas))
        for (Succession& step : read_successions(body)) successions.push_back(std::move(step));
    return follow(identity_.area, keys_ ? keys_->areas : std::vector<AreaCode>{}, successions,
                  shanghai_day(now_));
}

void Agent::Round::sync_areas() {
    // what the county's feed brings may name further areas
    for (bool more = true; more;) {
        more = false;
        for (const Followed& area : followed()) {
            if (!done_.insert(area.area).second) continue;
            const AreaResult result = sync_area(area);
            more = true;
            if (is_alarm(result.refused) || (!result.good && result.refused != Verdict::verified)) {
                note(result.refused, result.refused_by, area.area.digits());
            } else if (!result.good && result.stale) {
                note(Verdict::stale, "Every source", area.area.digits());
            } else if (!result.good && !(result.missing && result.never_seen)) {
                worst_ = std::max(worst_, RoundResult::retry);
                if (reason_.empty()) reason_ = result.missing ? "missing_file" : "network";
                if (message_.empty())
                    message_ = sources_.failure().empty()
                                   ? "No source has feed " + area.area.digits() + "."
                                   : sources_.failure();
            }
            break;
        }
    }
    if (verified_feeds_ == 0 && worst_ == RoundResult::fresh) {
        worst_ = RoundResult::retry;
        reason_ = "missing_file";
        message_ = "No source has a feed of this terminal's areas.";
    }
}

Agent::Round::AreaResult Agent::Round::sync_area(const Followed& followed) {
    AreaResult result;
    result.never_seen = !agent_.trust_.floor(followed.area);
    sources_.each([&](fetch::Fetcher& source) {
        FeedOutcome outcome = try_source(followed, source);
        if (outcome.unknown_key && !roots_asked_) {
            ask_roots();
            outcome = try_source(followed, source);
        }
        if (outcome.rebuild)
            throw Error(ErrorKind::corrupt, "The cache contradicts what was verified.");
        switch (outcome.verdict) {
            case Verdict::verified:
                result.good = true;
                ++verified_feeds_;
                changed_ += outcome.changed ? 1 : 0;
                confirm(outcome.fresh);
                return Sources::Next::done;
            case Verdict::stale:
                result.stale = true;
                break;
            case Verdict::missing_file:
                result.missing = true;
                break;
            default:
                if (!is_alarm(result.refused)) {
                    result.refused = outcome.verdict;
                    result.refused_by = source.source();
                }
        }
        return Sources::Next::go_on;
    });
    return result;
}

FeedTask Agent::Round::task_for(const Followed& followed) {
    const auto keys = village_keys_.find(followed.area);
    return {.policy = {.area = followed.area,
                       .origin = feed::feed_origin(root_.origin, followed.area),
                       .publishers = root_.publishers,
                       .keys = keys == village_keys_.end() ? feed::VillageKeys{} : keys->second,
                       .now = now_},
            .keys = root_.checkpoint_keys(followed.area),
            .granted = followed.granted,
            .successor = followed.successor,
            .contacted = clock_.wall,
            .clock = known_clock_};
}

FeedOutcome Agent::Round::try_source(const Followed& followed, fetch::Fetcher& source) {
    FeedSync sync(cache_, agent_.trust_, parts_);
    return sync.run(task_for(followed), source);
}

void Agent::Round::open_waiting() {
    for (const auto& [area, keys] : village_keys_) {
        const std::string origin = feed::feed_origin(root_.origin, area);
        std::size_t opened_now = kWaitingAtOnce;
        while (opened_now == kWaitingAtOnce) {
            opened_now = 0;
            cache::Transaction transaction(cache_.database());
            for (const cache::WaitingBody& body : cache_.waiting(area.digits(), kWaitingAtOnce)) {
                const feed::SealContext context{origin, body.id, body.revision};
                const feed::OpenedFrame opened = feed::open_frame(
                    body.sealed, body.size, {.village = &keys, .context = &context});
                if (opened.verdict != Verdict::verified ||
                    feed::sha256(opened.body).hex() != body.digest)
                    continue;
                cache_.open_body(transaction, body, opened.body, now_);
                ++opened_now;
            }
            transaction.commit();
        }
    }
}

void Agent::Round::fetch_files() {
    if (cache_.wanted(1).empty()) return;
    Verdict wrong = Verdict::verified;
    std::string wrong_source;
    std::size_t left = 0;
    sources_.each([&](fetch::Fetcher& source) {
        const FilesOutcome outcome =
            files_.fetch(source, village_keys_, options_.file_budget_bytes);
        left = outcome.left;
        if (outcome.verdict != Verdict::verified) {
            wrong = outcome.verdict;
            wrong_source = source.source();
        }
        return left == 0 ? Sources::Next::done : Sources::Next::go_on;
    });
    if (left > 0 && wrong != Verdict::verified) note(wrong, wrong_source, "an attachment");
}

void Agent::Round::note(Verdict verdict, const std::string& source, const std::string& area) {
    const RoundResult result =
        verdict == Verdict::stale ? RoundResult::retry : RoundResult::refused;
    if (result <= worst_ && worst_ != RoundResult::fresh) return;
    worst_ = result;
    reason_ = feed::to_string(verdict);
    message_ = describe(verdict, source, area);
}

void Agent::Round::confirm(const std::optional<Instant>& fresh) {
    if (fresh) times_ = agent::confirm(times_, *fresh);
}

RoundReport Agent::Round::report() const {
    return {.result = worst_,
            .reason = reason_,
            .message = message_,
            .changed = changed_,
            .requests = sources_.requests()};
}

}  // namespace villageboard::agent
