#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    "CREATE TABLE payment_batch (area TEXT NOT NULL, name TEXT NOT NULL, lines BIGINT NOT NULL, "
    "imported BIGINT NOT NULL, forget TEXT NOT NULL, PRIMARY KEY (area, name))",
    "CREATE TABLE payment (id TEXT PRIMARY KEY, area TEXT NOT NULL, batch TEXT NOT NULL, "
    "person TEXT NOT NULL, box TEXT NOT NULL)",
    "CREATE INDEX payment_person ON payment (person)",
    "CREATE INDEX payment_of_batch ON payment (area, batch)",
    "CREATE TABLE payment_code (person TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, "
    "name TEXT NOT NULL, expires BIGINT NOT NULL, used_by TEXT NOT NULL, used BIGINT NOT NULL)",
};

}  // namespace

Statements payment_tables() { return kStatements; }

}  // namespace villageboard::county
