#include <array>

#include "sync/county/store/migration_steps.h"

namespace villageboard::county {
namespace {

constexpr std::array kStatements = {
    "CREATE TABLE site_area (area TEXT PRIMARY KEY, entries BIGINT NOT NULL, "
    "items BIGINT NOT NULL)",
    "CREATE TABLE site_group (area TEXT NOT NULL, grp TEXT NOT NULL, items BIGINT NOT NULL, "
    "PRIMARY KEY (area, grp))",
    "CREATE TABLE site_item (area TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, "
    "grp TEXT NOT NULL, revision BIGINT NOT NULL, shown BIGINT NOT NULL, standing TEXT NOT NULL, "
    "title TEXT NOT NULL, summary TEXT NOT NULL, office TEXT NOT NULL, "
    "published BIGINT NOT NULL, updated BIGINT NOT NULL, due BIGINT NOT NULL, "
    "in_area BIGINT NOT NULL, in_group BIGINT NOT NULL, in_county BIGINT NOT NULL, "
    "PRIMARY KEY (area, item))",
    "CREATE INDEX site_item_area ON site_item (area, in_area)",
    "CREATE INDEX site_item_group ON site_item (area, grp, in_group)",
    "CREATE INDEX site_item_county ON site_item (in_county)",
    "CREATE INDEX site_item_published ON site_item (published, in_county)",
    "CREATE INDEX site_item_area_published ON site_item (area, published, in_county)",
    "CREATE INDEX site_item_group_published ON site_item (area, grp, published, "
    "in_county)",
    "CREATE INDEX site_item_updated ON site_item (updated)",
    "CREATE INDEX site_item_area_updated ON site_item (area, updated)",
    "CREATE INDEX site_item_due ON site_item (due)",
};

}  // namespace

Statements site_tables() { return kStatements; }

}  // namespace villageboard::county
