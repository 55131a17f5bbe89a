#include "sync/county/store/submission_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

constexpr std::array<std::pair<SubmissionState, const char*>, 3> kStates{
    {{SubmissionState::sealed, "sealed"},
     {SubmissionState::opened, "opened"},
     {SubmissionState::unreadable, "unreadable"}}};

std::string word_of(SubmissionState state) {
    return kStates[static_cast<std::size_t>(state)].second;
}

SubmissionState state_of(const std::string& word) {
    for (const auto& [state, name] : kStates)
        if (word == name) return state;
    throw Error(ErrorKind::corrupt,
                "A message at the county is in the unknown state " + word + ".");
}

}  // namespace

SubmissionRows::Kept SubmissionRows::keep(Transaction&, const SubmissionRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string received = format_day(row.received);
        const std::string sealed = feed::to_base64(row.sealed);
        soci::statement insert =
            (impl.sql.prepare << "INSERT INTO inbox_submission (digest, received, state, tried, "
                                 "sealed) VALUES (:digest, :received, 'sealed', '', :sealed) "
                                 "ON CONFLICT (digest) DO NOTHING",
             use(row.digest), use(received), use(sealed));
        insert.execute(true);
        Kept kept;
        kept.fresh = insert.get_affected_rows() > 0;
        kept.row.digest = row.digest;
        std::string day;
        std::string state;
        impl.sql << "SELECT received, state FROM inbox_submission WHERE digest = :digest",
            into(day), into(state), use(row.digest);
        kept.row.received = parse_day(day).value_or(row.received);
        kept.row.state = state_of(state);
        return kept;
    });
}

std::vector<std::string> SubmissionRows::sealed(const std::string& tried, std::size_t most) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> digests;
        std::string digest;
        const auto limit = static_cast<long long>(most);
        soci::statement query =
            (impl.sql.prepare << "SELECT digest FROM inbox_submission WHERE state = 'sealed' AND "
                                 "tried <> :tried ORDER BY digest LIMIT :most",
             into(digest), use(tried), use(limit));
        query.execute();
        while (query.fetch()) digests.push_back(digest);
        return digests;
    });
}

std::optional<SubmissionRow> SubmissionRows::lock(Transaction&, const std::string& digest) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<SubmissionRow> {
        std::string day;
        std::string state;
        std::string sealed;
        impl.sql << (impl.sqlite ? "SELECT received, state, sealed FROM inbox_submission WHERE "
                                   "digest = :digest"
                                 : "SELECT received, state, sealed FROM inbox_submission WHERE "
                                   "digest = :digest FOR UPDATE"),
            into(day), into(state), into(sealed), use(digest);
        if (!impl.sql.got_data()) return std::nullopt;
        const auto received = parse_day(day);
        auto bytes = feed::from_base64(sealed);
        if (!received || !bytes)
            throw Error(ErrorKind::corrupt,
                        "The county's database holds a damaged message; restore it from a backup.");
        return SubmissionRow{digest, *received, state_of(state), std::move(*bytes)};
    });
}

void SubmissionRows::set_tried(Transaction&, const std::string& digest, const std::string& tried) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE inbox_submission SET tried = :tried WHERE digest = :digest", use(tried),
            use(digest);
    });
}

void SubmissionRows::finish(Transaction&, const std::string& digest, SubmissionState state) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string word = word_of(state);
        impl.sql << "UPDATE inbox_submission SET state = :state, sealed = '' WHERE "
                    "digest = :digest",
            use(word), use(digest);
    });
}

std::uint64_t SubmissionRows::count(SubmissionState state) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string word = word_of(state);
        int count = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM inbox_submission WHERE state = :state",
            into(count), use(word);
        return static_cast<std::uint64_t>(count);
    });
}

void SubmissionRows::count_vote(Transaction&, const TallyRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long choice = row.choice;
        const auto votes = static_cast<long long>(row.votes);
        impl.sql << "INSERT INTO inbox_tally (item, question, choice, channel, votes) VALUES "
                    "(:item, :question, :choice, :channel, :votes) "
                    "ON CONFLICT (item, question, choice, channel) DO UPDATE SET "
                    "votes = inbox_tally.votes + excluded.votes",
            use(row.item), use(row.question), use(choice), use(row.channel), use(votes);
    });
}

std::vector<TallyRow> SubmissionRows::tallies(const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TallyRow> rows;
        TallyRow row;
        row.item = item;
        long long choice = 0;
        long long votes = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT question, choice, channel, votes FROM inbox_tally WHERE "
                                 "item = :item ORDER BY question, choice, channel LIMIT 20000",
             into(row.question), into(choice), into(row.channel), into(votes), use(item));
        query.execute();
        while (query.fetch()) {
            row.choice = static_cast<int>(choice);
            row.votes = static_cast<std::uint64_t>(votes);
            rows.push_back(row);
        }
        return rows;
    });
}

}  // namespace villageboard::county
