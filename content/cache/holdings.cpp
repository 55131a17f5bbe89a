#include "content/cache/holdings.h"

#include "content/cache/digest.h"

namespace villageboard::cache {

Holdings holdings(Database& database, std::string_view area) {
    Holdings held;
    Query rows = database.query(
        "SELECT state = 'live', body_state, count(*) FROM item WHERE area = ? GROUP BY 1, 2");
    rows.bind(area);
    while (rows.step()) {
        const auto count = static_cast<std::uint64_t>(rows.integer(2));
        held.items += count;
        if (rows.integer(0) == 0) continue;
        const std::string state = rows.text(1);
        if (state == "present") held.shown += count;
        if (state == "sealed") held.sealed += count;
        if (state == "damaged") held.damaged += count;
    }
    return held;
}

std::string revisions_digest(Database& database, std::string_view area) {
    Sha256 digest;
    Query rows = database.query(
        "SELECT id, max(revision) FROM revision WHERE area = ? GROUP BY id ORDER BY id");
    rows.bind(area);
    while (rows.step()) {
        const std::string line = rows.text(0) + " " + std::to_string(rows.integer(1)) + "\n";
        digest.add(std::as_bytes(std::span(line)));
    }
    return digest.hex();
}

std::string newest_alert(Database& database) {
    Query row = database.query(
        "SELECT id, revision FROM item WHERE kind = 'alert' AND state = 'live'"
        " ORDER BY published DESC, id LIMIT 1");
    return row.step() ? row.text(0) + " " + std::to_string(row.integer(1)) : std::string();
}

MissingFiles missing_files(Database& database) {
    Query row = database.query(
        "SELECT count(*), coalesce(sum(size), 0) FROM"
        " (SELECT digest, max(size) AS size FROM attachment WHERE held = 0 GROUP BY digest)");
    row.step();
    return {static_cast<std::uint64_t>(row.integer(0)), static_cast<std::uint64_t>(row.integer(1))};
}

}  // namespace villageboard::cache
