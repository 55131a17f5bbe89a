/// What people read about the figures, the yearly report and the catalogue's columns, in Chinese:
/// words.json, which the program carries inside. Any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::county {

struct FigureName {
    std::string name;
    std::string what;
};

struct FigureWords {
    std::vector<FigureName> figures;                ///< by number, from 1
    std::map<std::string, std::string> page;        ///< of the yearly report
    std::vector<std::string> columns;               ///< of the standard catalogue
    std::map<std::string, std::string> publishers;  ///< by code
    std::map<std::string, std::string> levels;
    std::map<std::string, std::string> channels;
    std::map<std::string, std::string> rhythms;  ///< words of a limit to "month", "quarter", "year"
    std::string separator;
    std::string working_days;
};

const FigureWords& figure_words();

/// words.json as it stands; generated when the program is built.
std::string_view figure_words_json();

}  // namespace villageboard::county
