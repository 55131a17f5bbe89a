#include "sync/county/store/answer_rows.h"

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {

using soci::into;
using soci::use;

void AnswerRows::add(Transaction&, const std::string& id, std::size_t size_class,
                     const std::string& sealed) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto bytes = static_cast<long long>(size_class);
        impl.sql << "INSERT INTO inbox_answer (id, size_class, sealed) VALUES (:id, :class, "
                    ":sealed)",
            use(id), use(bytes), use(sealed);
    });
}

std::vector<std::string> AnswerRows::take(Transaction&, std::size_t size_class, std::size_t most) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> ids;
        std::vector<std::string> answers;
        std::string id;
        std::string sealed;
        const auto bytes = static_cast<long long>(size_class);
        const auto limit = static_cast<long long>(most);
        {
            soci::statement query =
                (impl.sql.prepare << "SELECT id, sealed FROM inbox_answer WHERE size_class = "
                                     ":class ORDER BY id LIMIT :most",
                 into(id), into(sealed), use(bytes), use(limit));
            query.execute();
            while (query.fetch()) {
                ids.push_back(id);
                answers.push_back(sealed);
            }
        }
        for (const std::string& taken : ids)
            impl.sql << "DELETE FROM inbox_answer WHERE id = :id", use(taken);
        return answers;
    });
}

std::uint64_t AnswerRows::waiting(std::size_t size_class) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const auto bytes = static_cast<long long>(size_class);
        int count = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM inbox_answer WHERE size_class = :class",
            into(count), use(bytes);
        return static_cast<std::uint64_t>(count);
    });
}

bool AnswerRows::made(const std::string& slot) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        int count = 0;
        impl.sql << "SELECT CAST(count(*) AS INTEGER) FROM inbox_batch WHERE slot = :slot",
            into(count), use(slot);
        return count > 0;
    });
}

void AnswerRows::add_batch(Transaction&, const BatchRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto number = static_cast<long long>(row.number);
        impl.sql << "INSERT INTO inbox_batch (slot, number, state, document) VALUES (:slot, "
                    ":number, 'made', :document)",
            use(row.slot), use(number), use(row.document);
    });
}

std::vector<BatchRow> AnswerRows::unpublished() {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<BatchRow> rows;
        BatchRow row;
        long long number = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT slot, number, document FROM inbox_batch WHERE "
                                 "state = 'made' ORDER BY slot, number LIMIT 100",
             into(row.slot), into(number), into(row.document));
        query.execute();
        while (query.fetch()) {
            row.number = static_cast<std::uint64_t>(number);
            rows.push_back(row);
        }
        return rows;
    });
}

void AnswerRows::set_published(Transaction&, const BatchRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const auto number = static_cast<long long>(row.number);
        impl.sql << "UPDATE inbox_batch SET state = 'published', document = '' WHERE "
                    "slot = :slot AND number = :number",
            use(row.slot), use(number);
    });
}

}  // namespace villageboard::county
