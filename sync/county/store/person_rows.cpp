#include "sync/county/store/person_rows.h"

#include <sstream>

#include "sync/county/store/repository_impl.h"

namespace villageboard::county {
namespace {

using soci::into;
using soci::use;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

Appointment appointment_of(const std::string& post, const std::string& area,
                           const std::string& codes, const std::string& languages) {
    const auto which = parse_post(post);
    const auto where = AreaCode::parse(area);
    if (!which || !where)
        throw Error(ErrorKind::corrupt,
                    "The county's database holds a damaged appointment; restore it from a backup.");
    return {*which, *where, split(codes), split(languages)};
}

}  // namespace

void PersonRows::lock_administration(Transaction&) {
    auto& impl = repository_.impl();
    if (impl.sqlite) return;
    impl.run([&] { impl.sql << "SELECT pg_advisory_xact_lock(539922)"; });
}

void PersonRows::add(Transaction& transaction, const PersonRow& person) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long program = person.program ? 1 : 0;
        const long long created = person.created;
        impl.sql << "INSERT INTO person (id, sign_in, shown, program, active, kin_of, password, "
                    "factor, factor_offered, factor_step, created) VALUES (:id, :sign_in, :shown, "
                    ":program, 1, :kin, '', '', '', 0, :created)",
            use(person.id), use(person.sign_in), use(person.shown), use(program),
            use(person.kin_of), use(created);
    });
    for (const Appointment& one : person.appointments) put_appointment(transaction, person.id, one);
}

void PersonRows::put(Transaction&, const PersonRow& person) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long active = person.active ? 1 : 0;
        const auto step = static_cast<long long>(person.factor_step);
        impl.sql << "UPDATE person SET shown = :shown, active = :active, kin_of = :kin, "
                    "password = :password, factor = :factor, factor_offered = :offered, "
                    "factor_step = :step WHERE id = :id",
            use(person.shown), use(active), use(person.kin_of), use(person.password),
            use(person.factor), use(person.factor_offered), use(step), use(person.id);
    });
}

void PersonRows::put_appointment(Transaction&, const std::string& person,
                                 const Appointment& appointment) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const std::string post(to_string(appointment.post));
        const std::string codes = joined(appointment.codes);
        const std::string languages = joined(appointment.languages);
        impl.sql << "INSERT INTO appointment (person, post, area, codes, languages) "
                    "VALUES (:person, :post, :area, :codes, :languages) "
                    "ON CONFLICT (person, post, area) DO UPDATE SET codes = excluded.codes, "
                    "languages = excluded.languages",
            use(person), use(post), use(appointment.area.digits()), use(codes), use(languages);
    });
}

bool PersonRows::remove_appointment(Transaction&, const std::string& person, Post post,
                                    const AreaCode& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        const std::string which(to_string(post));
        soci::statement removal = (impl.sql.prepare << "DELETE FROM appointment WHERE person = "
                                                       ":person AND post = :post AND area = :area",
                                   use(person), use(which), use(area.digits()));
        removal.execute(true);
        return removal.get_affected_rows() > 0;
    });
}

std::vector<Appointment> PersonRows::appointments(const std::string& person) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        std::vector<Appointment> all;
        std::string post;
        std::string area;
        std::string codes;
        std::string languages;
        soci::statement query =
            (impl.sql.prepare << "SELECT post, area, codes, languages FROM appointment "
                                 "WHERE person = :person ORDER BY area, post",
             into(post), into(area), into(codes), into(languages), use(person));
        query.execute();
        while (query.fetch()) all.push_back(appointment_of(post, area, codes, languages));
        return all;
    });
}

std::optional<PersonRow> PersonRows::read(const char* condition, const std::string& value) {
    auto& impl = repository_.impl();
    auto person = impl.run([&]() -> std::optional<PersonRow> {
        PersonRow row;
        long long program = 0;
        long long active = 0;
        long long step = 0;
        long long created = 0;
        impl.sql << "SELECT id, sign_in, shown, program, active, kin_of, password, factor, "
                    "factor_offered, factor_step, created FROM person WHERE "
                 << condition,
            into(row.id), into(row.sign_in), into(row.shown), into(program), into(active),
            into(row.kin_of), into(row.password), into(row.factor), into(row.factor_offered),
            into(step), into(created), use(value);
        if (!impl.sql.got_data()) return std::nullopt;
        row.program = program != 0;
        row.active = active != 0;
        row.factor_step = static_cast<std::uint64_t>(step);
        row.created = created;
        return row;
    });
    if (person) person->appointments = appointments(person->id);
    return person;
}

