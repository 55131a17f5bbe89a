#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// Days are days since 1970-01-01, moments Unix seconds; 0 stands for none in both. `counted` is the
// end of a report's own period, else `made`. The first index answers the matrix without the table.
constexpr std::array kStatements = {
    "CREATE TABLE published_item (area TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, "
    "catalogue TEXT NOT NULL, revision BIGINT NOT NULL, phase TEXT NOT NULL, "
    "made BIGINT NOT NULL, counted BIGINT NOT NULL, formed BIGINT NOT NULL, "
    "first_published BIGINT NOT NULL, received BIGINT NOT NULL, changed BIGINT NOT NULL, "
    "corrections BIGINT NOT NULL, notice_from BIGINT NOT NULL, notice_to BIGINT NOT NULL, "
    "expires BIGINT NOT NULL, keep_until BIGINT NOT NULL, period_from BIGINT NOT NULL, "
    "period_to BIGINT NOT NULL, sheets BIGINT NOT NULL, attachments BIGINT NOT NULL, "
    "office TEXT NOT NULL, stage TEXT NOT NULL, basis TEXT NOT NULL, refers TEXT NOT NULL, "
    "languages TEXT NOT NULL, recordings TEXT NOT NULL, measures TEXT NOT NULL, "
    "PRIMARY KEY (area, item))",
    "CREATE INDEX published_item_counted ON published_item (area, counted, phase, catalogue, made, "
    "period_to, sheets, received, item)",
    "CREATE INDEX published_item_received ON published_item (area, received)",
    "CREATE INDEX published_item_kind ON published_item (kind, area, received)",
    "CREATE TABLE published_progress (area TEXT PRIMARY KEY, entries BIGINT NOT NULL)",

    "CREATE TABLE village_item (area TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, "
    "state TEXT NOT NULL, reason TEXT NOT NULL, item TEXT NOT NULL, proposed_by TEXT NOT NULL, "
    "proposed BIGINT NOT NULL, decided_by TEXT NOT NULL, decided_at BIGINT NOT NULL, "
    "version BIGINT NOT NULL, PRIMARY KEY (area, code))",

    "CREATE TABLE topic_proposal (area TEXT NOT NULL, topic TEXT NOT NULL, asked BIGINT NOT NULL, "
    "proposed BIGINT NOT NULL, PRIMARY KEY (area, topic))",

    "CREATE TABLE inspection_run (day BIGINT PRIMARY KEY, began BIGINT NOT NULL, "
    "ended BIGINT NOT NULL, items BIGINT NOT NULL, attachments BIGINT NOT NULL, "
    "links BIGINT NOT NULL, findings BIGINT NOT NULL)",
    "CREATE TABLE inspection_finding (day BIGINT NOT NULL REFERENCES inspection_run(day), "
    "number BIGINT NOT NULL, area TEXT NOT NULL, item TEXT NOT NULL, fault TEXT NOT NULL, "
    "place TEXT NOT NULL, PRIMARY KEY (day, number))",

    "CREATE TABLE yearly_report (area TEXT NOT NULL, year BIGINT NOT NULL, made BIGINT NOT NULL, "
    "digest TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (area, year))",
};

}  // namespace

Statements calendar_tables() { return kStatements; }

}  // namespace villageboard::county
