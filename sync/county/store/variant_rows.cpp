#include "sync/county/store/variant_rows.h"

#include <utility>

#include "sync/county/store/dossier_rows.h"
#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

const std::string kColumns =
    "id, area, item, dossier, language, what, content, state, version, submitted_by, submitted, "
    "confirmed_by, confirmed, revision, returned";

/// One statement that gives whole rows. No placeholder may stand twice in its text.
class Select {
  public:
    explicit Select(soci::session& sql) : statement_(sql) {
        for (std::string* text : {&r_.id, &r_.area, &r_.item, &r_.dossier, &r_.language, &r_.what,
                                  &r_.content, &r_.state})
            statement_.exchange(into(*text));
        statement_.exchange(into(r_.version));
        statement_.exchange(into(r_.submitted_by));
        statement_.exchange(into(r_.submitted));
        statement_.exchange(into(r_.confirmed_by));
        for (long long* number : {&r_.confirmed, &r_.revision}) statement_.exchange(into(*number));
        statement_.exchange(into(r_.returned));
    }
    template <typename T>
    Select& with(const T& value) {
        statement_.exchange(use(value));
        return *this;
    }
    std::vector<VariantRow> run(const std::string& condition) {
        statement_.alloc();
        statement_.prepare("SELECT " + kColumns + " FROM variant WHERE " + condition);
        statement_.define_and_bind();
        std::vector<VariantRow> rows;
        statement_.execute();
        while (statement_.fetch()) rows.push_back(r_);
        return rows;
    }

  private:
    VariantRow r_;
    soci::statement statement_;
};

std::optional<VariantRow> only(std::vector<VariantRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

void VariantRows::add(Transaction&, const VariantRow& r) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO variant (" + kColumns +
                        ") VALUES (:id, :area, :item, :dossier, :language, :what, :content, "
                        ":state, :version, :submitted_by, :submitted, :confirmed_by, :confirmed, "
                        ":revision, :returned)",
            use(r.id), use(r.area), use(r.item), use(r.dossier), use(r.language), use(r.what),
            use(r.content), use(r.state), use(r.version), use(r.submitted_by), use(r.submitted),
            use(r.confirmed_by), use(r.confirmed), use(r.revision), use(r.returned);
    });
}

void VariantRows::put(Transaction&, const VariantRow& r) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE variant SET content = :content, state = :state, version = :version, "
                    "submitted_by = :submitted_by, submitted = :submitted, "
                    "confirmed_by = :confirmed_by, confirmed = :confirmed, revision = :revision, "
                    "returned = :returned WHERE id = :id",
            use(r.content), use(r.state), use(r.version), use(r.submitted_by), use(r.submitted),
            use(r.confirmed_by), use(r.confirmed), use(r.revision), use(r.returned), use(r.id);
    });
}

std::optional<VariantRow> VariantRows::find(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] { return only(Select(impl.sql).with(id).run("id = :wanted")); });
}

std::optional<VariantRow> VariantRows::lock(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return only(Select(impl.sql).with(id).run(std::string("id = :wanted") +
                                                  (impl.sqlite ? "" : " FOR UPDATE")));
    });
}

std::vector<VariantRow> VariantRows::of_dossier(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return Select(impl.sql).with(dossier).run("dossier = :dossier ORDER BY language, what");
    });
}

std::vector<VariantRow> VariantRows::of_item(const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return Select(impl.sql).with(item).run(
            "item = :item ORDER BY dossier DESC, language, what");
    });
}

std::vector<VariantRow> VariantRows::waiting(const std::string& area, const std::string& after_area,
                                             const std::string& after_id, int limit) {
    auto& impl = repository_.impl();
    const std::string low = after_area < area ? area : after_area;
    const std::string high = after_prefix(area);
    const std::string same = after_area;
    return impl.run([&] {
        return Select(impl.sql).with(low).with(high).with(same).with(after_id).with(limit).run(
            "state IN ('submitted', 'to_confirm') AND area >= :low AND area < :high AND NOT "
            "(area = :same AND id <= :after) ORDER BY area, id LIMIT :most");
    });
}

void VariantRows::remove_of(Transaction&, const std::string& dossier) {
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "DELETE FROM variant WHERE dossier = :dossier", use(dossier); });
}

}  // namespace villageboard::county
