#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    // `slot` is the item that an open dossier holds (with "/erase" for an erasure), else the
    // dossier's own id: so one item has one open dossier.
    "CREATE TABLE dossier (id TEXT PRIMARY KEY, area TEXT NOT NULL, kind TEXT NOT NULL, "
    "catalogue TEXT NOT NULL, operation TEXT NOT NULL, item TEXT NOT NULL, office TEXT NOT NULL, "
    "document TEXT NOT NULL, disclosure TEXT NOT NULL, disclosure_reason TEXT NOT NULL, "
    "author TEXT NOT NULL, author_post TEXT NOT NULL, state TEXT NOT NULL, "
    "version BIGINT NOT NULL, created BIGINT NOT NULL, changed BIGINT NOT NULL, "
    "changed_by TEXT NOT NULL, returned TEXT NOT NULL, publish_at BIGINT NOT NULL, "
    "due BIGINT NOT NULL, claimed BIGINT NOT NULL, release_no BIGINT NOT NULL, "
    "target TEXT NOT NULL, revision BIGINT NOT NULL, position BIGINT NOT NULL, "
    "released BIGINT NOT NULL, approve_by TEXT NOT NULL, class TEXT NOT NULL, "
    "slot TEXT NOT NULL UNIQUE)",
    "CREATE INDEX dossier_area ON dossier (area, id)",
    "CREATE INDEX dossier_state ON dossier (state, area, id)",
    "CREATE INDEX dossier_author ON dossier (author, state, id)",
    "CREATE INDEX dossier_item ON dossier (item)",
    "CREATE INDEX dossier_due ON dossier (due)",

    "CREATE TABLE dossier_step (dossier TEXT NOT NULL REFERENCES dossier(id), "
    "position BIGINT NOT NULL, act TEXT NOT NULL, from_state TEXT NOT NULL, "
    "to_state TEXT NOT NULL, actor TEXT NOT NULL, post TEXT NOT NULL, at BIGINT NOT NULL, "
    "reason TEXT NOT NULL, PRIMARY KEY (dossier, position))",

    "CREATE TABLE dossier_signature (dossier TEXT NOT NULL REFERENCES dossier(id), "
    "post TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, document TEXT NOT NULL, "
    "PRIMARY KEY (dossier, actor))",

    "CREATE TABLE dossier_finding (dossier TEXT NOT NULL REFERENCES dossier(id), "
    "position BIGINT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, place TEXT NOT NULL, "
    "message_zh TEXT NOT NULL, message_en TEXT NOT NULL, reason TEXT NOT NULL, "
    "reviewer TEXT NOT NULL, PRIMARY KEY (dossier, position))",

    // What an open dossier waits for, so that a queue is one range of an index.
    "CREATE TABLE dossier_wait (post TEXT NOT NULL, area TEXT NOT NULL, "
    "dossier TEXT NOT NULL REFERENCES dossier(id), PRIMARY KEY (post, area, dossier))",
    "CREATE INDEX dossier_wait_dossier ON dossier_wait (dossier)",

    "CREATE TABLE dossier_basis (basis TEXT NOT NULL, "
    "dossier TEXT NOT NULL REFERENCES dossier(id), PRIMARY KEY (basis, dossier))",
    "CREATE INDEX dossier_basis_dossier ON dossier_basis (dossier)",

    "CREATE TABLE upload (id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, "
    "mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, received BIGINT NOT NULL, "
    "created BIGINT NOT NULL, used BIGINT NOT NULL)",
    "CREATE INDEX upload_unused ON upload (used, created)",
    // In the database, not in files: every server reaches them, a backup holds them together with
    // the dossiers, and an erasure takes both in one transaction. Base64.
    "CREATE TABLE upload_part (upload TEXT NOT NULL REFERENCES upload(id), "
    "first_byte BIGINT NOT NULL, bytes TEXT NOT NULL, PRIMARY KEY (upload, first_byte))",
    "CREATE TABLE upload_use (dossier TEXT NOT NULL REFERENCES dossier(id), "
    "upload TEXT NOT NULL REFERENCES upload(id), PRIMARY KEY (dossier, upload))",
    "CREATE INDEX upload_use_upload ON upload_use (upload)",

    "CREATE TABLE notice (dossier TEXT PRIMARY KEY REFERENCES dossier(id), "
    "photo TEXT NOT NULL, place TEXT NOT NULL, posted_by TEXT NOT NULL, posted BIGINT NOT NULL, "
    "confirmed_by TEXT NOT NULL, confirmed BIGINT NOT NULL, first_day TEXT NOT NULL, "
    "last_day TEXT NOT NULL, ripe BIGINT NOT NULL)",
    "CREATE TABLE objection (dossier TEXT NOT NULL REFERENCES dossier(id), "
    "reference TEXT NOT NULL, opened BIGINT NOT NULL, closed BIGINT NOT NULL, "
    "PRIMARY KEY (dossier, reference))",

    // What a county or a level above it asks beyond the usual path: only ever more.
    "CREATE TABLE desk_rule (id TEXT PRIMARY KEY, level TEXT NOT NULL, area TEXT NOT NULL, "
    "catalogue TEXT NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, from_day TEXT NOT NULL, "
    "to_day TEXT NOT NULL, source TEXT NOT NULL, made_by TEXT NOT NULL, made BIGINT NOT NULL)",
    "CREATE INDEX desk_rule_catalogue ON desk_rule (catalogue)",

    "CREATE TABLE erasure (item TEXT NOT NULL, area TEXT NOT NULL, catalogue TEXT NOT NULL, "
    "name TEXT NOT NULL, office TEXT NOT NULL, class TEXT NOT NULL, asked_by TEXT NOT NULL, "
    "approved_by TEXT NOT NULL, at BIGINT NOT NULL, done BIGINT NOT NULL, "
    "PRIMARY KEY (area, item))",

    "CREATE TABLE recheck (id TEXT PRIMARY KEY, area TEXT NOT NULL, item TEXT NOT NULL, "
    "dossier TEXT NOT NULL, basis TEXT NOT NULL, change TEXT NOT NULL, made BIGINT NOT NULL, "
    "due TEXT NOT NULL, outcome TEXT NOT NULL, resolved_by TEXT NOT NULL, "
    "resolved BIGINT NOT NULL, reason TEXT NOT NULL, UNIQUE (item, basis, change))",
    "CREATE INDEX recheck_open ON recheck (outcome, area, id)",
};

}  // namespace

Statements desk_tables() { return kStatements; }

}  // namespace villageboard::county
