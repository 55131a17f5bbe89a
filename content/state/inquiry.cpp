#include "content/state/inquiry.h"

#include "content/cache/database.h"
#include "content/model/error.h"
#include "content/state/outbox.h"

namespace villageboard::state {
namespace {

cache::Bytes blob_of(std::string_view bytes) { return {bytes.begin(), bytes.end()}; }

std::string string_of(const cache::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::int64_t oldest(const RunningTime& now) { return (now.since_boot - kInquiryLife).count(); }

}  // namespace

std::string Inquiries::ask(std::string_view sealed, const RunningTime& now,
                           const RandomBytes& random) {
    const std::string id = random_id(random);
    cache::Transaction transaction(state_.database());
    transaction.database().execute("DELETE FROM inquiry");
    transaction.database()
        .query("INSERT INTO inquiry VALUES(?,?,?,x'',?,?)")
        .bind(id, static_cast<int>(InquiryState::asked), blob_of(sealed), now.boot_id,
              now.since_boot.count())
        .run();
    transaction.commit();
    return id;
}

InquiryView Inquiries::look(const std::string& id, const RunningTime& now) const {
    cache::Query row = state_.database().query(
        "SELECT state, answer FROM inquiry WHERE id = ? AND boot_id = ? AND since_boot > ?");
    row.bind(id, now.boot_id, oldest(now));
    if (!row.step()) return {};
    return {static_cast<InquiryState>(row.integer(0)), string_of(row.blob(1))};
}

void Inquiries::forget() { clean(state_.database().query("DELETE FROM inquiry").run()); }

void Inquiries::forget_old(const RunningTime& now) {
    clean(state_.database()
              .query("DELETE FROM inquiry WHERE boot_id <> ? OR since_boot <= ?")
              .bind(now.boot_id, oldest(now))
              .run());
}

void Inquiries::clean(int changed) {
    if (changed == 0) return;
    try {
        state_.database().truncate_log();
    } catch (const Error& error) {
        // the other program reads at this moment; the log then empties itself later
        if (error.kind() != ErrorKind::retry) throw;
    }
}

std::optional<Inquiries::Question> Inquiries::waiting(const RunningTime& now) const {
    cache::Query row = state_.database().query(
        "SELECT id, request FROM inquiry WHERE state = 0 AND boot_id = ? AND since_boot > ?");
    row.bind(now.boot_id, oldest(now));
    if (!row.step()) return std::nullopt;
    return Question{row.text(0), string_of(row.blob(1))};
}

void Inquiries::answer(const std::string& id, std::string_view sealed) {
    state_.database()
        .query("UPDATE inquiry SET state = ?, answer = ?, request = x'' WHERE id = ?")
        .bind(static_cast<int>(InquiryState::answered), blob_of(sealed), id)
        .run();
}

void Inquiries::set_unreachable(const std::string& id) {
    state_.database()
        .query("UPDATE inquiry SET state = ?, request = x'' WHERE id = ?")
        .bind(static_cast<int>(InquiryState::unreachable), id)
        .run();
}

bool holds_inquiry(cache::Database& database) {
    return database.query("SELECT 1 FROM inquiry LIMIT 1").step();
}

}  // namespace villageboard::state
