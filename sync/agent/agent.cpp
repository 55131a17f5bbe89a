#include "sync/agent/agent.h"

#include <algorithm>

#include "content/cache/writer.h"
#include "content/model/error.h"
#include "sync/agent/generations.h"
#include "sync/agent/messages.h"
#include "sync/agent/policy.h"
#include "sync/agent/reckon.h"
#include "sync/agent/round.h"
#include "sync/agent/staff_pins.h"

namespace villageboard::agent {

using state::RoundResult;

AgentLock::AgentLock(const std::filesystem::path& data_dir)
    : lock_(data_dir / "sync.lock", state::FileLock::Mode::exclusive) {
    if (!lock_.held())
        throw Error(ErrorKind::retry,
                    "Another villageboard-sync is at work in " + data_dir.string() + ".",
                    data_dir.string());
}

Agent::Agent(std::filesystem::path data_dir, Environment environment)
    : data_dir_(std::move(data_dir)),
      environment_(std::move(environment)),
      lock_(data_dir_),
      trust_(data_dir_),
      state_(data_dir_),
      screenshots_(environment_, trust_, state_),
      reporting_(data_dir_, environment_, trust_, state_) {}

Agent::~Agent() = default;

RoundReport Agent::round(const RoundOptions& options) {
    RoundReport report;
    for (int attempt = 0; attempt < 2; ++attempt) {
        std::uint64_t generation = 0;
        try {
            Round round(*this, options);
            generation = round.generation();
            report = round.run();
            break;
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::invalid) throw;
            report.result =
                error.kind() == ErrorKind::rejected ? RoundResult::refused : RoundResult::retry;
            report.reason = error.kind() == ErrorKind::corrupt ? "cache_damaged" : "local";
            report.message = one_line(error.what());
            if (error.kind() != ErrorKind::corrupt) break;
            if (generation > 0) state_.report_damage(generation);
        }
    }
    record(report);
    return report;
}

void Agent::record(const RoundReport& report) {
    const Instant wall = environment_.clock().wall;
    const Times times = trust_.times();
    state::AgentHealth health = state_.health();
    health.result = report.result;
    health.reason = report.reason;
    health.message = report.message;
    health.finished = wall;
    if (report.result == RoundResult::fresh) health.fresh = wall;
    health.floor = times.floor;
    health.reckoned = times.reckoned;
    if (const auto identity = trust_.identity()) {
        health.county = trust_.root().origin;
        health.area = identity->area.digits();
        const auto keys = held_keys(trust_, *identity);
        health.keys = keys.has_value();
        if (keys) hand_over(*keys, health);
    }
    state_.set_health(health);
    trust_.keep_copy(wall);
    state_.keep_copy(wall);
}

void Agent::hand_over(const feed::DeviceKeys& keys, state::AgentHealth& health) {
    try {
        hand_over_pins(keys.staff, state_, data_dir_);
    } catch (const Error& error) {
        health.result = std::max(health.result, RoundResult::retry);
        health.reason = "local";
        health.message = one_line(error.what());
    }
}

Told Agent::tell_county(const RoundReport& report, const RoundOptions& options) {
    screenshots_.send(options.plain);
    reporting_.note(report.reason);
    return reporting_.tell(options.plain);
}

UplinkReport Agent::send_submissions(const RoundOptions& options, std::size_t most) {
    Uplink uplink(trust_, state_, environment_);
    const Identity identity = *trust_.identity();
    UplinkReport report;
    try {
        for (const std::string& source : {options.from, identity.county})
            if (const std::string folder = fetch::folder_of(source); !folder.empty()) {
                const UplinkReport taken = uplink.take_receipts(folder);
                report.done += taken.done;
                report.failed |= taken.failed;
                if (!taken.message.empty()) report.message = taken.message;
            }
        uplink.forget();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::retry) throw;
        report.failed = true;
        report.message = one_line(error.what());
    }
    if (!fetch::folder_of(identity.county).empty()) return report;
    const auto plain = options.plain == fetch::PlainHttp::anywhere ? options.plain : identity.plain;
    const auto county = environment_.fetcher(identity.county, plain);
    UplinkReport sent = uplink.send(*county, most);
    sent.done += report.done;
    sent.failed |= report.failed;
    if (sent.message.empty()) sent.message = report.message;
    return sent;
}

Agent::StickReport Agent::submissions_to(const std::filesystem::path& stick) {
    Uplink uplink(trust_, state_, environment_);
    const UplinkReport taken = uplink.take_receipts(stick);
    uplink.forget();
    return {.waiting = uplink.write_to(stick), .done = taken.done};
}

Agent::Hint Agent::wait_for_news() {
    const auto identity = trust_.identity();
    if (!identity || !fetch::folder_of(identity->county).empty()) return {};
    std::string have;
    {
        Generations generations(data_dir_, *environment_.disk, environment_.cache_vfs);
        for (const cache::FeedState& feed : generations.open(state_.reported_damage()).feeds())
            have += (have.empty() ? "" : ",") + feed.area + ":" + std::to_string(feed.size);
    }
    if (have.empty()) return {};
    const auto source = environment_.fetcher(identity->county, identity->plain);
    fetch::MemorySink sink;
    const auto reply = source->get(
        {.path = "v1/wait?have=" + have, .limit = 4096, .patience = std::chrono::seconds{75}},
        sink);
    return {.news = reply.got == fetch::Got::whole,
            .offered = reply.got == fetch::Got::whole || reply.got == fetch::Got::no_content};
}

}  // namespace villageboard::agent
