/// The terminal to be measured: the tests' invented village, and one document of many pages.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace villageboard::bench {

extern const char* const kLongTitle;  ///< of the long document, a policy

/// Fills `dir` (made if it isn't there) as a terminal's data folder.
void make_village(const std::filesystem::path& dir, const std::vector<std::string>& long_document);

}  // namespace villageboard::bench
