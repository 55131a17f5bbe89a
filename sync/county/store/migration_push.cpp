#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    // A warning, an update or a cancellation, once by its identifier; `document` is its draft
    // without area. Times are Unix seconds, 0: never.
    "CREATE TABLE alert_message (id TEXT PRIMARY KEY, identifier TEXT NOT NULL UNIQUE, "
    "chain TEXT NOT NULL, origin TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL, "
    "home TEXT NOT NULL, areas TEXT NOT NULL, sender_code TEXT NOT NULL, event TEXT NOT NULL, "
    "document TEXT NOT NULL, author TEXT NOT NULL, confirmed_by TEXT NOT NULL, "
    "alone_reason TEXT NOT NULL, review TEXT NOT NULL, reviewed_by TEXT NOT NULL, "
    "made BIGINT NOT NULL, due BIGINT NOT NULL, expires BIGINT NOT NULL, sent BIGINT NOT NULL)",
    "CREATE INDEX alert_message_state ON alert_message (state, due)",
    "CREATE INDEX alert_message_made ON alert_message (made, id)",
    "CREATE INDEX alert_message_chain ON alert_message (chain)",
    "CREATE INDEX alert_message_event ON alert_message (sender_code, event, made)",
    // The item that a chain of messages has in the feed of an area.
    "CREATE TABLE alert_item (chain TEXT NOT NULL, area TEXT NOT NULL, item TEXT NOT NULL, "
    "message TEXT NOT NULL, PRIMARY KEY (chain, area))",
};

}  // namespace

Statements push_tables() { return kStatements; }

}  // namespace villageboard::county
