#include "sync/county/store/consultation_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

std::string day_text(const std::optional<Day>& day) { return day ? format_day(*day) : ""; }

template <typename Bind>
std::vector<ConsultationRow> selected(Repository::Impl& impl, const std::string& rest, Bind bind) {
    std::vector<ConsultationRow> rows;
    ConsultationRow row;
    std::string closed;
    std::string final_date;
    soci::statement query(impl.sql);
    query.exchange(into(row.item));
    query.exchange(into(row.area));
    query.exchange(into(closed));
    query.exchange(into(row.received));
    query.exchange(into(row.final_document));
    query.exchange(into(final_date));
    query.exchange(into(row.version));
    bind(query);
    query.alloc();
    query.prepare(
        "SELECT item, area, closed, received, final_document, final_date, version FROM "
        "consultation " +
        rest);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        row.closed = parse_day(closed);
        row.final_date = parse_day(final_date);
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

std::optional<ConsultationRow> ConsultationRows::find(const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<ConsultationRow> {
        const auto rows =
            selected(impl, "WHERE item = :item", [&](auto& query) { query.exchange(use(item)); });
        if (rows.empty()) return std::nullopt;
        return rows.front();
    });
}

ConsultationRow ConsultationRows::lock(Transaction&, const std::string& area,
                                       const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        impl.sql << "INSERT INTO consultation (item, area, closed, received, final_document, "
                    "final_date, version) VALUES (:item, :area, '', 0, '', '', 0) "
                    "ON CONFLICT (item) DO NOTHING",
            use(item), use(area);
        const std::string hold = impl.sqlite ? "" : " FOR UPDATE";
        return selected(impl, "WHERE item = :item" + hold,
                        [&](auto& query) { query.exchange(use(item)); })
            .at(0);
    });
}

void ConsultationRows::put(Transaction&, const ConsultationRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string closed = day_text(row.closed);
        const std::string final_date = day_text(row.final_date);
        impl.sql << "UPDATE consultation SET closed = :closed, received = :received, "
                    "final_document = :document, final_date = :date, version = :version WHERE "
                    "item = :item",
            use(closed), use(row.received), use(row.final_document), use(final_date),
            use(row.version), use(row.item);
    });
}

std::vector<ConsultationRow> ConsultationRows::of_range(const AreaRange& range) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return selected(impl, "WHERE area >= :first AND area <= :last ORDER BY area, item",
                        [&](auto& query) {
                            query.exchange(use(range.first));
                            query.exchange(use(range.last));
                        });
    });
}

void ConsultationRows::set_received(Transaction&, const std::string& item,
                                    const std::string& channel, long long count) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO inbox_tally (item, question, choice, channel, votes) VALUES "
                    "(:item, '', 0, :channel, :votes) "
                    "ON CONFLICT (item, question, choice, channel) DO UPDATE SET "
                    "votes = excluded.votes",
            use(item), use(channel), use(count);
    });
}

std::vector<OpinionRow> ConsultationRows::opinions(const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<OpinionRow> rows;
        OpinionRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT seq, origin, opinion, times, decision, reason FROM "
                                 "consultation_opinion WHERE item = :item ORDER BY seq",
             into(row.seq), into(row.origin), into(row.opinion), into(row.times),
             into(row.decision), into(row.reason), use(item));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

void ConsultationRows::put_opinions(Transaction& transaction, const std::string& item,
                                    const std::vector<OpinionRow>& opinions) {
    remove_opinions(transaction, item);
    auto& impl = repository_.impl();
    impl.run([&] {
        for (const OpinionRow& row : opinions)
            impl.sql << "INSERT INTO consultation_opinion (item, seq, origin, opinion, times, "
                        "decision, reason) VALUES (:item, :seq, :origin, :opinion, :times, "
                        ":decision, :reason)",
                use(item), use(row.seq), use(row.origin), use(row.opinion), use(row.times),
                use(row.decision), use(row.reason);
    });
}

void ConsultationRows::remove_opinions(Transaction&, const std::string& item) {
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "DELETE FROM consultation_opinion WHERE item = :item", use(item); });
}

void ConsultationRows::wipe(Transaction& transaction, const std::string& item) {
    remove_opinions(transaction, item);
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE consultation SET final_document = '' WHERE item = :item", use(item);
    });
}

}  // namespace villageboard::county
