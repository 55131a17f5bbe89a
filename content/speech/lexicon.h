/// Which pinyin a word has: about 50,000 words and every Hanzi that Unicode knows a Mandarin
/// reading of. Immutable after construction; any thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/speech/utterance.h"

namespace villageboard::speech {

class Lexicon {
  public:
    /// `table` as in lexicon_table.h; must outlive the lexicon.
    explicit Lexicon(std::string_view table);

    /// The syllables of the longest known word at the text's beginning and how many characters it
    /// has; empty where no Hanzi with a known reading stands there.
    struct Match {
        std::vector<Syllable> syllables;
        std::size_t characters = 0;
    };
    Match longest(std::u32string_view text) const;

  private:
    struct Entry {
        std::string_view word;
        std::string_view pinyin;
    };
    const Entry* find(std::string_view word) const;
    std::vector<Entry> entries_;
};

/// Words that were made ready by spoken_text() as what an engine can say: pinyin with the tones
/// that are heard, pauses, Latin words. Characters without a reading are left out.
Utterance pronounced(const Lexicon& lexicon, std::u32string_view words);

}  // namespace villageboard::speech
