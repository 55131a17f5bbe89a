#include "sync/county/store/village_item_rows.h"

#include <array>

#include "sync/county/store/range_page.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

constexpr std::array<std::string_view, 2> kKinds = {"not_applicable", "own"};
constexpr std::array<std::string_view, 4> kStates = {"proposed", "confirmed", "refused", "ended"};

template <typename Enum, std::size_t count>
Enum parsed(const std::array<std::string_view, count>& words, const std::string& word) {
    for (std::size_t i = 0; i < count; ++i)
        if (words[i] == word) return static_cast<Enum>(i);
    throw Error(ErrorKind::corrupt,
                "The county's database holds a damaged row; restore it from a backup.");
}

template <typename Bind>
std::vector<VillageItemRow> selected(Repository::Impl& impl, const std::string& rest, Bind bind) {
    std::vector<VillageItemRow> rows;
    VillageItemRow row;
    std::string kind;
    std::string state;
    long long proposed = 0;
    long long decided = 0;
    long long version = 0;
    soci::statement query(impl.sql);
    query.exchange(into(row.area));
    query.exchange(into(row.code));
    query.exchange(into(kind));
    query.exchange(into(state));
    query.exchange(into(row.reason));
    query.exchange(into(row.item));
    query.exchange(into(row.proposed_by));
    query.exchange(into(proposed));
    query.exchange(into(row.decided_by));
    query.exchange(into(decided));
    query.exchange(into(version));
    bind(query);
    query.alloc();
    query.prepare(
        "SELECT area, code, kind, state, reason, item, proposed_by, proposed, decided_by, "
        "decided_at, version FROM village_item " +
        rest);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        row.kind = parsed<VillageItemKind>(kKinds, kind);
        row.state = parsed<VillageItemState>(kStates, state);
        row.proposed = Instant{std::chrono::seconds{proposed}};
        row.decided = Instant{std::chrono::seconds{decided}};
        row.version = static_cast<std::uint32_t>(version);
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

std::string_view to_string(VillageItemKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view to_string(VillageItemState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<VillageItemRow> VillageItemRows::lock(Transaction&, const std::string& area,
                                                    const std::string& code) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<VillageItemRow> {
        const std::string hold = impl.sqlite ? "" : " FOR UPDATE";
        auto rows = selected(impl, "WHERE area = :area AND code = :code" + hold, [&](auto& query) {
            query.exchange(use(area));
            query.exchange(use(code));
        });
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    });
}

bool VillageItemRows::add(Transaction&, const VillageItemRow& row) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string kind(to_string(row.kind));
        const std::string state(to_string(row.state));
        const long long proposed = row.proposed.time_since_epoch().count();
        const long long decided = row.decided.time_since_epoch().count();
        const long long version = row.version;
        soci::statement insert =
            (impl.sql.prepare
                 << "INSERT INTO village_item (area, code, kind, state, reason, item, "
                    "proposed_by, proposed, decided_by, decided_at, version) VALUES (:area, :code, "
                    ":kind, :state, :reason, :item, :by, :proposed, :decided_by, :decided, "
                    ":version) ON CONFLICT (area, code) DO NOTHING",
             use(row.area), use(row.code), use(kind), use(state), use(row.reason), use(row.item),
             use(row.proposed_by), use(proposed), use(row.decided_by), use(decided), use(version));
        insert.execute(true);
        return insert.get_affected_rows() == 1;
    });
}

void VillageItemRows::put(Transaction&, const VillageItemRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string kind(to_string(row.kind));
        const std::string state(to_string(row.state));
        const long long proposed = row.proposed.time_since_epoch().count();
        const long long decided = row.decided.time_since_epoch().count();
        const long long version = row.version;
        impl.sql << "UPDATE village_item SET kind = :kind, state = :state, reason = :reason, "
                    "item = :item, proposed_by = :by, proposed = :proposed, "
                    "decided_by = :decided_by, decided_at = :decided, version = :version WHERE "
                    "area = :area AND code = :code",
            use(kind), use(state), use(row.reason), use(row.item), use(row.proposed_by),
            use(proposed), use(row.decided_by), use(decided), use(version), use(row.area),
            use(row.code);
    });
}

std::vector<VillageItemRow> VillageItemRows::rows(const AreaRange& range,
                                                  const std::string& after_area,
                                                  const std::string& after_code,
                                                  std::uint64_t limit) {
    auto& impl = repository_.impl();
    return page_of_range(
        impl, "code", range, after_area, after_code, limit,
        [&](const std::string& rest, auto bind) { return selected(impl, rest, bind); });
}

std::vector<VillageItemRow> VillageItemRows::confirmed(const AreaRange& range) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return selected(impl,
                        "WHERE area >= :first AND area <= :last AND state = 'confirmed' "
                        "ORDER BY area, code",
                        [&](auto& query) {
                            query.exchange(use(range.first));
                            query.exchange(use(range.last));
                        });
    });
}

}  // namespace villageboard::county
