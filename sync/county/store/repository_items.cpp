#include "sync/county/store/repository_impl.h"
#include "sync/feed/bytes.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

}  // namespace

void Repository::add_blob(Transaction&, const std::string& area, const std::string& item,
                          const std::string& sha256) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO blob_use (sha256, area, item) VALUES (:sha256, :area, :item) "
                      "ON CONFLICT (sha256, area, item) DO NOTHING",
            use(sha256), use(area), use(item);
    });
}

std::vector<std::string> Repository::blobs(const std::string& area) {
    return impl_->run(
        [&] {
            std::vector<std::string> all;
            std::string sha256;
            soci::statement query =
                (impl_->sql.prepare
                     << "SELECT DISTINCT sha256 FROM blob_use WHERE area = :area ORDER BY sha256",
                 into(sha256), use(area));
            query.execute();
            while (query.fetch()) all.push_back(sha256);
            return all;
        });
}

std::vector<std::string> Repository::release_blobs(Transaction&, const std::string& area,
                                                   const std::string& item) {
    return impl_->run([&] {
        std::vector<std::string> unused;
        std::string sha256;
        soci::statement query =
            (impl_->sql.prepare
                 << "SELECT sha256 FROM blob_use AS mine WHERE area = :area AND item = :item AND "
                    "NOT EXISTS (SELECT 1 FROM blob_use AS other WHERE other.sha256 = mine.sha256 "
                    "AND NOT (other.area = :area AND other.item = :item))",
             into(sha256), use(area, "area"), use(item, "item"));
        query.execute();
        while (query.fetch()) unused.push_back(sha256);
        impl_->sql << "DELETE FROM blob_use WHERE area = :area AND item = :item", use(area),
            use(item);
        return unused;
    });
}

std::vector<UnfinishedRow> Repository::unfinished(const std::string& area) {
    return impl_->run([&] {
        std::vector<UnfinishedRow> all;
        UnfinishedRow row;
        soci::statement query =
            (impl_->sql.prepare << "SELECT what, value FROM unfinished WHERE area = :area",
             into(row.what), into(row.value), use(area));
        query.execute();
        while (query.fetch()) all.push_back(row);
        return all;
    });
}

void Repository::add_unfinished(Transaction&, const std::string& area, const UnfinishedRow& row) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO unfinished (area, what, value) VALUES (:area, :what, :value) "
                      "ON CONFLICT (area, what, value) DO NOTHING",
            use(area), use(row.what), use(row.value);
    });
}

void Repository::finish(Transaction&, const std::string& area,
                        const std::vector<UnfinishedRow>& rows) {
    impl_->run([&] {
        for (const UnfinishedRow& row : rows)
            impl_->sql << "DELETE FROM unfinished WHERE area = :area AND what = :what AND "
                          "value = :value",
                use(area), use(row.what), use(row.value);
    });
}

std::optional<ItemRow> Repository::item(const std::string& area, const std::string& id) {
    return impl_->run([&]() -> std::optional<ItemRow> {
        ItemRow row;
        row.id = id;
        long long revision = 0;
        long long last = 0;
        impl_->sql << "SELECT kind, revision, phase, last_position FROM item WHERE area = :area "
                      "AND id = :id",
            into(row.kind), into(revision), into(row.phase), into(last), use(area), use(id);
        if (!impl_->sql.got_data()) return std::nullopt;
        row.revision = static_cast<std::uint32_t>(revision);
        row.last_index = static_cast<std::uint64_t>(last);
        return row;
    });
}

std::vector<ItemRow> Repository::live_items(const std::string& area, const std::string& kind) {
    return impl_->run([&] {
        std::vector<ItemRow> all;
        ItemRow row;
        row.kind = kind;
        row.phase = "live";
        long long revision = 0;
        long long last = 0;
        soci::statement query =
            (impl_->sql.prepare << "SELECT id, revision, last_position FROM item WHERE "
                                   "area = :area AND kind = :kind AND phase = 'live' "
                                   "ORDER BY last_position DESC",
             into(row.id), into(revision), into(last), use(area), use(kind));
        query.execute();
        while (query.fetch()) {
            row.revision = static_cast<std::uint32_t>(revision);
            row.last_index = static_cast<std::uint64_t>(last);
            all.push_back(row);
        }
        return all;
    });
}

void Repository::put_item(Transaction&, const std::string& area, const ItemRow& row) {
    impl_->run([&] {
        const long long revision = row.revision;
        const auto last = static_cast<long long>(row.last_index);
        impl_->sql << "INSERT INTO item (area, id, kind, revision, phase, last_position) VALUES "
                      "(:area, :id, :kind, :revision, :phase, :last) ON CONFLICT (area, id) DO "
                      "UPDATE SET revision = excluded.revision, phase = excluded.phase, "
                      "last_position = excluded.last_position",
            use(area), use(row.id), use(row.kind), use(revision), use(row.phase), use(last);
    });
}