std::optional<PersonRow> PersonRows::find(const std::string& id) { return read("id = :id", id); }

std::optional<PersonRow> PersonRows::find_by_sign_in(const std::string& sign_in) {
    return read("sign_in = :sign_in", sign_in);
}

std::optional<PersonRow> PersonRows::lock(Transaction&, const std::string& id) {
    return read(repository_.impl().sqlite ? "id = :id" : "id = :id FOR UPDATE", id);
}

std::vector<PersonRow> PersonRows::with_ids(const std::vector<std::string>& ids) {
    std::vector<PersonRow> people;
    for (const std::string& id : ids)
        if (auto person = find(id)) people.push_back(std::move(*person));
    return people;
}

std::vector<PersonRow> PersonRows::list(const std::string& area, const std::string& after,
                                        std::uint64_t limit) {
    auto& impl = repository_.impl();
    return with_ids(impl.run([&] {
        std::vector<std::string> ids;
        const auto most = static_cast<long long>(limit);
        const std::string end = area + ":";  // the character behind '9'
        std::string id;
        soci::statement query(impl.sql);
        query.alloc();
        query.prepare(area.empty()
                          ? "SELECT id FROM person WHERE sign_in > :after ORDER BY sign_in "
                            "LIMIT :most"
                          : "SELECT id FROM person WHERE sign_in > :after AND id IN (SELECT person "
                            "FROM appointment WHERE area >= :area AND area < :end) "
                            "ORDER BY sign_in LIMIT :most");
        query.exchange(into(id));
        query.exchange(use(after, "after"));
        if (!area.empty()) {
            query.exchange(use(area, "area"));
            query.exchange(use(end, "end"));
        }
        query.exchange(use(most, "most"));
        query.define_and_bind();
        query.execute();
        while (query.fetch()) ids.push_back(id);
        return ids;
    }));
}

std::vector<PersonRow> PersonRows::declared_kin_of(const std::string& id) {
    auto& impl = repository_.impl();
    return with_ids(impl.run([&] {
        std::vector<std::string> ids;
        std::string kin;
        soci::statement query =
            (impl.sql.prepare << "SELECT id FROM person WHERE kin_of = :id", into(kin), use(id));
        query.execute();
        while (query.fetch()) ids.push_back(kin);
        return ids;
    }));
}

std::uint64_t PersonRows::count_active(Post post, const std::string& area) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        long long count = 0;
        const std::string which(to_string(post));
        impl.sql << "SELECT count(*) FROM appointment JOIN person ON person.id = "
                    "appointment.person WHERE area = :area AND post = :post AND active = 1",
            into(count), use(area), use(which);
        return static_cast<std::uint64_t>(count);
    });
}

void PersonRows::put_activation(Transaction&, const ActivationRow& row) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long expires = row.expires;
        impl.sql << "INSERT INTO activation (person, digest, expires) "
                    "VALUES (:person, :digest, :expires) ON CONFLICT (person) DO UPDATE SET "
                    "digest = excluded.digest, expires = excluded.expires",
            use(row.person), use(row.digest), use(expires);
    });
}

std::optional<ActivationRow> PersonRows::find_activation(const std::string& digest) {
    auto& impl = repository_.impl();
    return impl.run([&]() -> std::optional<ActivationRow> {
        ActivationRow row;
        long long expires = 0;
        impl.sql << "SELECT person, digest, expires FROM activation WHERE digest = :digest",
            into(row.person), into(row.digest), into(expires), use(digest);
        if (!impl.sql.got_data()) return std::nullopt;
        row.expires = expires;
        return row;
    });
}

bool PersonRows::use_activation(Transaction&, const std::string& digest) {
    auto& impl = repository_.impl();
    return impl.run([&] {
        soci::statement removal =
            (impl.sql.prepare << "DELETE FROM activation WHERE digest = :digest", use(digest));
        removal.execute(true);
        return removal.get_affected_rows() > 0;
    });
}

void PersonRows::forget_activations(Transaction&, std::int64_t before) {
    auto& impl = repository_.impl();
    impl.run([&] {
        const long long time = before;
        impl.sql << "DELETE FROM activation WHERE expires <= :time", use(time);
    });
}

}  // namespace villageboard::county
