#include "sync/agent/decide.h"

namespace villageboard::agent {

Decision decide(const feed::OpenedCheckpoint& offered, const std::optional<feed::Floor>& floor,
                const feed::Frontier& held, const std::optional<Instant>& clock) {
    using feed::Verdict;
    if (offered.verdict != Verdict::verified) return {Step::refuse, offered.verdict};
    const Instant fresh = offered.fresh.value_or(Instant{});
    const Verdict time = feed::check_freshness(fresh, clock);
    if (time != Verdict::verified) return {Step::refuse, time};
    const Verdict judged = feed::judge_against_floor(offered, floor);
    if (judged == Verdict::stale) return {Step::next_source, judged};
    if (judged != Verdict::verified) return {Step::refuse, judged};
    const feed::Checkpoint& checkpoint = offered.checkpoint;
    if (held.size() < checkpoint.size) return {Step::fetch, Verdict::verified};
    if (held.size() == checkpoint.size && held.root() == checkpoint.root)
        return {Step::nothing_new, Verdict::verified};
    return {Step::rebuild_cache, Verdict::fork};
}

}  // namespace villageboard::agent