std::optional<PublicationRow> Repository::publication(const std::string& area,
                                                      const std::string& digest) {
    return impl_->run([&]() -> std::optional<PublicationRow> {
        PublicationRow row;
        long long index = 0;
        impl_->sql << "SELECT position, item FROM publication WHERE area = :area AND "
                      "digest = :digest",
            into(index), into(row.item), use(area), use(digest);
        if (!impl_->sql.got_data()) return std::nullopt;
        row.index = static_cast<std::uint64_t>(index);
        return row;
    });
}

void Repository::add_publication(Transaction&, const std::string& area, const std::string& digest,
                                 const PublicationRow& row) {
    impl_->run([&] {
        const auto index = static_cast<long long>(row.index);
        impl_->sql << "INSERT INTO publication (area, digest, position, item) VALUES "
                      "(:area, :digest, :position, :item)",
            use(area), use(digest), use(index), use(row.item);
    });
}

std::vector<DictionaryRow> Repository::dictionaries(const std::string& area) {
    return impl_->run([&] {
        std::vector<DictionaryRow> all;
        long long id = 0;
        long long index = 0;
        long long trained_on = 0;
        std::string bytes;
        soci::statement query =
            (impl_->sql.prepare << "SELECT id, position, bytes, trained_on FROM dictionary WHERE "
                                   "area = :area ORDER BY position",
             into(id), into(index), into(bytes), into(trained_on), use(area));
        query.execute();
        while (query.fetch())
            all.push_back({static_cast<std::uint32_t>(id), static_cast<std::uint64_t>(index),
                           feed::from_base64(bytes).value_or(""),
                           static_cast<std::uint64_t>(trained_on)});
        return all;
    });
}

void Repository::add_dictionary(Transaction&, const std::string& area, const DictionaryRow& row,
                                const std::vector<std::string>& training_items) {
    impl_->run([&] {
        const long long id = row.id;
        const auto index = static_cast<long long>(row.index);
        const auto trained_on = static_cast<long long>(row.trained_on);
        const std::string bytes = feed::to_base64(row.bytes);
        impl_->sql << "INSERT INTO dictionary (area, id, position, bytes, trained_on) VALUES "
                      "(:area, :id, :position, :bytes, :trained_on)",
            use(area), use(id), use(index), use(bytes), use(trained_on);
        for (const std::string& item : training_items)
            impl_->sql << "INSERT INTO dictionary_item (area, id, item) VALUES (:area, :id, :item) "
                          "ON CONFLICT (area, id, item) DO NOTHING",
                use(area), use(id), use(item);
    });
}

std::vector<std::uint32_t> Repository::dictionaries_trained_on(const std::string& area,
                                                               const std::string& item) {
    return impl_->run([&] {
        std::vector<std::uint32_t> all;
        long long id = 0;
        soci::statement query = (impl_->sql.prepare << "SELECT id FROM dictionary_item WHERE area "
                                                       "= :area AND item = :item ORDER BY id",
                                 into(id), use(area), use(item));
        query.execute();
        while (query.fetch()) all.push_back(static_cast<std::uint32_t>(id));
        return all;
    });
}

void Repository::empty_dictionary(Transaction&, const std::string& area, std::uint32_t dictionary) {
    impl_->run([&] {
        const long long id = dictionary;
        impl_->sql << "UPDATE dictionary SET bytes = '' WHERE area = :area AND id = :id", use(area),
            use(id);
        impl_->sql << "DELETE FROM dictionary_item WHERE area = :area AND id = :id", use(area),
            use(id);
    });
}

void Repository::add_draft(Transaction&, const DraftRow& row) {
    impl_->run([&] {
        impl_->sql << "INSERT INTO draft (id, area, document, folder, created) VALUES "
                      "(:id, :area, :document, :folder, :created)",
            use(row.id), use(row.area), use(row.document), use(row.folder), use(row.created);
    });
}

std::optional<DraftRow> Repository::draft(const std::string& id) {
    return impl_->run([&]() -> std::optional<DraftRow> {
        DraftRow row;
        row.id = id;
        impl_->sql << "SELECT area, document, folder, created FROM draft WHERE id = :id",
            into(row.area), into(row.document), into(row.folder), into(row.created), use(id);
        if (!impl_->sql.got_data()) return std::nullopt;
        return row;
    });
}

}  // namespace villageboard::county
