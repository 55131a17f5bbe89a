#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    // What the office knows of a terminal, wiped when it is revoked.
    "CREATE TABLE register (device TEXT PRIMARY KEY REFERENCES device(id), place TEXT NOT NULL, "
    "contact TEXT NOT NULL, asset TEXT NOT NULL, status TEXT NOT NULL, version BIGINT NOT NULL)",
    "CREATE TABLE register_group (device TEXT NOT NULL REFERENCES device(id), "
    "name TEXT NOT NULL, PRIMARY KEY (device, name))",
    "CREATE INDEX register_group_name ON register_group (name, device)",

    // What it last said. Times are Unix seconds, 0: never.
    "CREATE TABLE terminal (device TEXT PRIMARY KEY REFERENCES device(id), "
    "first_report BIGINT NOT NULL, received BIGINT NOT NULL, made BIGINT NOT NULL, "
    "clock_known INTEGER NOT NULL, clock_source TEXT NOT NULL, program TEXT NOT NULL, "
    "boot TEXT NOT NULL, uptime BIGINT NOT NULL, result TEXT NOT NULL, reason TEXT NOT NULL, "
    "reason_reports BIGINT NOT NULL, fresh BIGINT NOT NULL, keys_held INTEGER NOT NULL, "
    "files_missing BIGINT NOT NULL, files_missing_bytes BIGINT NOT NULL, "
    "free_bytes BIGINT NOT NULL, total_bytes BIGINT NOT NULL, displayed BIGINT NOT NULL)",
    "CREATE TABLE terminal_feed (device TEXT NOT NULL REFERENCES device(id), area TEXT NOT NULL, "
    "size BIGINT NOT NULL, root TEXT NOT NULL, confirmed BIGINT NOT NULL, items BIGINT NOT NULL, "
    "shown BIGINT NOT NULL, sealed BIGINT NOT NULL, damaged BIGINT NOT NULL, "
    "digest TEXT NOT NULL, PRIMARY KEY (device, area))",
    "CREATE INDEX terminal_feed_area ON terminal_feed (area, size)",
    "CREATE TABLE terminal_error (device TEXT NOT NULL REFERENCES device(id), code TEXT NOT NULL, "
    "count BIGINT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (device, code))",
    // minutes on the glass and uses of an item, by day; item '': all that was merged
    "CREATE TABLE terminal_day (device TEXT NOT NULL REFERENCES device(id), day TEXT NOT NULL, "
    "item TEXT NOT NULL, what TEXT NOT NULL, count BIGINT NOT NULL, "
    "PRIMARY KEY (device, day, item, what))",
    "CREATE INDEX terminal_day_item ON terminal_day (item, day)",

    // Kept when a terminal goes: that a text is gone from its screen has to stay provable.
    "CREATE TABLE purge_confirmation (area TEXT NOT NULL, item TEXT NOT NULL, "
    "position BIGINT NOT NULL, what TEXT NOT NULL, device TEXT NOT NULL, done BIGINT NOT NULL, "
    "received BIGINT NOT NULL, PRIMARY KEY (area, item, position, what, device))",

    "CREATE TABLE alarm (id TEXT PRIMARY KEY, device TEXT NOT NULL, area TEXT NOT NULL, "
    "kind TEXT NOT NULL, detail TEXT NOT NULL, raised BIGINT NOT NULL, cleared BIGINT NOT NULL, "
    "seen_by TEXT NOT NULL, seen BIGINT NOT NULL)",
    "CREATE UNIQUE INDEX alarm_standing ON alarm (device, kind) WHERE cleared = 0",
    "CREATE INDEX alarm_raised ON alarm (raised, id)",
    "CREATE INDEX alarm_cleared ON alarm (cleared)",

    "CREATE INDEX report_received ON report (device, received)",
    "CREATE INDEX device_area ON device (area)",
};

}  // namespace

Statements fleet_tables() { return kStatements; }

}  // namespace villageboard::county
