#include "sync/county/people/audit.h"

#include <nlohmann/json.hpp>

#include "sync/county/store/audit_rows.h"
#include "sync/feed/hash.h"

namespace villageboard::county {

void Audit::record(Transaction& transaction, const std::string& actor, const AuditEvent& event) {
    AuditRows rows(tools_.repository);
    const auto last = rows.lock_last(transaction);
    AuditRow row;
    row.position = last ? last->position + 1 : 0;
    row.line = nlohmann::ordered_json{{"at", format_instant(tools_.clock())},
                                      {"actor", actor},
                                      {"act", event.act},
                                      {"area", event.area},
                                      {"subject", event.subject},
                                      {"detail", nlohmann::ordered_json::parse(event.detail)}}
                   .dump();
    row.digest = feed::sha256((last ? last->digest : std::string()) + row.line).hex();
    rows.add(transaction, row);
}

}  // namespace villageboard::county
