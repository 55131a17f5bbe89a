/// The numbered steps that make and change the county's tables. A step never changes once released.
/// Written so that SQLite and PostgreSQL take the same text.
#pragma once
#include <span>

namespace villageboard::county {

struct Migration {
    int version;
    std::span<const char* const> statements;
};

/// In order of their versions.
std::span<const Migration> migrations();
/// The newest schema that this program knows.
int newest_schema();

}  // namespace villageboard::county
