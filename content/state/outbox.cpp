#include "content/state/outbox.h"

#include <sodium.h>

#include <array>

#include "content/cache/database.h"
#include "content/cache/digest.h"
#include "content/state/seal.h"

namespace villageboard::state {
namespace {

cache::Bytes blob_of(std::string_view bytes) { return {bytes.begin(), bytes.end()}; }

std::string string_of(const cache::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

std::string random_id(const RandomBytes& random) {
    std::array<std::byte, 16> bytes{};
    random(bytes);
    std::array<char, bytes.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                   bytes.size());
    return hex.data();
}

void Outbox::put(std::string_view sealed, Day day, const RandomBytes& random) {
    state_.database()
        .query(
            "INSERT OR IGNORE INTO outbox(id, digest, day, size_class, sealed) VALUES(?,?,?,?,?)")
        .bind(random_id(random), cache::sha256_hex(sealed), day, sealed.size() - kSealBytes,
              blob_of(sealed))
        .run();
}

std::vector<Sealed> Outbox::waiting(std::size_t most, const std::string& after) const {
    cache::Query rows = state_.database().query(
        "SELECT id, digest, day, size_class, sealed FROM outbox WHERE receipt IS NULL"
        " AND id > ? ORDER BY id LIMIT ?");
    rows.bind(after, most);
    std::vector<Sealed> waiting;
    while (rows.step())
        waiting.push_back({rows.text(0), rows.text(1), rows.maybe_day(2).value_or(Day{}),
                           static_cast<std::uint64_t>(rows.integer(3)), string_of(rows.blob(4))});
    return waiting;
}

void Outbox::confirm(const std::string& digest, std::string_view receipt) {
    state_.database()
        .query("UPDATE outbox SET receipt = ?, sealed = x'' WHERE digest = ? AND receipt IS NULL")
        .bind(blob_of(receipt), digest)
        .run();
}

std::string Outbox::receipt(const std::string& digest) const {
    cache::Query row = state_.database().query(
        "SELECT receipt FROM outbox WHERE digest = ? AND receipt IS NOT NULL");
    row.bind(digest);
    return row.step() ? string_of(row.blob(0)) : std::string{};
}

void Outbox::forget_confirmed(Day before) {
    state_.database()
        .query("DELETE FROM outbox WHERE receipt IS NOT NULL AND day < ?")
        .bind(before)
        .run();
}

}  // namespace villageboard::state
