#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// "person", since "user" is a word of PostgreSQL's own
constexpr std::array kStatements = {
    "CREATE TABLE person (id TEXT PRIMARY KEY, sign_in TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, "
    "program BIGINT NOT NULL, active BIGINT NOT NULL, kin_of TEXT NOT NULL, "
    "password TEXT NOT NULL, factor TEXT NOT NULL, factor_offered TEXT NOT NULL, "
    "factor_step BIGINT NOT NULL, created BIGINT NOT NULL)",
    "CREATE INDEX person_kin ON person (kin_of)",

    "CREATE TABLE appointment (person TEXT NOT NULL REFERENCES person(id), post TEXT NOT NULL, "
    "area TEXT NOT NULL, codes TEXT NOT NULL, languages TEXT NOT NULL, "
    "PRIMARY KEY (person, post, area))",
    "CREATE INDEX appointment_area ON appointment (area, post)",

    "CREATE TABLE activation (person TEXT PRIMARY KEY REFERENCES person(id), "
    "digest TEXT NOT NULL UNIQUE, expires BIGINT NOT NULL)",

    "CREATE TABLE session (id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, "
    "person TEXT NOT NULL REFERENCES person(id), whole BIGINT NOT NULL, begun BIGINT NOT NULL, "
    "seen BIGINT NOT NULL, confirmed BIGINT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL)",
    "CREATE INDEX session_person ON session (person)",
    "CREATE INDEX session_seen ON session (seen)",
    "CREATE INDEX session_begun ON session (begun)",

    "CREATE TABLE program_token (id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, "
    "person TEXT NOT NULL REFERENCES person(id), purpose TEXT NOT NULL, made_by TEXT NOT NULL, "
    "made BIGINT NOT NULL, expires BIGINT NOT NULL)",
    "CREATE INDEX program_token_person ON program_token (person)",

    // failures of an account (address ''), of an address (account ''), and the turn of an address
    // at an account
    "CREATE TABLE sign_in_wait (account TEXT NOT NULL, address TEXT NOT NULL, "
    "failures BIGINT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY (account, address))",
    "CREATE INDEX sign_in_wait_last ON sign_in_wait (last)",
};

}  // namespace

Statements people_tables() { return kStatements; }

}  // namespace villageboard::county
