#include "kiosk/screens/find_nothing.h"

#include <algorithm>
#include <utility>

#include "content/check/person_names.h"
#include "content/pinyin/pinyin.h"
#include "content/pinyin/utf8.h"

namespace villageboard::kiosk {
namespace {

constexpr std::size_t kLettersOfName = 4;

bool is_letter(char32_t character) {
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

// The sound as letters: Hanzi by their pinyin, letters as they are, small.
std::string sound_of(std::u32string_view text) {
    std::string sound;
    const auto syllables = syllables_of(text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_letter(text[i])) sound += static_cast<char>(text[i] | 0x20);
        sound += syllables[i];
    }
    return sound;
}

std::string initials_of(std::u32string_view text) {
    std::string letters;
    for (const std::string_view syllable : syllables_of(text))
        if (!syllable.empty()) letters += syllable.front();
    return letters;
}

// Length of the longest row of units that both have in this order, with gaps.
template <typename Text>
std::size_t in_common(const Text& a, const Text& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t corner = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = a[i] == b[j] ? corner + 1 : std::max(above, row[j]);
            corner = above;
        }
    }
    return row.back();
}

// 0 to 100: how much of what was typed is in the name, in order.
template <typename Text>
std::size_t part_of(const Text& typed, const Text& name) {
    return typed.empty() || name.empty() ? 0 : in_common(typed, name) * 100 / typed.size();
}

std::size_t likeness(std::u32string_view typed, const std::string& name) {
    const std::u32string characters = characters_of(name);
    const bool letters = std::all_of(typed.begin(), typed.end(), is_letter);
    const std::string sound = sound_of(typed);
    // what has no character in common must sound nearly the same to be meant
    if (!letters)
        return std::max(part_of(std::u32string(typed), characters),
                        typed.size() > 1 ? part_of(sound, sound_of(characters)) * 8 / 10 : 0);
    return std::max(part_of(sound, initials_of(characters)),
                    part_of(sound, sound_of(characters)) * 9 / 10);
}

}  // namespace

bool looks_like_person(std::string_view typed) {
    std::u32string text = characters_of(typed);
    std::erase(text, U' ');
    if (text.empty()) return false;
    if (std::all_of(text.begin(), text.end(), is_letter))
        return text.size() >= 2 && text.size() <= kLettersOfName;
    const auto names = check::find_names(text);
    return names.size() == 1 && names[0].begin == 0 && names[0].end == text.size();
}

std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& names,
                                 std::size_t most) {
    constexpr std::size_t kLeast = 70;
    const std::u32string text = characters_of(typed);
    std::vector<std::pair<std::size_t, std::string>> rated;
    for (const std::string& name : names)
        if (const std::size_t rate = likeness(text, name); rate >= kLeast)
            rated.emplace_back(rate, name);
    std::stable_sort(rated.begin(), rated.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> found;
    for (std::size_t i = 0; i < std::min(most, rated.size()); ++i) found.push_back(rated[i].second);
    return found;
}

}  // namespace villageboard::kiosk
