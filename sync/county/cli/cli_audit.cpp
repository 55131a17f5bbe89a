#include "sync/county/cli/cli_audit.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/people/audit.h"
#include "sync/county/people/audit_verification.h"
#include "sync/county/publish/draft_input.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kPage = 200;
constexpr std::uint64_t kEnd = std::uint64_t{1} << 62;

struct Options {
    std::string data;
    std::string since;
    AuditFilter filter;
    std::uint64_t most = 1000;
    std::vector<std::string> checkpoints;
    bool json = false;

    OpenedCounty open() const { return {data, Effects::real()}; }
};
using Shared = std::shared_ptr<Options>;

void show(const Options& options) {
    auto county = options.open();
    AuditFilter filter = options.filter;
    if (!options.since.empty()) {
        const auto at = parse_instant(options.since);
        const auto day = parse_day(options.since);
        if (!at && !day)
            throw Error(ErrorKind::invalid, "Write --since as 2026-11-23 or 2026-11-23T06:45:00Z.");
        filter.since = (at ? *at : start_of(*day)).time_since_epoch().count();
    }
    AuditRows rows(county.repository());
    std::vector<AuditRow> found;
    std::uint64_t below = kEnd;
    while (found.size() < options.most) {
        const auto page =
            rows.find(filter, below, std::min<std::uint64_t>(kPage, options.most - found.size()));
        if (page.empty()) break;
        below = page.back().position;
        found.insert(found.end(), page.begin(), page.end());
    }
    std::ranges::reverse(found);
    Json all = Json::array();
    for (const AuditRow& row : found) {
        if (options.json)
            all.push_back(Json::parse(row.line));
        else
            std::cout << row.position << " " << row.line << "\n";
    }
    if (options.json) std::cout << all.dump(2) << "\n";
}

void verify(const Options& options) {
    auto county = options.open();
    std::vector<std::string> kept;
    for (const std::string& file : options.checkpoints)
        kept.push_back(read_input_file(file, feed::kMaxCheckpointBytes));
    const AuditReport report = verify_audit(county.tools(), kept);
    if (options.json)
        std::cout << Json{{"lines", report.lines},
                          {"checkpoints", report.checkpoints},
                          {"problems", report.problems}}
                         .dump(2)
                  << "\n";
    else
        std::cout << report.lines << " lines, " << report.checkpoints << " checkpoints agree.\n";
    if (report.problems.empty()) return;
    throw Error(ErrorKind::rejected,
                "The audit log is not as it was signed: " + report.problems.front());
}

}  // namespace

void add_audit_verbs(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    CLI::App* audit = add_verb(app, "audit", "the log of who did what");
    audit->require_subcommand(1);
    CLI::App* look = add_verb(*audit, "show", "lines of the log, the oldest first");
    add_data(look, o->data);
    look->add_option("--area", o->filter.area, "only of this area and all in it");
    look->add_option("--actor", o->filter.actor, "only by this user, device or chore");
    look->add_option("--act", o->filter.act, "only this act, such as session.begin");
    look->add_option("--since", o->since, "a day (of Shanghai), or an instant in UTC");
    look->add_option("--limit", o->most, "the newest so many (default 1000)");
    look->add_flag("--json", o->json, "print one JSON document");
    look->callback([o] { show(*o); });
    CLI::App* check = add_verb(*audit, "verify", "hold every line against what was signed");
    add_data(check, o->data);
    check->add_option("--checkpoint", o->checkpoints, "a checkpoint that was kept elsewhere");
    check->add_flag("--json", o->json, "print one JSON document");
    check->callback([o] { verify(*o); });
    CLI::App* sign = add_verb(*audit, "checkpoint", "print a signed checkpoint, to keep elsewhere");
    add_data(sign, o->data);
    sign->callback([o] {
        auto county = o->open();
        std::cout << Audit(county.tools()).sign(std::chrono::seconds(0));
    });
}

}  // namespace villageboard::county
