#include "sync/county/store/topic_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

void TopicRows::put(Transaction&, const TopicProposalRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto asked = static_cast<long long>(row.asked);
        const long long proposed = row.proposed.time_since_epoch().count();
        impl.sql << "INSERT INTO topic_proposal (area, topic, asked, proposed) VALUES "
                    "(:area, :topic, :asked, :proposed) ON CONFLICT (area, topic) DO UPDATE SET "
                    "asked = excluded.asked",
            use(row.area), use(row.topic), use(asked), use(proposed);
    });
}

std::vector<TopicProposalRow> TopicRows::of_range(const AreaRange& range) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<TopicProposalRow> all;
        TopicProposalRow row;
        long long asked = 0;
        long long proposed = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT area, topic, asked, proposed FROM topic_proposal WHERE "
                                 "area >= :first AND area <= :last ORDER BY asked DESC, topic "
                                 "LIMIT 200",
             into(row.area), into(row.topic), into(asked), into(proposed), use(range.first),
             use(range.last));
        query.execute();
        while (query.fetch()) {
            row.asked = static_cast<std::uint64_t>(asked);
            row.proposed = Instant{std::chrono::seconds{proposed}};
            all.push_back(row);
        }
        return all;
    });
}

}  // namespace villageboard::county
