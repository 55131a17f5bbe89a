#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    "CREATE TABLE variant (id TEXT PRIMARY KEY, area TEXT NOT NULL, item TEXT NOT NULL, "
    "dossier TEXT NOT NULL REFERENCES dossier(id), language TEXT NOT NULL, what TEXT NOT NULL, "
    "content TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL, "
    "submitted_by TEXT NOT NULL, submitted BIGINT NOT NULL, confirmed_by TEXT NOT NULL, "
    "confirmed BIGINT NOT NULL, revision BIGINT NOT NULL, returned TEXT NOT NULL, "
    "UNIQUE (dossier, language, what))",
    "CREATE INDEX variant_item ON variant (item, dossier)",
    "CREATE INDEX variant_area ON variant (area, id)",
};

}  // namespace

Statements variant_tables() { return kStatements; }

}  // namespace villageboard::county
