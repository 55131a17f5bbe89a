// How the indexes are asked: keys of patterns as FTS5 expressions, what is verified in the texts
// of the rows that come, and what of a row is shown.
#include <algorithm>
#include <functional>
#include <initializer_list>
#include <set>

#include "content/cache/search_index.h"
#include "content/cache/search_keys.h"
#include "content/cache/search_pattern.h"

namespace villageboard::cache {
namespace {

std::string quoted(const WantedKey& key) {
    return "\"" + key.text + (key.beginning ? "\" *" : "\"");
}

// Texts that have all keys of a pattern of each term.
std::string expression(const std::vector<Term>& terms) {
    std::string all;
    for (const Term& term : terms) {
        std::string any;
        for (const Pattern& pattern : term.patterns) {
            any += any.empty() ? "(" : " OR (";
            const auto keys = keys_of(pattern);
            for (std::size_t i = 0; i < keys.size(); ++i)
                any += (i > 0 ? " AND " : "") + quoted(keys[i]);
            any += ")";
        }
        all += (all.empty() ? "(" : " AND (") + any + ")";
    }
    return all;
}

// Of each term what can be found in words alone; nothing where a term has none.
std::vector<Term> words_of(const std::vector<Term>& terms) {
    std::vector<Term> words = terms;
    for (Term& term : words) {
        std::erase_if(term.patterns, [](const Pattern& pattern) { return !in_words(pattern); });
        if (term.patterns.empty()) return {};
    }
    return words;
}

std::string marks(std::size_t count) {
    std::string list = "(";
    for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ",?";
    return list + ")";
}

/// A row that may be what is looked for: the text of each FoundIn is a column, read when asked for.
struct Candidate {
    const Query& row;
    std::int64_t entry() const { return row.integer(0); }
    std::string id() const { return row.text(1); }
    std::string text(FoundIn where) const { return row.text(2 + static_cast<int>(where)); }
};

// Hands the rows of an index to `take`, the newest first, until it says that it has enough.
void walk(Database& database, const std::string& table, const std::vector<Term>& terms,
          const SearchQuery& query, const std::function<bool(const Candidate&)>& take) {
    std::string sql = "SELECT e.entry, e.id, e.title, e.plain_title, e.programme, e.body FROM " +
                      table + " f JOIN search_entry e ON e.entry = f.rowid";
    if (!query.areas.empty() || !query.kinds.empty()) sql += " JOIN item i ON i.id = e.id";
    sql += " WHERE f." + table + " MATCH ?";
    if (!query.areas.empty()) sql += " AND i.area IN " + marks(query.areas.size());
    if (!query.kinds.empty()) sql += " AND i.kind IN " + marks(query.kinds.size());
    if (query.now) sql += " AND (e.expires IS NULL OR e.expires > ?)";
    sql += " ORDER BY f.rowid DESC";
    Query rows = database.query(sql);
    rows.bind(expression(terms));
    for (const std::string& area : query.areas) rows.bind(area);
    for (const Kind kind : query.kinds) rows.bind(to_string(kind));
    if (query.now) rows.bind(*query.now);
    while (rows.step() && take({rows})) {
    }
}

using Place = std::optional<std::pair<std::size_t, std::size_t>>;

/// Finds terms in texts: by their sounds only where a term asks for any.
class Finder {
  public:
    explicit Finder(std::vector<Term> terms) : terms_(std::move(terms)) {
        words_ = std::all_of(terms_.begin(), terms_.end(), [](const Term& term) {
            return std::all_of(term.patterns.begin(), term.patterns.end(), in_words);
        });
    }

    const std::vector<Term>& terms() const { return terms_; }

    /// Whether each term stands in one of the texts.
    bool all_in(const std::vector<std::string>& texts) const {
        std::vector<std::vector<SearchToken>> tokens;
        if (!words_)
            for (const std::string& text : texts) tokens.push_back(search_tokens(text));
        return std::all_of(terms_.begin(), terms_.end(), [&](const Term& term) {
            return words_ ? std::any_of(texts.begin(), texts.end(),
                                        [&](const auto& text) {
                                            return find_words(text, term).has_value();
                                        })
                          : std::any_of(tokens.begin(), tokens.end(), [&](const auto& text) {
                                return find_term(text, term).has_value();
                            });
        });
    }

    /// The first term's place.
    Place first_in(std::string_view text) const {
        return words_ ? find_words(text, terms_.front())
                      : find_term(search_tokens(text), terms_.front());
    }

  private:
    std::vector<Term> terms_;
    bool words_ = false;
};

// Each paragraph on its own, so that what is shown is one of them.
Found in_paragraph(const std::string& text, const Finder& finder, Found found) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        const std::string_view paragraph = std::string_view(text).substr(from, to - from);
        if (const auto place = finder.first_in(paragraph)) {
            found.text = paragraph;
            found.begin = place->first;
            found.end = place->second;
            return found;
        }
        from = to + 1;
    }
    return found;
}

// Where the first term stands, in the first of the texts that has it; `end` is 0 when none has.
Found place_in(const Candidate& candidate, std::initializer_list<FoundIn> texts,
               const Finder& finder) {
    for (const FoundIn where : texts) {
        Found found =
            in_paragraph(candidate.text(where), finder, {candidate.id(), where, {}, 0, 0});
        if (found.end > 0) return found;
    }
    return {candidate.id(), FoundIn::title, candidate.text(FoundIn::title), 0, 0};
}

}  // namespace

std::vector<Found> find_items(Database& database, const SearchQuery& query) {
    const Finder finder(parse_search(query.typed));
    if (finder.terms().empty() || query.limit == 0) return {};
    std::vector<Found> all;
    std::set<std::int64_t> seen;
    const auto add = [&](const Candidate& candidate, Found found) {
        seen.insert(candidate.entry());
        all.push_back(std::move(found));
        return all.size() < query.limit;
    };
    walk(database, "search_title", finder.terms(), query, [&](const Candidate& candidate) {
        Found found =
            place_in(candidate, {FoundIn::title, FoundIn::plain_title, FoundIn::programme}, finder);
        // one term is verified by its place; marks may let it reach over the end of a line
        const bool one_placed = finder.terms().size() == 1 && found.end > 0;
        const bool fits = one_placed || finder.all_in({candidate.text(FoundIn::title),
                                                       candidate.text(FoundIn::plain_title),
                                                       candidate.text(FoundIn::programme)});
        return !fits || add(candidate, std::move(found));
    });
    const Finder words(words_of(finder.terms()));
    if (all.size() >= query.limit || words.terms().empty()) return all;
    walk(database, "search_body", words.terms(), query, [&](const Candidate& candidate) {
        if (seen.count(candidate.entry()) > 0) return true;
        if (!words.all_in({candidate.text(FoundIn::body)})) return true;
        return add(candidate, place_in(candidate,
                                       {FoundIn::title, FoundIn::plain_title, FoundIn::programme,
                                        FoundIn::body},
                                       finder));
    });
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
