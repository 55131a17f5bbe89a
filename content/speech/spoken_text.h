/// Written Chinese as it is said: numbers, sums, dates, times, telephone numbers, units and signs
/// become Hanzi. What is left are Hanzi, marks that mean a pause, and words of Latin letters.
/// Pure functions; any thread.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::speech {

/// A part of a text that is read in one go and lit meanwhile.
struct Sentence {
    std::uint32_t begin = 0;  ///< bytes of the text
    std::uint32_t end = 0;
    friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// Ends at 。！？；… and at line ends, in Latin text at ". "; one that is longer than 60 characters
/// also at a comma. Closing marks stay with it. Blank parts are left out.
std::vector<Sentence> split_sentences(std::string_view text);

/// The words of one sentence. A sum is said as 块, 毛, 分; a four-figure year, a telephone number
/// and a hotline figure by figure, 1 as 幺 on the telephone; 3—5 as 三到五.
std::u32string spoken_text(std::string_view sentence);

/// Whether any of it is Hanzi or a figure beside none: else it is read as a foreign language.
bool has_hanzi(std::string_view text);

}  // namespace villageboard::speech
