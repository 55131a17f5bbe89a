#include "content/speech/lexicon.h"

#include <algorithm>

#include "content/speech/sandhi.h"
#include "fonts/itemize/utf8.h"

namespace villageboard::speech {
namespace {

constexpr std::size_t kLongestWord = 7;
constexpr std::chrono::milliseconds kShortPause{120};
constexpr std::chrono::milliseconds kCommaPause{250};
constexpr std::chrono::milliseconds kFullPause{450};

bool latin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0x24F) ||
           c == U'\'' || c == U'’';
}

std::chrono::milliseconds pause_of(char32_t c) {
    constexpr std::u32string_view full = U"。！？；…!?;\n";
    constexpr std::u32string_view comma = U"，：,:.";
    constexpr std::u32string_view brief = U"、（）()〔〕［］[] 　·•";
    if (full.find(c) != std::u32string_view::npos) return kFullPause;
    if (comma.find(c) != std::u32string_view::npos) return kCommaPause;
    if (brief.find(c) != std::u32string_view::npos) return kShortPause;
    return std::chrono::milliseconds{0};
}

std::vector<Syllable> syllables_of(std::string_view pinyin, std::u32string_view word) {
    std::vector<Syllable> syllables;
    while (!pinyin.empty()) {
        const std::size_t end = std::min(pinyin.find(' '), pinyin.size());
        const std::string_view one = pinyin.substr(0, end);
        Syllable syllable{std::string(one.substr(0, one.size() - 1)), one.back() - '0'};
        syllable.hanzi = syllables.size() < word.size() ? word[syllables.size()] : U'\0';
        syllable.begins_word = syllables.empty();
        syllables.push_back(std::move(syllable));
        pinyin.remove_prefix(std::min(end + 1, pinyin.size()));
    }
    return syllables;
}

// Collects phrases and puts the tones right when a pause ends one.
class Writer {
  public:
    void add(const std::vector<Syllable>& syllables) {
        phrase_.insert(phrase_.end(), syllables.begin(), syllables.end());
    }
    void pause(std::chrono::milliseconds length) {
        close();
        if (done_.empty()) return;
        if (auto* before = std::get_if<Pause>(&done_.back()))
            before->length = std::max(before->length, length);
        else
            done_.emplace_back(Pause{length});
    }
    void foreign(std::string words) {
        close();
        done_.emplace_back(Foreign{std::move(words)});
    }
    Utterance take() {
        close();
        while (!done_.empty() && std::holds_alternative<Pause>(done_.back())) done_.pop_back();
        return std::move(done_);
    }

  private:
    void close() {
        apply_sandhi(phrase_);
        for (Syllable& syllable : phrase_) done_.emplace_back(std::move(syllable));
        phrase_.clear();
    }
    std::vector<Syllable> phrase_;
    Utterance done_;
};

}  // namespace

Lexicon::Lexicon(std::string_view table) {
    while (!table.empty()) {
        const std::size_t end = std::min(table.find('\n'), table.size());
        const std::string_view line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        const std::size_t space = line.find(' ');
        if (space != std::string_view::npos)
            entries_.push_back({line.substr(0, space), line.substr(space + 1)});
    }
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return a.word < b.word; });
}

const Lexicon::Entry* Lexicon::find(std::string_view word) const {
    const auto found = std::lower_bound(
        entries_.begin(), entries_.end(), word,
        [](const Entry& entry, std::string_view wanted) { return entry.word < wanted; });
    return found != entries_.end() && found->word == word ? &*found : nullptr;
}

Lexicon::Match Lexicon::longest(std::u32string_view text) const {
    for (std::size_t length = std::min(text.size(), kLongestWord); length > 0; --length) {
        const std::u32string_view word = text.substr(0, length);
        if (const Entry* entry = find(fonts::encode_utf8(word)))
            return {syllables_of(entry->pinyin, word), length};
    }
    return {};
}

Utterance pronounced(const Lexicon& lexicon, std::u32string_view words) {
    Writer writer;
    for (std::size_t i = 0; i < words.size();) {
        if (latin(words[i])) {
            std::size_t end = i;
            while (end < words.size() && (latin(words[end]) || words[end] == U' ')) ++end;
            writer.foreign(fonts::encode_utf8(words.substr(i, end - i)));
            i = end;
            continue;
        }
        Lexicon::Match match = lexicon.longest(words.substr(i));
        if (match.characters > 0) {
            writer.add(match.syllables);
            i += match.characters;
            continue;
        }
        if (const auto length = pause_of(words[i]); length.count() > 0) writer.pause(length);
        ++i;
    }
    return writer.take();
}

}  // namespace villageboard::speech
