// How the index is asked: patterns as FTS5 expressions, and what of a row is shown.
#include <algorithm>
#include <array>
#include <set>

#include "content/cache/search_index.h"
#include "content/cache/search_pattern.h"

namespace villageboard::cache {
namespace {

constexpr std::size_t kInitials = 3;

std::string quoted(const std::vector<std::string>& tokens, bool beginning) {
    std::string phrase = "\"";
    for (const std::string& token : tokens) phrase += (phrase.size() > 1 ? " " : "") + token;
    return phrase + (beginning ? "\" *" : "\"");
}

// The first letters known from piece `at` on, as many as a token holds.
std::string letters_from(const Pattern& pattern, std::size_t at) {
    std::string letters;
    for (; at < pattern.size() && letters.size() < kInitials && pattern[at].initial; ++at)
        letters += pattern[at].initial;
    return letters;
}

// A phrase of the title's index. First letters go in overlapping threes, as the tokens hold them;
// the last ones are known already when the text ends less than three letters on.
std::string title_phrase(const Pattern& pattern) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const Piece& piece = pattern[i];
        if (piece.kind != PieceKind::initial) {
            tokens.push_back((piece.kind == PieceKind::syllable ? "~" : "") + piece.text);
            continue;
        }
        const std::string letters = letters_from(pattern, i);
        const bool ends = letters.size() < kInitials && i + letters.size() == pattern.size();
        if (ends && i > 0 && pattern[i - 1].kind == PieceKind::initial)
            return quoted(tokens, false);
        tokens.push_back("^" + letters);
        if (ends) return quoted(tokens, true);
    }
    return quoted(tokens, pattern.back().beginning);
}

std::string body_phrase(const Pattern& pattern) {
    std::vector<std::string> tokens;
    for (const Piece& piece : pattern) tokens.push_back(piece.text);
    return quoted(tokens, pattern.back().beginning);
}

using Phrase = std::string (*)(const Pattern&);

// All terms, of each any pattern that `keep` lets pass; empty where a term has none.
std::string expression(const std::vector<Term>& terms, Phrase phrase,
                       bool (*keep)(const Pattern&)) {
    std::string all;
    for (const Term& term : terms) {
        std::string any;
        for (const Pattern& pattern : term.patterns)
            if (keep(pattern)) any += (any.empty() ? "" : " OR ") + phrase(pattern);
        if (any.empty()) return {};
        all += (all.empty() ? "(" : " AND (") + any + ")";
    }
    return all;
}

struct Row {
    std::int64_t entry;
    std::string id;
    std::array<std::string, 4> texts;  ///< in the order of FoundIn
};

std::string marks(std::size_t count) {
    std::string list = "(";
    for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ",?";
    return list + ")";
}

std::vector<Row> rows_of(Database& database, const char* table, const std::string& match,
                         const SearchQuery& query) {
    std::string sql = "SELECT e.entry, e.id, e.title, e.plain_title, e.programme, e.body FROM " +
                      std::string(table) + " f JOIN search_entry e ON e.entry = f.rowid";
    const bool narrowed = !query.areas.empty() || !query.kinds.empty();
    if (narrowed) sql += " JOIN item i ON i.id = e.id";
    sql += " WHERE f." + std::string(table) + " MATCH ?";
    if (!query.areas.empty()) sql += " AND i.area IN " + marks(query.areas.size());
    if (!query.kinds.empty()) sql += " AND i.kind IN " + marks(query.kinds.size());
    if (query.now) sql += " AND (e.expires IS NULL OR e.expires > ?)";
    sql += " ORDER BY f.rowid DESC LIMIT ?";
    Query found = database.query(sql);
    found.bind(match);
    for (const std::string& area : query.areas) found.bind(area);
    for (const Kind kind : query.kinds) found.bind(to_string(kind));
    if (query.now) found.bind(*query.now);
    found.bind(query.limit);
    std::vector<Row> rows;
    while (found.step())
        rows.push_back({found.integer(0),
                        found.text(1),
                        {found.text(2), found.text(3), found.text(4), found.text(5)}});
    return rows;
}

// Each paragraph on its own, so that what is shown is one of them.
Found in_paragraph(const std::string& text, const Term& term, Found found) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        found.text = text.substr(from, to - from);
        if (const auto place = find_term(search_tokens(found.text), term)) {
            found.begin = place->first;
            found.end = place->second;
            return found;
        }
        from = to + 1;
    }
    found.text.clear();
    return found;
}

Found show(const Row& row, const std::vector<Term>& terms) {
    for (std::size_t i = 0; i < row.texts.size(); ++i) {
        const Found found =
            in_paragraph(row.texts[i], terms.front(), {row.id, static_cast<FoundIn>(i), {}, 0, 0});
        if (found.end > 0) return found;
    }
    return {row.id, FoundIn::title, row.texts[0], 0, 0};
}

}  // namespace

std::vector<Found> find_items(Database& database, const SearchQuery& query) {
    const auto terms = parse_search(query.typed);
    if (terms.empty()) return {};
    const auto any = [](const Pattern&) { return true; };
    std::vector<Found> all;
    std::set<std::int64_t> seen;
    const auto add = [&](const std::vector<Row>& rows) {
        for (const Row& row : rows)
            if (all.size() < query.limit && seen.insert(row.entry).second)
                all.push_back(show(row, terms));
    };
    add(rows_of(database, "search_title", expression(terms, title_phrase, any), query));
    const std::string words = expression(terms, body_phrase, in_words);
    if (all.size() < query.limit && !words.empty()) {
        SearchQuery rest = query;
        rest.limit += all.size();  // what was found by its title is found once more
        add(rows_of(database, "search_body", words, rest));
    }
    return all;
}

std::optional<std::pair<std::size_t, std::size_t>> match_in(std::string_view text,
                                                            std::string_view typed) {
    const auto terms = parse_search(typed);
    return terms.empty() ? std::nullopt : find_term(search_tokens(text), terms.front());
}

std::vector<std::string> known_programmes(Database& database) {
    std::vector<std::string> names;
    Query rows =
        database.query("SELECT DISTINCT programme FROM search_entry WHERE programme != ''");
    while (rows.step()) {
        const std::string all = rows.text(0);
        for (std::size_t from = 0; from < all.size();) {
            const std::size_t to = std::min(all.find('\n', from), all.size());
            if (to > from) names.push_back(all.substr(from, to - from));
            from = to + 1;
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace villageboard::cache
