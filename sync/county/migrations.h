/// The numbered steps that make and change the county's tables. A step never changes once released.
/// Written so that SQLite and PostgreSQL take the same text.
#pragma once
#include <span>

namespace villageboard::county {

struct Migration {
    int version;
    std::span<const char* const> statements;
};

/// In order, from version 1 to kSchemaVersion.
std::span<const Migration> migrations();

}  // namespace villageboard::county
