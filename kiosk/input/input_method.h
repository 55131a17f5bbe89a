/// Turns letters into Hanzi. Keeps nothing between two calls: what is being composed belongs to
/// whoever is typing, so that nothing stays for the next person. UI thread only; never blocks,
/// writes nothing anywhere and learns nothing from what is typed.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace villageboard::kiosk {

/// What choosing a candidate gives.
struct Choice {
    std::string words;    ///< to put into the text
    std::string letters;  ///< what is still to be composed; empty where all letters are used up
};

class InputMethod {
  public:
    virtual ~InputMethod() = default;

    /// At most `most` words that these letters (a-z) may mean, the likeliest first.
    virtual std::vector<std::string> candidates(std::string_view letters, std::size_t most) = 0;
    /// Takes the candidate of that index. An index that isn't there gives the letters back.
    virtual Choice choose(std::string_view letters, std::size_t index) = 0;
};

}  // namespace villageboard::kiosk
