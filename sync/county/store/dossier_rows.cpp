#include "sync/county/store/dossier_rows.h"

#include <utility>

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

const std::string kColumns =
    "id, area, kind, catalogue, operation, item, office, document, disclosure, "
    "disclosure_reason, author, author_post, state, version, created, changed, changed_by, "
    "returned, publish_at, due, claimed, release_no, target, revision, position, released, "
    "approve_by, class, slot";
/// Lists don't carry documents, which may have megabytes.
const std::string kListColumns = [] {
    std::string columns = kColumns;
    return columns.replace(columns.find("document"), 8, "''");
}();

/// One statement that gives whole dossiers. No placeholder may stand twice in its text.
class Select {
  public:
    explicit Select(soci::session& sql) : statement_(sql) {
        for (std::string* text : {&r_.id, &r_.area, &r_.kind, &r_.catalogue, &r_.operation,
                                  &r_.item, &r_.office, &r_.document, &r_.disclosure,
                                  &r_.disclosure_reason, &r_.author, &r_.author_post, &r_.state})
            statement_.exchange(into(*text));
        for (long long* number : {&r_.version, &r_.created, &r_.changed})
            statement_.exchange(into(*number));
        for (std::string* text : {&r_.changed_by, &r_.returned}) statement_.exchange(into(*text));
        for (long long* number : {&r_.publish_at, &r_.due, &r_.claimed, &r_.release_no})
            statement_.exchange(into(*number));
        statement_.exchange(into(r_.target));
        for (long long* number : {&r_.revision, &r_.position, &r_.released})
            statement_.exchange(into(*number));
        for (std::string* text : {&r_.approve_by, &r_.class_, &r_.slot})
            statement_.exchange(into(*text));
    }
    template <typename T>
    Select& with(const T& value) {
        statement_.exchange(use(value));
        return *this;
    }
    std::vector<DossierRow> run(const std::string& text) {
        statement_.alloc();
        statement_.prepare(text);
        statement_.define_and_bind();
        std::vector<DossierRow> rows;
        statement_.execute();
        while (statement_.fetch()) rows.push_back(r_);
        return rows;
    }

  private:
    DossierRow r_;
    soci::statement statement_;
};

std::optional<DossierRow> only(std::vector<DossierRow> rows) {
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

std::string after_prefix(const std::string& prefix) {
    std::string next = prefix;
    next.back() = static_cast<char>(next.back() + 1);
    return next;
}

void DossierRows::add(Transaction&, const DossierRow& r) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO dossier (" + kColumns +
                        ") VALUES (:id, :area, :kind, :catalogue, :operation, :item, :office, "
                        ":document, :disclosure, :disclosure_reason, :author, :author_post, "
                        ":state, :version, :created, :changed, :changed_by, :returned, "
                        ":publish_at, :due, :claimed, :release_no, :target, :revision, :position, "
                        ":released, :approve_by, :class, :slot)",
            use(r.id), use(r.area), use(r.kind), use(r.catalogue), use(r.operation), use(r.item),
            use(r.office), use(r.document), use(r.disclosure), use(r.disclosure_reason),
            use(r.author), use(r.author_post), use(r.state), use(r.version), use(r.created),
            use(r.changed), use(r.changed_by), use(r.returned), use(r.publish_at), use(r.due),
            use(r.claimed), use(r.release_no), use(r.target), use(r.revision), use(r.position),
            use(r.released), use(r.approve_by), use(r.class_), use(r.slot);
    });
}

std::optional<DossierRow> DossierRows::find(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return only(Select(impl.sql).with(id).run("SELECT " + kColumns +
                                                  " FROM dossier WHERE id = :wanted"));
    });
}

std::optional<DossierRow> DossierRows::lock(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return only(Select(impl.sql).with(id).run("SELECT " + kColumns +
                                                  " FROM dossier WHERE id = :wanted" +
                                                  (impl.sqlite ? "" : " FOR UPDATE")));
    });
}

void DossierRows::put(Transaction&, const DossierRow& r) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE dossier SET kind = :kind, catalogue = :catalogue, office = :office, "
                    "document = :document, disclosure = :disclosure, "
                    "disclosure_reason = :disclosure_reason, state = :state, version = :version, "
                    "changed = :changed, changed_by = :changed_by, returned = :returned, "
                    "publish_at = :publish_at, due = :due, claimed = :claimed, "
                    "release_no = :release_no, target = :target, revision = :revision, "
                    "position = :position, released = :released, approve_by = :approve_by, "
                    "slot = :slot WHERE id = :id",
            use(r.kind), use(r.catalogue), use(r.office), use(r.document), use(r.disclosure),
            use(r.disclosure_reason), use(r.state), use(r.version), use(r.changed),
            use(r.changed_by), use(r.returned), use(r.publish_at), use(r.due), use(r.claimed),
            use(r.release_no), use(r.target), use(r.revision), use(r.position), use(r.released),
            use(r.approve_by), use(r.slot), use(r.id);
    });
}

