#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

// What a terminal was asked for and the newest picture that came; both go with the terminal. Times
// are Unix seconds, `png` is base64.
constexpr std::array kStatements = {
    "CREATE TABLE screenshot_request (device TEXT PRIMARY KEY REFERENCES device(id), "
    "request TEXT NOT NULL, asked_by TEXT NOT NULL, asked BIGINT NOT NULL, "
    "expires BIGINT NOT NULL)",
    "CREATE TABLE screenshot (device TEXT PRIMARY KEY REFERENCES device(id), "
    "received BIGINT NOT NULL, png TEXT NOT NULL)",
    "CREATE INDEX screenshot_received ON screenshot (received)",
};

}  // namespace

Statements screenshot_tables() { return kStatements; }

}  // namespace villageboard::county
