#include "sync/county/publish/interface_words.h"

#include <algorithm>

namespace villageboard::county {

std::map<std::string, std::string> parse_words(std::string_view table) {
    constexpr std::string_view kEquals = " = ";
    std::map<std::string, std::string> words;
    while (!table.empty()) {
        const auto end = std::min(table.find('\n'), table.size());
        const std::string_view line = table.substr(0, end);
        table.remove_prefix(std::min(end + 1, table.size()));
        const auto equals = line.find(kEquals);
        if (line.starts_with('#') || equals == line.npos) continue;
        words.emplace(line.substr(0, equals), line.substr(equals + kEquals.size()));
    }
    return words;
}

const std::map<std::string, std::string>& interface_words() {
    static const std::map<std::string, std::string> words = parse_words(interface_table());
    return words;
}

}  // namespace villageboard::county
