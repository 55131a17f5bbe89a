#include "sync/county/store/migrations.h"

#include <array>
#include <vector>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kVersion1 = {
    "CREATE TABLE feed (area TEXT PRIMARY KEY, size BIGINT NOT NULL, frontier TEXT NOT NULL, "
    "note TEXT NOT NULL, note_size BIGINT NOT NULL, note_time BIGINT NOT NULL)",

    "CREATE TABLE entry (area TEXT NOT NULL REFERENCES feed(area), position BIGINT NOT NULL, "
    "item TEXT NOT NULL, revision BIGINT NOT NULL, entry TEXT NOT NULL, record TEXT NOT NULL, "
    "PRIMARY KEY (area, position))",
    "CREATE INDEX entry_item ON entry (area, item)",

    "CREATE TABLE item (area TEXT NOT NULL REFERENCES feed(area), id TEXT NOT NULL, "
    "kind TEXT NOT NULL, revision BIGINT NOT NULL, phase TEXT NOT NULL, "
    "last_position BIGINT NOT NULL, PRIMARY KEY (area, id))",

    "CREATE TABLE publication (area TEXT NOT NULL REFERENCES feed(area), digest TEXT NOT NULL, "
    "position BIGINT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (area, digest))",

    "CREATE TABLE blob_use (sha256 TEXT NOT NULL, area TEXT NOT NULL REFERENCES feed(area), "
    "item TEXT NOT NULL, PRIMARY KEY (sha256, area, item))",

    "CREATE TABLE unfinished (area TEXT NOT NULL REFERENCES feed(area), what TEXT NOT NULL, "
    "value TEXT NOT NULL, PRIMARY KEY (area, what, value))",

    "CREATE TABLE dictionary (area TEXT NOT NULL REFERENCES feed(area), id BIGINT NOT NULL, "
    "position BIGINT NOT NULL, bytes TEXT NOT NULL, trained_on BIGINT NOT NULL, "
    "PRIMARY KEY (area, position))",
    "CREATE TABLE dictionary_item (area TEXT NOT NULL REFERENCES feed(area), id BIGINT NOT NULL, "
    "item TEXT NOT NULL, PRIMARY KEY (area, id, item))",

    "CREATE TABLE draft (id TEXT PRIMARY KEY, area TEXT NOT NULL, document TEXT NOT NULL, "
    "folder TEXT NOT NULL, created TEXT NOT NULL)",

    "CREATE TABLE village_key (area TEXT NOT NULL, version BIGINT NOT NULL, secret TEXT NOT NULL, "
    "PRIMARY KEY (area, version))",

    "CREATE TABLE enrolment_code (id TEXT PRIMARY KEY, area TEXT NOT NULL, secret TEXT NOT NULL, "
    "expires BIGINT NOT NULL, request TEXT NOT NULL, device TEXT NOT NULL)",

    "CREATE TABLE device (id TEXT PRIMARY KEY, area TEXT NOT NULL, sign_key TEXT NOT NULL, "
    "seal_key TEXT NOT NULL, state TEXT NOT NULL, created BIGINT NOT NULL, "
    "keys_version BIGINT NOT NULL)",
    "CREATE TABLE device_grant (device TEXT NOT NULL REFERENCES device(id), area TEXT NOT NULL, "
    "PRIMARY KEY (device, area))",
    "CREATE TABLE device_nonce (device TEXT NOT NULL, nonce TEXT NOT NULL, "
    "expires BIGINT NOT NULL, PRIMARY KEY (device, nonce))",
    "CREATE TABLE report (device TEXT NOT NULL REFERENCES device(id), digest TEXT NOT NULL, "
    "received TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (device, digest))",
};

constexpr std::array kVersion2 = {
    "CREATE TABLE staff_pin (area TEXT NOT NULL, role TEXT NOT NULL, secret TEXT NOT NULL, "
    "PRIMARY KEY (area, role))",
};

}  // namespace

std::span<const Migration> migrations() {
    static const std::vector<Migration> steps = {
        {1, kVersion1},         {2, kVersion2},
        {3, audit_tables()},    {4, people_tables()},
        {5, desk_tables()},     {6, inbox_tables()},
        {7, fleet_tables()},    {8, push_tables()},
        {9, calendar_tables()}, {10, site_tables()},
        {11, backup_tables()},  {12, talk_tables()},
        {13, variant_tables()}, {14, figure_tables()},
        {15, payment_tables()}, {16, screenshot_tables()},
    };
    return steps;
}

int newest_schema() { return migrations().back().version; }

}  // namespace villageboard::county
