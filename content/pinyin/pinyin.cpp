#include "content/pinyin/pinyin.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "content/pinyin/tables.h"
#include "content/pinyin/utf8.h"

namespace villageboard {
namespace {

constexpr std::size_t kLongestWord = 8;

template <typename Take>
void each_line(std::string_view text, Take take) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0) take(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

// In the order of their numbers, from 1.
const std::vector<std::string_view>& numbered() {
    static const auto all = [] {
        std::vector<std::string_view> syllables{{}};
        each_line(pinyin_syllables(), [&](std::string_view line) { syllables.push_back(line); });
        return syllables;
    }();
    return all;
}

const std::vector<std::string_view>& sorted() {
    static const auto all = [] {
        auto syllables = numbered();
        // what is only hummed (嗯 as n) would make every consonant a syllable
        std::erase_if(syllables, [](std::string_view syllable) {
            return syllable.find_first_of("aeiouv") == std::string_view::npos;
        });
        std::sort(syllables.begin(), syllables.end());
        return syllables;
    }();
    return all;
}

using Readings = std::vector<std::string_view>;

// "hang zhang" as two views into the table.
Readings words_between_spaces(std::string_view line) {
    Readings readings;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        readings.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return readings;
}

struct Words {
    std::unordered_map<std::u32string, Readings> readings;
    std::vector<std::uint8_t> longest;  ///< of the words that begin with a character below U+10000
};

const Words& words() {
    static const auto all = [] {
        Words table{{}, std::vector<std::uint8_t>(0x10000, 0)};
        each_line(pinyin_words(), [&](std::string_view line) {
            const auto space = line.find(' ');
            const std::u32string word = characters_of(line.substr(0, space));
            if (word.front() < table.longest.size()) {
                std::uint8_t& longest = table.longest[word.front()];
                longest = std::max(longest,
                                   static_cast<std::uint8_t>(std::min(word.size(), kLongestWord)));
            }
            table.readings[word] = words_between_spaces(line.substr(space + 1));
        });
        return table;
    }();
    return all;
}

// The longest word with a reading of its own that begins here; null for none.
const Readings* word_at(std::u32string_view rest) {
    const Words& all = words();
    const std::size_t longest =
        rest.front() < all.longest.size() ? all.longest[rest.front()] : kLongestWord;
    for (std::size_t size = std::min(rest.size(), longest); size >= 2; --size)
        if (const auto found = all.readings.find(std::u32string(rest.substr(0, size)));
            found != all.readings.end())
            return &found->second;
    return nullptr;
}

}  // namespace

std::string_view syllable_of(char32_t character) {
    const auto at = [&](std::span<const std::uint16_t> table, char32_t first) {
        const std::size_t index = character - first;
        return index < table.size() ? numbered()[table[index]] : std::string_view{};
    };
    if (character >= 0x3400 && character <= 0x9FFF) return at(pinyin_numbers_bmp(), 0x3400);
    if (character >= 0x20000) return at(pinyin_numbers_beyond(), 0x20000);
    return {};
}

std::vector<std::string_view> syllables_of(std::u32string_view text) {
    std::vector<std::string_view> all;
    all.reserve(text.size());
    while (!text.empty()) {
        const bool hanzi = !syllable_of(text.front()).empty();
        const Readings* word = hanzi ? word_at(text) : nullptr;
        if (word) {
            all.insert(all.end(), word->begin(), word->end());
            text.remove_prefix(word->size());
            continue;
        }
        all.push_back(syllable_of(text.front()));
        text.remove_prefix(1);
    }
    return all;
}

bool is_syllable(std::string_view letters) {
    return !letters.empty() && std::binary_search(sorted().begin(), sorted().end(), letters);
}

bool begins_syllable(std::string_view letters) {
    if (letters.empty()) return false;
    const auto found = std::lower_bound(sorted().begin(), sorted().end(), letters);
    return found != sorted().end() && found->starts_with(letters);
}

}  // namespace villageboard
