#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// The columns beside `line` repeat what stands in it, to be found by.
constexpr std::array kStatements = {
    "CREATE TABLE audit (position BIGINT PRIMARY KEY, line TEXT NOT NULL, digest TEXT NOT NULL, "
    "at BIGINT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, area TEXT NOT NULL)",
    "CREATE INDEX audit_at ON audit (at)",
    "CREATE INDEX audit_actor ON audit (actor, position)",
    "CREATE INDEX audit_act ON audit (act, position)",
    "CREATE INDEX audit_area ON audit (area, position)",

    "CREATE TABLE audit_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, digest TEXT NOT NULL, "
    "frontier TEXT NOT NULL)",
    "INSERT INTO audit_head (id, size, digest, frontier) VALUES (1, 0, '', '')",

    "CREATE TABLE audit_checkpoint (size BIGINT PRIMARY KEY, note TEXT NOT NULL, "
    "at BIGINT NOT NULL)",
};

}  // namespace

Statements audit_tables() { return kStatements; }

}  // namespace villageboard::county
