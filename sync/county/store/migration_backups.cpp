#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    "CREATE TABLE backup (manifest TEXT PRIMARY KEY, made BIGINT NOT NULL, place TEXT NOT NULL, "
    "keys_inside BIGINT NOT NULL)",
};

}  // namespace

Statements backup_tables() { return kStatements; }

}  // namespace villageboard::county
