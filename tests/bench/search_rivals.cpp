#include "tests/bench/search_rivals.h"

#include "content/cache/schema.h"
#include "content/cache/search_tokenizer.h"
#include "content/pinyin/pinyin.h"
#include "content/pinyin/utf8.h"

namespace villageboard::bench {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE text(entry INTEGER PRIMARY KEY, id TEXT, body TEXT, letters TEXT, pinyin TEXT);
CREATE VIRTUAL TABLE body_trigram USING fts5(
    body, content='text', content_rowid='entry', tokenize='trigram');
CREATE VIRTUAL TABLE letters_trigram USING fts5(
    letters, content='text', content_rowid='entry', tokenize='trigram');
)sql";

std::uintmax_t bytes_of(cache::Database& database, const std::string& like) {
    cache::Query row =
        database.query("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE ?");
    row.bind(like).step();
    return static_cast<std::uintmax_t>(row.integer(0));
}

}  // namespace

Rivals::Rivals(const std::filesystem::path& dir) : reader_(dir) {
    reader_.refresh();
    cache_ = std::make_unique<cache::Database>(cache::cache_path(dir, 1),
                                               cache::OpenOptions{.access = cache::Access::read});
    cache::register_search_tokenizer(*cache_);
    std::filesystem::remove(dir / "rivals.db");
    rivals_ = std::make_unique<cache::Database>(dir / "rivals.db", cache::OpenOptions{});
    rivals_->execute(kTables);
    cache::Transaction transaction(*rivals_);
    cache::Query rows = cache_->query("SELECT entry, id, title, body FROM search_entry");
    while (rows.step()) {
        std::string letters;
        std::string pinyin;
        for (const std::string_view sound : syllables_of(characters_of(rows.text(2)))) {
            if (!sound.empty()) letters += sound.front();
            pinyin += sound;
        }
        rivals_->query("INSERT INTO text VALUES(?, ?, ?, ?, ?)")
            .bind(rows.integer(0), rows.text(1), rows.text(3), letters, pinyin)
            .run();
    }
    rivals_->execute(
        "INSERT INTO body_trigram(body_trigram) VALUES('rebuild');"
        "INSERT INTO letters_trigram(letters_trigram) VALUES('rebuild')");
    transaction.commit();
}

Rivals::~Rivals() = default;

Rivals::Ids Rivals::ask(const std::string& sql, const std::string& typed, std::size_t limit) {
    Ids ids;
    cache::Query rows = rivals_->query(sql);
    rows.bind(typed, limit);
    while (rows.step()) ids.insert(rows.text(0));
    return ids;
}

Rivals::Ids Rivals::ours(const std::string& typed, std::size_t limit) {
    Ids ids;
    cache::SearchQuery query{typed};
    query.limit = limit;
    for (const cache::SearchHit& hit : reader_.search(query)) ids.insert(hit.item.id);
    return ids;
}

Rivals::Ids Rivals::trigram(const std::string& typed, std::size_t limit) {
    return ask(
        "SELECT id FROM body_trigram f JOIN text t ON t.entry = f.rowid"
        " WHERE body_trigram MATCH ? ORDER BY f.rowid DESC LIMIT ?",
        "\"" + typed + "\"", limit);
}

Rivals::Ids Rivals::like(const std::string& typed, std::size_t limit) {
    return ask("SELECT id FROM text WHERE body LIKE ? ORDER BY entry DESC LIMIT ?",
               "%" + typed + "%", limit);
}

Rivals::Ids Rivals::letters_trigram(const std::string& typed, std::size_t limit) {
    return ask(
        "SELECT id FROM letters_trigram f JOIN text t ON t.entry = f.rowid"
        " WHERE letters_trigram MATCH ? ORDER BY f.rowid DESC LIMIT ?",
        "\"" + typed + "\"", limit);
}

Rivals::Ids Rivals::letters_like(const std::string& typed, std::size_t limit) {
    return ask("SELECT id FROM text WHERE letters LIKE ? ORDER BY entry DESC LIMIT ?",
               "%" + typed + "%", limit);
}

Rivals::Ids Rivals::pinyin_like(const std::string& typed, std::size_t limit) {
    return ask("SELECT id FROM text WHERE pinyin LIKE ? ORDER BY entry DESC LIMIT ?",
               "%" + typed + "%", limit);
}

std::vector<std::pair<std::string, std::uintmax_t>> Rivals::sizes() {
    return {{"texts of the index", bytes_of(*cache_, "search_entry")},
            {"terminal: titles with their sounds", bytes_of(*cache_, "search_title_%")},
            {"terminal: texts", bytes_of(*cache_, "search_body_%")},
            {"trigram: texts", bytes_of(*rivals_, "body_trigram_%")},
            {"trigram: first letters of titles", bytes_of(*rivals_, "letters_trigram_%")}};
}

}  // namespace villageboard::bench
