#include "content/pinyin/name_initials.h"

#include <unordered_map>
#include <vector>

#include "content/pinyin/pinyin.h"
#include "content/pinyin/tables.h"
#include "content/pinyin/utf8.h"

namespace villageboard {
namespace {

std::unordered_map<char32_t, std::string> read_readings(std::string_view text) {
    std::unordered_map<char32_t, std::string> readings;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        const char32_t character = take_character(line);
        readings[character] = line.substr(line.find_first_not_of(' '));
    }
    return readings;
}

}  // namespace

std::string initials_of(char32_t character) {
    static const auto readings = read_readings(pinyin_readings());
    if (character >= U'a' && character <= U'z')
        return std::string(1, static_cast<char>(character - U'a' + U'A'));
    if (character >= U'A' && character <= U'Z') return std::string(1, static_cast<char>(character));
    if (const auto found = readings.find(character); found != readings.end()) return found->second;
    if (const auto syllable = syllable_of(character); !syllable.empty())
        return std::string(1, static_cast<char>(syllable.front() - 'a' + 'A'));
    return {};
}

bool begins_with_initials(std::string_view name, std::string_view letters) {
    while (!letters.empty() && !name.empty()) {
        const std::string initials = initials_of(take_character(name));
        if (initials.empty()) continue;
        if (initials.find(letters.front()) == std::string::npos) return false;
        letters.remove_prefix(1);
    }
    return letters.empty();
}

std::string next_initials(std::string_view name, std::string_view letters) {
    if (!begins_with_initials(name, letters)) return {};
    std::size_t skipped = 0;
    while (!name.empty()) {
        const std::string initials = initials_of(take_character(name));
        if (initials.empty()) continue;
        if (skipped++ == letters.size()) return initials;
    }
    return {};
}

}  // namespace villageboard
