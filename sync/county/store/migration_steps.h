/// The steps by family of tables; migrations.cpp numbers them.
#pragma once
#include <span>

namespace villageboard::county {

/// Statements in order; static storage.
using Statements = std::span<const char* const>;

Statements audit_tables();
Statements site_tables();
Statements fleet_tables();
Statements push_tables();
Statements people_tables();
Statements desk_tables();
Statements inbox_tables();
Statements calendar_tables();
Statements backup_tables();
Statements talk_tables();
Statements variant_tables();
Statements figure_tables();
Statements payment_tables();
Statements screenshot_tables();

}  // namespace villageboard::county
