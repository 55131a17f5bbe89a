#include "sync/county/store/meeting_rows.h"

#include "sync/county/store/range_page.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

template <typename Bind>
std::vector<MeetingRow> selected(Repository::Impl& impl, const std::string& rest, Bind bind) {
    std::vector<MeetingRow> rows;
    MeetingRow row;
    soci::statement query(impl.sql);
    query.exchange(into(row.notice));
    query.exchange(into(row.area));
    query.exchange(into(row.type));
    query.exchange(into(row.result));
    query.exchange(into(row.version));
    bind(query);
    query.alloc();
    query.prepare("SELECT notice, area, type, result, version FROM meeting " + rest);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) rows.push_back(row);
    return rows;
}

std::optional<MeetingRow> first_where(Repository::Impl& impl, const std::string& condition,
                                      const std::string& value) {
    return impl.run([&]() -> std::optional<MeetingRow> {
        const auto rows =
            selected(impl, "WHERE " + condition, [&](auto& query) { query.exchange(use(value)); });
        if (rows.empty()) return std::nullopt;
        return rows.front();
    });
}

}  // namespace

void MeetingRows::add(Transaction&, const MeetingRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO meeting (notice, area, type, result, version) VALUES "
                    "(:notice, :area, :type, :result, :version)",
            use(row.notice), use(row.area), use(row.type), use(row.result), use(row.version);
    });
}

std::optional<MeetingRow> MeetingRows::find(const std::string& notice) {
    return first_where(repository_.impl(), "notice = :notice", notice);
}

std::optional<MeetingRow> MeetingRows::of_result(const std::string& result) {
    return first_where(repository_.impl(), "result = :result", result);
}

std::optional<MeetingRow> MeetingRows::lock(Transaction&, const std::string& notice) {
    auto& impl = repository_.impl();
    return first_where(impl, impl.sqlite ? "notice = :notice" : "notice = :notice FOR UPDATE",
                       notice);
}

void MeetingRows::put(Transaction&, const MeetingRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE meeting SET result = :result, version = :version WHERE "
                    "notice = :notice",
            use(row.result), use(row.version), use(row.notice);
    });
}

std::vector<MeetingRow> MeetingRows::of_range(const AreaRange& range, const std::string& after_area,
                                              const std::string& after_notice,
                                              std::uint64_t limit) {
    auto& impl = repository_.impl();
    return page_of_range(
        impl, "notice", range, after_area, after_notice, limit,
        [&](const std::string& rest, auto bind) { return selected(impl, rest, bind); });
}

}  // namespace villageboard::county
