#include "content/state/staff.h"

#include "content/cache/database.h"

namespace villageboard::state {

std::vector<PinHash> StaffRecords::pins() const {
    std::vector<PinHash> all;
    cache::Query row = database_.query("SELECT id, role, hash FROM staff_pin ORDER BY id");
    while (row.step()) all.push_back({row.text(0), row.text(1), row.text(2)});
    return all;
}

void StaffRecords::set_pins(const std::vector<PinHash>& wanted) {
    if (pins() == wanted) return;
    cache::Transaction transaction(database_);
    database_.execute("DELETE FROM staff_pin");
    for (const PinHash& pin : wanted)
        database_.query("INSERT OR REPLACE INTO staff_pin VALUES(?,?,?)")
            .bind(pin.id, pin.role, pin.hash)
            .run();
    transaction.commit();
}

PinAttempts StaffRecords::attempts() const {
    cache::Query row =
        database_.query("SELECT failures, wait, boot_id, since_boot FROM pin_attempts");
    if (!row.step()) return {};
    return {static_cast<int>(row.integer(0)), std::chrono::seconds{row.integer(1)}, row.text(2),
            std::chrono::seconds{row.integer(3)}};
}

void StaffRecords::set_attempts(const PinAttempts& attempts) {
    database_.query("INSERT OR REPLACE INTO pin_attempts VALUES(1,?,?,?,?)")
        .bind(attempts.failures, std::int64_t{attempts.wait.count()}, attempts.boot_id,
              std::int64_t{attempts.since_boot.count()})
        .run();
}

}  // namespace villageboard::state
