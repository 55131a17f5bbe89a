#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// Days are texts such as 2026-11-27, empty where there is none yet. An opinion's row has nothing of
// who gave it: its words are the handler's.
constexpr std::array kStatements = {
    "CREATE TABLE consultation (item TEXT PRIMARY KEY, area TEXT NOT NULL, closed TEXT NOT NULL, "
    "received BIGINT NOT NULL, final_document TEXT NOT NULL, final_date TEXT NOT NULL, "
    "version BIGINT NOT NULL)",
    "CREATE INDEX consultation_area ON consultation (area, item)",
    "CREATE TABLE consultation_opinion (item TEXT NOT NULL, seq BIGINT NOT NULL, "
    "origin TEXT NOT NULL, opinion TEXT NOT NULL, times BIGINT NOT NULL, "
    "decision TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (item, seq))",

    "CREATE TABLE meeting (notice TEXT PRIMARY KEY, area TEXT NOT NULL, type TEXT NOT NULL, "
    "result TEXT NOT NULL, version BIGINT NOT NULL)",
    "CREATE INDEX meeting_area ON meeting (area, notice)",
    "CREATE INDEX meeting_result ON meeting (result)",

    "CREATE TABLE commitment (id TEXT PRIMARY KEY, area TEXT NOT NULL, office TEXT NOT NULL, "
    "who TEXT NOT NULL, text TEXT NOT NULL, item TEXT NOT NULL, made TEXT NOT NULL, "
    "due TEXT NOT NULL, done TEXT NOT NULL, evidence_kind TEXT NOT NULL, evidence TEXT NOT NULL, "
    "version BIGINT NOT NULL)",
    "CREATE INDEX commitment_area ON commitment (area, id)",
    "CREATE INDEX commitment_item ON commitment (item, id)",
    "CREATE TABLE commitment_old_due (commitment TEXT NOT NULL, position BIGINT NOT NULL, "
    "due TEXT NOT NULL, reason TEXT NOT NULL, changed_by TEXT NOT NULL, changed BIGINT NOT NULL, "
    "PRIMARY KEY (commitment, position))",
};

}  // namespace

Statements talk_tables() { return kStatements; }

}  // namespace villageboard::county
