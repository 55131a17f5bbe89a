#include "sync/county/people/audit.h"

#include <nlohmann/json.hpp>

#include "content/model/error.h"
#include "sync/county/store/audit_rows.h"
#include "sync/feed/checkpoint.h"

namespace villageboard::county {

std::string audit_origin(const Settings& settings) { return settings.origin + "/audit"; }

std::string chained_digest(const std::string& before, const std::string& line) {
    return feed::sha256(before + line).hex();
}

feed::Frontier audit_frontier(const AuditHead& head) {
    if (head.size == 0) return {};
    auto frontier = feed::Frontier::parse(head.frontier);
    if (!frontier || frontier->size() != head.size)
        throw Error(ErrorKind::corrupt,
                    "The head of the audit log is damaged; restore the database from a backup.");
    return std::move(*frontier);
}

void Audit::record(Transaction& transaction, const std::string& actor, const AuditEvent& event) {
    AuditRows rows(tools_.repository);
    AuditHead head = rows.lock_head(transaction);
    feed::Frontier frontier = audit_frontier(head);
    const Instant now = tools_.clock();
    AuditRow row;
    row.position = head.size;
    row.line =
        nlohmann::ordered_json{
            {"at", format_instant(now)}, {"actor", actor},
            {"act", event.act},          {"area", event.area},
            {"subject", event.subject},  {"detail", nlohmann::ordered_json::parse(event.detail)}}
            .dump();
    row.digest = chained_digest(head.digest, row.line);
    row.at = now.time_since_epoch().count();
    row.actor = actor;
    row.act = event.act;
    row.area = event.area;
    rows.add(transaction, row);
    frontier.append(feed::leaf_hash(row.line));
    rows.put_head(transaction, {frontier.size(), row.digest, frontier.to_bytes()});
}

std::string Audit::sign(std::chrono::seconds younger) {
    AuditRows rows(tools_.repository);
    Transaction transaction(tools_.repository);
    const AuditHead head = rows.lock_head(transaction);
    const Instant now = tools_.clock();
    const auto last = rows.last_checkpoint();
    if (last && last->size == head.size && now - Instant(std::chrono::seconds(last->at)) < younger)
        return last->note;
    if (last && last->size > head.size)
        throw Error(ErrorKind::corrupt,
                    "The audit log is shorter than its last checkpoint; run 'audit verify'.");
    const feed::Checkpoint checkpoint{.origin = audit_origin(tools_.settings),
                                      .size = head.size,
                                      .root = audit_frontier(head).root(),
                                      .extensions = {}};
    const std::string note =
        feed::sign_checkpoint(checkpoint, tools_.keys.county_log().renamed(checkpoint.origin),
                              tools_.keys.freshness(), now);
    rows.put_checkpoint(transaction, {head.size, note, now.time_since_epoch().count()});
    transaction.commit();
    return note;
}

}  // namespace villageboard::county
