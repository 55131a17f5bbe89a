#include "sync/county/api/chores.h"

#include <spdlog/spdlog.h>

#include "sync/county/calendar/inspection.h"
#include "sync/county/calendar/published_facts.h"
#include "sync/county/fleet/alarms.h"
#include "sync/county/fleet/reports.h"
#include "sync/county/fleet/screenshots.h"
#include "sync/county/inbox/inbox_chores.h"
#include "sync/county/payments/payments.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/sessions.h"
#include "sync/county/publish/feed_image.h"
#include "sync/county/push/alert_desk.h"
#include "sync/county/site/site.h"

namespace villageboard::county {

using std::chrono::steady_clock;

void Chores::add(Chore chore) {
    auto kept = std::make_unique<Kept>();
    kept->due = steady_clock::now() + chore.first;
    kept->chore = std::move(chore);
    kept_.push_back(std::move(kept));
}

void Chores::tick() {
    const auto now = steady_clock::now();
    for (const auto& kept : kept_) {
        if (kept->busy || now < kept->due.load()) continue;
        kept->busy = true;
        const bool taken = pool_.submit(
            [this, one = kept.get()](Repository& repository) { run(*one, repository); });
        if (!taken) kept->busy = false;
    }
}

void Chores::run(Kept& kept, Repository& repository) {
    try {
        const Tools tools = tools_for_(repository);
        kept.chore.work(tools);
        if (tools.metrics != nullptr)
            tools.metrics->chore_done(kept.chore.name, tools.clock().time_since_epoch().count());
        kept.due = steady_clock::now() + kept.chore.every;
    } catch (const std::exception& error) {
        if (Metrics* metrics = tools_for_(repository).metrics)
            metrics->chore_failed(kept.chore.name);
        spdlog::error("The chore '{}' failed: {}", kept.chore.name, error.what());
        kept.due = steady_clock::now() + kept.chore.retry;
    }
    kept.busy = false;
}

void add_chores(Chores& chores) {
    // keeps "confirmed up to" young: terminals begin to warn after a day
    chores.add({.name = "freshness",
                .every = std::chrono::minutes(55),
                .first = std::chrono::minutes(55),
                .work = [](const Tools& tools) { FeedImage(tools).renew_freshness(); }});
    // what a large publication left, what another program published, what time changes
    chores.add({.name = "pages",
                .every = std::chrono::seconds(2),
                .first = std::chrono::seconds(2),
                .work = [](const Tools& tools) { site::Site(tools).go_on(); }});
    chores.add({.name = "alarms",
                .every = std::chrono::minutes(2),
                .first = std::chrono::minutes(1),
                .work = [](const Tools& tools) { Alarms(tools).judge(); }});
    chores.add({.name = "warnings",
                .every = std::chrono::seconds(5),
                .retry = std::chrono::seconds(5),
                .first = std::chrono::seconds(5),
                .work = [](const Tools& tools) { AlertDesk(tools).carry_on(); }});
    chores.add({.name = "thin reports",
                .every = std::chrono::hours(24),
                .first = std::chrono::minutes(10),
                .work = [](const Tools& tools) { Reports(tools).thin(); }});
    chores.add({.name = "old screenshots",
                .every = std::chrono::hours(1),
                .first = std::chrono::minutes(15),
                .work = [](const Tools& tools) { Screenshots(tools).thin(); }});
    chores.add({.name = "audit checkpoint",
                .every = std::chrono::minutes(10),
                .first = std::chrono::minutes(1),
                .work = [](const Tools& tools) { Audit(tools).sign(std::chrono::minutes(50)); }});
    chores.add({.name = "expired sessions",
                .every = std::chrono::minutes(10),
                .first = std::chrono::minutes(5),
                .work = [](const Tools& tools) { Sessions(tools).sweep(); }});
    chores.add({.name = "forget payments",
                .every = std::chrono::hours(1),
                .first = std::chrono::minutes(2),
                .work = [](const Tools& tools) { Payments(tools).sweep(); }});
    add_desk_chores(chores);
    add_inbox_chores(chores);
    // entries from before the facts were kept; afterwards publishing keeps them in step
    chores.add({.name = "published-facts",
                .every = std::chrono::hours(6),
                .work = [](const Tools& tools) { PublishedFacts(tools).catch_up(); }});
    chores.add({.name = "inspection",
                .every = std::chrono::minutes(30),
                .first = std::chrono::minutes(5),
                .work = [](const Tools& tools) {
                    if (is_night(tools.clock())) Inspector(tools, {}).run();
                }});
}

}  // namespace villageboard::county
