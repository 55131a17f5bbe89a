#include "kiosk/input/pinyin.h"

#include <unordered_map>
#include <vector>

#include "kiosk/input/pinyin_table.h"

namespace villageboard::kiosk {
namespace {

// Decodes one character and moves on; a broken byte stands for itself.
char32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length > text.size() || (lead >= 0x80 && lead < 0xC2)) {
        text.remove_prefix(1);
        return lead;
    }
    char32_t code = length == 1 ? lead : lead & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(length);
    return code;
}

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

std::string table_letter(std::string_view table, std::size_t index) {
    if (index >= table.size() || table[index] == '.') return {};
    return std::string(1, table[index]);
}

}  // namespace

std::string initials_of(char32_t character) {
    static const auto readings = read_readings(pinyin_readings());
    if (character >= U'a' && character <= U'z')
        return std::string(1, static_cast<char>(character - U'a' + U'A'));
    if (character >= U'A' && character <= U'Z') return std::string(1, static_cast<char>(character));
    if (const auto found = readings.find(character); found != readings.end()) return found->second;
    if (character >= 0x3400 && character <= 0x9FFF)
        return table_letter(pinyin_initials_bmp(), character - 0x3400);
    if (character >= 0x20000) return table_letter(pinyin_initials_beyond(), character - 0x20000);
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

}  // namespace villageboard::kiosk
