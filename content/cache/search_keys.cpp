#include "content/cache/search_keys.h"

#include <algorithm>

namespace villageboard::cache {
namespace {

constexpr std::size_t kInitials = 3;
constexpr std::size_t kFigures = 4;
constexpr std::string_view kVowels = "aeiouv";
constexpr std::size_t kMostKeys = 4;  // of one pattern; each costs a walk of its own

bool is_figure(const std::string& word) {
    return word.size() == 1 && word.front() >= '0' && word.front() <= '9';
}

bool is_mark(const std::string& word) { return word == kMarkWord; }

std::string pair_of(const std::string& first, const std::string& second) {
    return first + "+" + second;
}

void put_words(const std::vector<SearchToken>& tokens, std::size_t at,
               std::vector<std::string>& keys) {
    const std::string& word = tokens[at].word;
    keys.push_back(word);
    if (at + 1 < tokens.size() && !is_mark(tokens[at + 1].word))
        keys.push_back(pair_of(word, tokens[at + 1].word));
    if (!is_figure(word)) return;
    std::string run = word;
    for (std::size_t i = at + 1; i < tokens.size() && run.size() < kFigures; ++i) {
        if (!is_figure(tokens[i].word)) return;
        run += tokens[i].word;
        if (run.size() > 2) keys.push_back(run);
    }
}

// A syllable behind `before`: each beginning of it, and the whole.
void put_syllable(const std::string& before, std::string_view syllable, std::size_t shortest,
                  std::vector<std::string>& keys) {
    for (std::size_t size = shortest; size <= syllable.size(); ++size)
        keys.push_back(before + std::string(syllable.substr(0, size)));
    keys.push_back(before + std::string(syllable) + ".");
}

void put_sounds(const std::vector<SearchToken>& tokens, std::size_t at,
                std::vector<std::string>& keys) {
    const SearchToken& token = tokens[at];
    for (std::size_t size = 1; size <= token.initials.size(); ++size)
        keys.push_back("^" + token.initials.substr(0, size));
    // a single consonant is a first letter
    const bool vowel = kVowels.find(token.syllable.front()) != std::string_view::npos;
    put_syllable("~", token.syllable, vowel ? 1 : 2, keys);
    if (at + 1 < tokens.size() && !tokens[at + 1].syllable.empty())
        put_syllable("~" + std::string(token.syllable) + ".", tokens[at + 1].syllable, 1, keys);
}

/// Gathers the keys of one pattern.
class Wanted {
  public:
    explicit Wanted(const Pattern& pattern) : pattern_(pattern) {}

    std::vector<WantedKey> all() {
        for (std::size_t i = 0; i + 1 < pattern_.size(); ++i) add_pair(i);
        for (std::size_t i = 0; i < pattern_.size(); ++i) add_figures(i);
        for (std::size_t i = 0; i < pattern_.size(); ++i) add_initials(i);
        for (std::size_t i = 0; i < pattern_.size(); ++i) add_single(i);
        return few();
    }

  private:
    // From its beginning to its end, as they tell of different parts of the pattern.
    std::vector<WantedKey> few() const {
        if (keys_.size() <= kMostKeys) return keys_;
        std::vector<WantedKey> chosen;
        for (std::size_t i = 0; i < kMostKeys; ++i)
            chosen.push_back(keys_[i * (keys_.size() - 1) / (kMostKeys - 1)]);
        return chosen;
    }

    void add(std::string text, bool beginning) {
        WantedKey key{std::move(text), beginning};
        if (std::find(keys_.begin(), keys_.end(), key) == keys_.end())
            keys_.push_back(std::move(key));
    }

    // First letters in overlapping threes; those of whole syllables beside them help. A word's
    // letter doesn't: alone it may be read otherwise than where it stands.
    void add_initials(std::size_t at) {
        std::string letters;
        bool wanted = false;
        for (std::size_t i = at; letters.size() < kInitials && sounds_at(i); ++i) {
            letters += pattern_[i].text.front();
            wanted = wanted || pattern_[i].kind == PieceKind::initial;
        }
        const bool covered = at > 0 && sounds_at(at - 1) && letters.size() < kInitials;
        if (wanted && !covered) add("^" + letters, false);
    }

    void add_figures(std::size_t at) {
        std::string run;
        for (std::size_t i = at; run.size() < kFigures && figure_at(i); ++i)
            run += pattern_[i].text;
        const bool covered = at > 0 && figure_at(at - 1) && run.size() < kFigures;
        if (run.size() > 2 && !covered) add(run, false);
    }

    void add_pair(std::size_t at) {
        if (!neighbours(at, at + 1)) return;
        const bool in_run = figure_at(at) && figure_at(at + 1) &&
                            ((at > 0 && figure_at(at - 1)) || figure_at(at + 2));
        if (in_run) return;
        const Piece& first = pattern_[at];
        const Piece& second = pattern_[at + 1];
        if (first.kind == PieceKind::word)
            add(pair_of(first.text, second.text), second.beginning);
        else
            add("~" + first.text + "." + second.text + (second.beginning ? "" : "."), false);
    }

    void add_single(std::size_t at) {
        const Piece& piece = pattern_[at];
        if (piece.kind == PieceKind::initial || is_mark(piece.text)) return;
        if ((at > 0 && neighbours(at - 1, at)) || neighbours(at, at + 1)) return;
        if (piece.kind == PieceKind::word)
            add(piece.text, piece.beginning);
        else
            add("~" + piece.text + (piece.beginning ? "" : "."), false);
    }

    // Whether the two make a key together, two words or two syllables.
    bool neighbours(std::size_t first, std::size_t second) const {
        return second < pattern_.size() && pattern_[first].kind == pattern_[second].kind &&
               pattern_[first].kind != PieceKind::initial && !is_mark(pattern_[first].text) &&
               !is_mark(pattern_[second].text);
    }
    bool sounds_at(std::size_t at) const {
        return at < pattern_.size() && pattern_[at].kind != PieceKind::word;
    }
    bool figure_at(std::size_t at) const {
        return at < pattern_.size() && pattern_[at].kind == PieceKind::word &&
               is_figure(pattern_[at].text);
    }

    const Pattern& pattern_;
    std::vector<WantedKey> keys_;
};

}  // namespace

void keys_at(const std::vector<SearchToken>& tokens, std::size_t at, KeySet set,
             std::vector<std::string>& keys) {
    keys.clear();
    if (is_mark(tokens[at].word)) return;
    put_words(tokens, at, keys);
    if (set == KeySet::sounds && !tokens[at].syllable.empty()) put_sounds(tokens, at, keys);
}

std::vector<WantedKey> keys_of(const Pattern& pattern) { return Wanted(pattern).all(); }

}  // namespace villageboard::cache
