#include "sync/county/store/upload_rows.h"

#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

const char* const kSelect =
    "SELECT id, owner, name, mime, size, sha256, received, created, used FROM upload ";

template <typename Prepared>
void bind_row(Prepared& statement, UploadRow& row) {
    for (std::string* text : {&row.id, &row.owner, &row.name, &row.mime})
        statement.exchange(into(*text));
    statement.exchange(into(row.size));
    statement.exchange(into(row.sha256));
    for (long long* number : {&row.received, &row.created, &row.used})
        statement.exchange(into(*number));
}

std::vector<UploadRow> fetch_all(soci::statement& statement, const UploadRow& row,
                                 const std::string& text) {
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
    std::vector<UploadRow> rows;
    statement.execute();
    while (statement.fetch()) rows.push_back(row);
    return rows;
}

std::optional<UploadRow> one(soci::session& sql, const std::string& id, const char* how) {
    UploadRow row;
    soci::statement statement(sql);
    bind_row(statement, row);
    statement.exchange(use(id));
    auto rows = fetch_all(statement, row, std::string(kSelect) + "WHERE id = :wanted" + how);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace

void UploadRows::add(Transaction&, const UploadRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO upload (id, owner, name, mime, size, sha256, received, created, "
                    "used) VALUES (:id, :owner, :name, :mime, :size, :sha256, :received, "
                    ":created, :used)",
            use(row.id), use(row.owner), use(row.name), use(row.mime), use(row.size),
            use(row.sha256), use(row.received), use(row.created), use(row.used);
    });
}

std::optional<UploadRow> UploadRows::find(const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] { return one(impl.sql, id, ""); });
}

std::optional<UploadRow> UploadRows::lock(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    return impl.run([&] { return one(impl.sql, id, impl.sqlite ? "" : " FOR UPDATE"); });
}

void UploadRows::put(Transaction&, const UploadRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "UPDATE upload SET sha256 = :sha256, received = :received, used = :used WHERE "
                    "id = :id",
            use(row.sha256), use(row.received), use(row.used), use(row.id);
    });
}

void UploadRows::remove(Transaction& transaction, const std::string& id) {
    remove_parts(transaction, id);
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "DELETE FROM upload WHERE id = :id", use(id); });
}

void UploadRows::add_part(Transaction&, const std::string& id, long long first,
                          const std::string& bytes) {
    auto& impl = repository_.impl();
    const std::string packed = feed::to_base64(bytes);
    impl.run([&] {
        impl.sql << "INSERT INTO upload_part (upload, first_byte, bytes) VALUES (:upload, :first, "
                    ":bytes)",
            use(id), use(first), use(packed);
    });
}

void UploadRows::remove_parts(Transaction&, const std::string& id) {
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "DELETE FROM upload_part WHERE upload = :upload", use(id); });
}

void UploadRows::visit_parts(const std::string& id,
                             const std::function<void(const std::string&)>& visit) {
    auto& impl = repository_.impl();
    impl.run([&] {
        std::string bytes;
        soci::statement query = (impl.sql.prepare << "SELECT bytes FROM upload_part WHERE "
                                                     "upload = :upload ORDER BY first_byte",
                                 into(bytes), use(id));
        query.execute();
        while (query.fetch()) visit(feed::from_base64(bytes).value_or(""));
    });
}

long long UploadRows::unused_bytes(const std::string& owner) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        long long bytes = 0;
        impl.sql << "SELECT CAST(COALESCE(sum(size), 0) AS BIGINT) FROM upload WHERE used = 0 AND "
                    "owner = :owner",
            into(bytes), use(owner);
        return bytes;
    });
}

void UploadRows::put_uses(Transaction& transaction, const std::string& dossier,
                          const std::vector<std::string>& ids) {
    auto& impl = repository_.impl();
    impl.run([&] { impl.sql << "DELETE FROM upload_use WHERE dossier = :dossier", use(dossier); });
    for (const std::string& id : ids) add_use(transaction, dossier, id);
}

void UploadRows::add_use(Transaction&, const std::string& dossier, const std::string& id) {
    auto& impl = repository_.impl();
    impl.run([&] {
        impl.sql << "INSERT INTO upload_use (dossier, upload) VALUES (:dossier, :upload) "
                    "ON CONFLICT (dossier, upload) DO NOTHING",
            use(dossier), use(id);
        impl.sql << "UPDATE upload SET used = 1 WHERE id = :id", use(id);
    });
}

bool UploadRows::is_of_item(const std::string& id, const std::string& item) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::string found;
        impl.sql << "SELECT upload_use.dossier FROM upload_use JOIN dossier ON dossier.id = "
                    "upload_use.dossier WHERE upload = :upload AND item = :item LIMIT 1",
            into(found), use(id), use(item);
        return impl.sql.got_data();
    });
}

void UploadRows::release(Transaction& transaction, const std::string& item) {
    auto& impl = repository_.impl();
    std::vector<std::string> used;
    impl.run([&] {
        std::string id;
        soci::statement query = (impl.sql.prepare << "SELECT DISTINCT upload FROM upload_use JOIN "
                                                     "dossier ON dossier.id = upload_use.dossier "
                                                     "WHERE item = :item",
                                 into(id), use(item));
        query.execute();
        while (query.fetch()) used.push_back(id);
    });
    impl.run([&] {
        impl.sql << "DELETE FROM upload_use WHERE dossier IN (SELECT id FROM dossier WHERE "
                    "item = :item)",
            use(item);
    });
    for (const std::string& id : used) remove_unnamed(transaction, id);
}

void UploadRows::remove_unnamed(Transaction& transaction, const std::string& id) {
    auto& impl = repository_.impl();
    const bool named = impl.run([&] {
        std::string found;
        impl.sql << "SELECT dossier FROM upload_use WHERE upload = :upload LIMIT 1", into(found),
            use(id);
        if (impl.sql.got_data()) return true;
        impl.sql << "SELECT commitment.id FROM commitment JOIN upload ON evidence = upload.name "
                    "WHERE upload.id = :upload AND evidence_kind = 'upload' LIMIT 1",
            into(found), use(id);
        return impl.sql.got_data();
    });
    if (!named) remove(transaction, id);
}

std::vector<UploadRow> UploadRows::unused(long long before, int limit) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        UploadRow row;
        soci::statement statement(impl.sql);
        bind_row(statement, row);
        statement.exchange(use(before));
        statement.exchange(use(limit));
        return fetch_all(statement, row,
                         std::string(kSelect) +
                             "WHERE used = 0 AND created < :before ORDER BY created LIMIT :most");
    });
}

}  // namespace villageboard::county
