/// Words to measure with: invented notices of a village, and samples in the scripts of its county.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace villageboard::bench {

extern const char* const kNotice;  ///< Chinese with figures, times and marks
extern const char* const kPolicy;  ///< Chinese with a document's number and many marks
extern const char* const kMixed;   ///< Chinese, Latin, units
extern const char* const kMarks;   ///< every kind of Chinese mark
extern const char* const kEnglish;
extern const char* const kTibetan;
extern const char* const kLisu;
extern const char* const kYi;
extern const char* const kOther;  ///< Miao, Tai Le, Tai Lue, Bai, rare Hanzi

/// Paragraphs of Chinese official prose, at most `characters` code points: from the JSON lines of
/// `file` (member "content", the last line first), or, where that is not there, the notices above
/// over and over.
std::vector<std::string> chinese_prose(const std::filesystem::path& file, std::size_t characters);

/// Paragraphs in which the scripts alternate, about as many code points.
std::vector<std::string> mixed_prose(std::size_t characters);

/// Code points of all paragraphs.
std::size_t count_characters(const std::vector<std::string>& paragraphs);

}  // namespace villageboard::bench