bool DossierRows::is_taken(const std::string& slot) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::string id;
        impl.sql << "SELECT id FROM dossier WHERE slot = :slot", into(id), use(slot);
        return impl.sql.got_data();
    });
}

std::vector<DossierRow> DossierRows::list(const Page& page) {
    auto& impl = repository_.impl();
    const std::string low = page.after_area.empty() ? page.area : page.after_area;
    const std::string high = after_prefix(page.area);
    const std::string same = low;
    return impl.run([&] {
        Select select(impl.sql);
        std::string text = "SELECT " + kListColumns + " FROM dossier WHERE ";
        if (!page.state.empty()) {
            text += "state = :state AND ";
            select.with(page.state);
        }
        select.with(low).with(high).with(same).with(page.after_id).with(page.limit);
        return select.run(text +
                          "area >= :low AND area < :high AND NOT (area = :same AND id <= :after) "
                          "ORDER BY area, id LIMIT :most");
    });
}

std::vector<DossierRow> DossierRows::of_author(const std::string& author, const std::string& state,
                                               const std::string& after, int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return Select(impl.sql).with(author).with(state).with(after).with(limit).run(
            "SELECT " + kListColumns +
            " FROM dossier WHERE author = :author AND state = :state AND id > :after "
            "ORDER BY id LIMIT :most");
    });
}

std::vector<DossierRow> DossierRows::of_item(const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return Select(impl.sql).with(item).run("SELECT " + kListColumns +
                                               " FROM dossier WHERE item = :item ORDER BY id");
    });
}

std::vector<std::string> DossierRows::due(long long now, int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> ids;
        std::string id;
        soci::statement query =
            (impl.sql.prepare << "SELECT id FROM dossier WHERE due > 0 AND due <= :now "
                                 "ORDER BY due, id LIMIT :most",
             into(id), use(now), use(limit));
        query.execute();
        while (query.fetch()) ids.push_back(id);
        return ids;
    });
}

void DossierRows::add_step(Transaction&, const std::string& dossier, const StepRow& step) {
    auto& impl = repository_.impl();
    impl.run([&] {
        long long position = 0;
        impl.sql << "SELECT CAST(COALESCE(max(position) + 1, 0) AS BIGINT) FROM dossier_step "
                    "WHERE dossier = :dossier",
            into(position), use(dossier);
        impl.sql << "INSERT INTO dossier_step (dossier, position, act, from_state, to_state, "
                    "actor, post, at, reason) VALUES (:dossier, :position, :act, :from_state, "
                    ":to_state, :actor, :post, :at, :reason)",
            use(dossier), use(position), use(step.act), use(step.from_state), use(step.to_state),
            use(step.actor), use(step.post), use(step.at), use(step.reason);
    });
}

std::vector<StepRow> DossierRows::steps(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<StepRow> rows;
        StepRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT act, from_state, to_state, actor, post, at, reason FROM "
                                 "dossier_step WHERE dossier = :dossier ORDER BY position",
             into(row.act), into(row.from_state), into(row.to_state), into(row.actor),
             into(row.post), into(row.at), into(row.reason), use(dossier));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

std::vector<std::string> DossierRows::writers(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<std::string> all;
        std::string actor;
        soci::statement query =
            (impl.sql.prepare << "SELECT DISTINCT actor FROM dossier_step WHERE "
                                 "dossier = :dossier AND act IN ('create', 'edit')",
             into(actor), use(dossier));
        query.execute();
        while (query.fetch()) all.push_back(actor);
        return all;
    });
}

void DossierRows::add_signature(Transaction&, const std::string& dossier, const SignatureRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO dossier_signature (dossier, post, actor, at, document) VALUES "
                    "(:dossier, :post, :actor, :at, :document)",
            use(dossier), use(row.post), use(row.actor), use(row.at), use(row.document);
    });
}

std::vector<SignatureRow> DossierRows::signatures(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<SignatureRow> rows;
        SignatureRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT post, actor, at, document FROM dossier_signature WHERE "
                                 "dossier = :dossier ORDER BY at, post",
             into(row.post), into(row.actor), into(row.at), into(row.document), use(dossier));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

void DossierRows::void_signatures(Transaction&, const std::string& dossier) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM dossier_signature WHERE dossier = :dossier", use(dossier);
    });
}

void DossierRows::put_findings(Transaction&, const std::string& dossier,
                               const std::vector<FindingRow>& findings) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM dossier_finding WHERE dossier = :dossier", use(dossier);
        for (const FindingRow& row : findings)
            impl.sql << "INSERT INTO dossier_finding (dossier, position, rule, severity, place, "
                        "message_zh, message_en, reason, reviewer) VALUES (:dossier, :position, "
                        ":rule, :severity, :place, :message_zh, :message_en, '', '')",
                use(dossier), use(row.position), use(row.rule), use(row.severity), use(row.place),
                use(row.message_zh), use(row.message_en);
    });
}

