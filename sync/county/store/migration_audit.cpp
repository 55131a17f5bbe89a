#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    "CREATE TABLE audit (position BIGINT PRIMARY KEY, line TEXT NOT NULL, digest TEXT NOT NULL)",
};

}  // namespace

Statements audit_tables() { return kStatements; }

}  // namespace villageboard::county
