#include "kiosk/app/alert_latch.h"

#include <spdlog/spdlog.h>

#include "content/state/state.h"

namespace villageboard::kiosk {
namespace {

// What can't be written holds in memory: a full disk must not keep a warning on the panel.
template <typename Write>
void guarded(state::StateDb* state, Write write) {
    if (!state) return;
    try {
        write(*state);
    } catch (const std::exception& error) {
        spdlog::warn("remembering which warnings were read: {}", error.what());
    }
}

}  // namespace

// A corrected warning is a new one to read.
std::string latch_name(const ActiveAlert& alert) {
    return alert.item.id + "/" + std::to_string(alert.item.revision);
}

AlertLatch::AlertLatch(state::StateDb* state, Instant now, std::chrono::seconds visit)
    : state_(state) {
    guarded(state_, [&](state::StateDb& stored) {
        read_ = stored.acknowledged(now - visit, now);
        ended_ = stored.ended_alerts();
    });
}

std::optional<std::string> AlertLatch::takeover(const std::vector<ActiveAlert>& alerts) const {
    for (const ActiveAlert& alert : alerts)
        if (alert.takes_over() && !read_.contains(latch_name(alert)) && !ended(alert))
            return alert.item.id;
    return std::nullopt;
}

void AlertLatch::acknowledge(const std::vector<ActiveAlert>& alerts, Instant now) {
    for (const ActiveAlert& alert : alerts) read_.insert(latch_name(alert));
    guarded(state_, [&](state::StateDb& stored) { stored.acknowledge(read_, now); });
}

void AlertLatch::end(const ActiveAlert& alert, Instant now) {
    ended_.insert(latch_name(alert));
    guarded(state_, [&](state::StateDb& stored) { stored.end_alert(latch_name(alert), now); });
}

bool AlertLatch::ended(const ActiveAlert& alert) const {
    return ended_.contains(latch_name(alert));
}

void AlertLatch::next_person() {
    if (read_.empty()) return;
    read_.clear();
    guarded(state_, [](state::StateDb& stored) { stored.forget_acknowledged(); });
}

}  // namespace villageboard::kiosk
