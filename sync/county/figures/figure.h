/// One figure by which villages and offices are assessed: a numerator over a denominator, and the
/// list behind it, so that nobody has to report on themselves and every number can be opened.
/// Pure values.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace villageboard::county {

struct FigureRow {
    std::string area;
    std::string subject;     ///< id of an item, or code of a catalogue item with its period
    bool met = false;        ///< counts in the numerator
    std::int64_t value = 0;  ///< what the figure is about, such as days late; else 0
    friend bool operator==(const FigureRow&, const FigureRow&) = default;
};

struct Figure {
    int number = 0;  ///< 1 to 23
    bool available = true;
    std::string why = {};  ///< why it isn't available, or what it leaves out; or empty
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;                                 ///< 0: there was nothing to count
    std::vector<std::pair<std::string, std::int64_t>> also = {};  ///< further numbers by name
    std::vector<FigureRow> rows = {};
};

inline constexpr int kFigures = 23;

/// How many of the rows are met.
Figure counted(int number, std::vector<FigureRow> rows);
/// No number, and why there is none.
Figure unavailable(int number, std::string why);
/// The middle one; of an even number the lower of the two; 0 of none.
std::int64_t median(std::vector<std::int64_t> values);

}  // namespace villageboard::county
