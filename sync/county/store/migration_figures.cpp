#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// What the figures ask for (store/figure_rows.h): sums by code and by day from indexes that hold
// all their columns, and the few items that a figure looks into. The conditions of the last two are
// those of their queries, word for word.
constexpr std::array kStatements = {
    "CREATE INDEX published_item_sums ON published_item (area, catalogue, sheets, phase, expires, "
    "changed, received)",
    "CREATE INDEX published_item_day ON published_item (received, area, first_published)",
    "CREATE INDEX published_item_spoken ON published_item (area, recordings, languages) "
    "WHERE (recordings <> '' OR languages <> '')",
    "CREATE INDEX published_item_told ON published_item (area, item) WHERE (phase = 'erased' OR "
    "notice_from <> 0 OR refers <> '' OR kind IN ('finance', 'policy', 'consultation', 'meeting', "
    "'project', 'guide'))",

    // what the desk released in a time, and which of it a check had called mixed
    "CREATE INDEX dossier_released ON dossier (area, released, operation)",
    "CREATE INDEX dossier_finding_mixed ON dossier_finding (dossier) WHERE rule = 'VF1'",

    // the days of a month on which a terminal reported: bit 1 is the first
    "CREATE TABLE terminal_seen (device TEXT NOT NULL REFERENCES device(id), month TEXT NOT NULL, "
    "days BIGINT NOT NULL, PRIMARY KEY (device, month))",
    "CREATE INDEX alarm_standing_area ON alarm (area, kind, device) WHERE cleared = 0",
};

}  // namespace

Statements figure_tables() { return kStatements; }

}  // namespace villageboard::county