std::vector<FindingRow> DossierRows::findings(const std::string& dossier) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<FindingRow> rows;
        FindingRow row;
        soci::statement query =
            (impl.sql.prepare << "SELECT position, rule, severity, place, message_zh, message_en, "
                                 "reason, reviewer FROM dossier_finding WHERE dossier = :dossier "
                                 "ORDER BY position",
             into(row.position), into(row.rule), into(row.severity), into(row.place),
             into(row.message_zh), into(row.message_en), into(row.reason), into(row.reviewer),
             use(dossier));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

void DossierRows::give_reason(Transaction&, const std::string& dossier, const FindingRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE dossier_finding SET reason = :reason, reviewer = :reviewer WHERE "
                    "dossier = :dossier AND position = :position",
            use(row.reason), use(row.reviewer), use(dossier), use(row.position);
    });
}

void DossierRows::put_waits(Transaction&, const std::string& dossier, const std::string& area,
                            const std::vector<std::string>& posts) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM dossier_wait WHERE dossier = :dossier", use(dossier);
        for (const std::string& post : posts)
            impl.sql << "INSERT INTO dossier_wait (post, area, dossier) VALUES (:post, :area, "
                        ":dossier) ON CONFLICT (post, area, dossier) DO NOTHING",
                use(post), use(area), use(dossier);
    });
}

std::vector<WaitingRow> DossierRows::waits(const std::string& post, const std::string& area,
                                           const std::string& after_area,
                                           const std::string& after_dossier, int limit) {
    auto& impl = repository_.impl();
    const std::string low = after_area < area ? area : after_area;
    const std::string high = after_prefix(area);
    const std::string same = after_area;
    return impl.run([&] {
        std::vector<WaitingRow> rows;
        WaitingRow row;
        row.post = post;
        soci::statement query =
            (impl.sql.prepare << "SELECT area, dossier FROM dossier_wait WHERE post = :post AND "
                                 "area >= :low AND area < :high AND NOT (area = :same AND dossier "
                                 "<= :after) ORDER BY area, dossier LIMIT :most",
             into(row.area), into(row.dossier), use(post), use(low), use(high), use(same),
             use(after_dossier), use(limit));
        query.execute();
        while (query.fetch()) rows.push_back(row);
        return rows;
    });
}

void DossierRows::put_bases(Transaction&, const std::string& dossier,
                            const std::vector<std::string>& bases) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "DELETE FROM dossier_basis WHERE dossier = :dossier", use(dossier);
        for (const std::string& basis : bases)
            impl.sql << "INSERT INTO dossier_basis (basis, dossier) VALUES (:basis, :dossier) "
                        "ON CONFLICT (basis, dossier) DO NOTHING",
                use(basis), use(dossier);
    });
}

std::vector<DossierRow> DossierRows::on_basis(const std::string& basis, const std::string& after,
                                              int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        return Select(impl.sql).with(basis).with(after).with(limit).run(
            "SELECT " + kListColumns +
            " FROM dossier JOIN dossier_basis ON dossier_basis.dossier = dossier.id WHERE "
            "basis = :basis AND dossier_basis.dossier > :after AND state IN "
            "('live', 'notice', 'objection_hold', 'confirmed') "
            "ORDER BY dossier_basis.dossier LIMIT :most");
    });
}

void DossierRows::wipe(Transaction&, const std::string& item) {
    auto& impl = repository_.impl();
    impl.run([&] {
        for (const char* statement :
             {"DELETE FROM variant WHERE item = :item",
              "DELETE FROM dossier_finding WHERE dossier IN (SELECT id FROM dossier WHERE "
              "item = :item)",
              "UPDATE dossier_step SET reason = '' WHERE dossier IN (SELECT id FROM dossier WHERE "
              "item = :item)",
              "UPDATE dossier SET document = '', disclosure_reason = '', returned = '' WHERE "
              "item = :item"})
            impl.sql << statement, use(item);
    });
}

void DossierRows::forget_erased_pages() {
    auto& impl = repository_.impl();
    impl.run([&] {
        if (!impl.sqlite) {
            impl.sql << "VACUUM dossier, dossier_step, dossier_finding, upload_part, variant, "
                        "consultation, consultation_opinion, commitment, commitment_old_due";
            return;
        }
        int busy = 0;
        int in_log = 0;
        int moved = 0;
        impl.sql << "PRAGMA wal_checkpoint(TRUNCATE)", into(busy), into(in_log), into(moved);
        if (busy != 0)
            throw Error(ErrorKind::retry, "The database's log is in use and keeps erased pages.");
    });
}

std::vector<ItemRow> DossierRows::items(const std::string& area, const std::string& after,
                                        int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<ItemRow> rows;
        ItemRow row;
        long long revision = 0;
        long long last = 0;
        soci::statement query =
            (impl.sql.prepare << "SELECT id, kind, revision, phase, last_position FROM item WHERE "
                                 "area = :area AND id > :after ORDER BY id LIMIT :most",
             into(row.id), into(row.kind), into(revision), into(row.phase), into(last), use(area),
             use(after), use(limit));
        query.execute();
        while (query.fetch()) {
            row.revision = static_cast<std::uint32_t>(revision);
            row.last_index = static_cast<std::uint64_t>(last);
            rows.push_back(row);
        }
        return rows;
    });
}

}  // namespace villageboard::county
