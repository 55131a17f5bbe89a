/// The terminal to be measured: the tests' invented village, and one document of many pages.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace villageboard::bench {

extern const char* const kLongTitle;  ///< of the long document, a policy

/// Fills `dir` (made if it isn't there) as a terminal's data folder, with so many older notices
/// besides. The notice board doesn't turn: the first page stays.
void make_village(const std::filesystem::path& dir, const std::vector<std::string>& long_document,
                  std::size_t older_notices);

}  // namespace villageboard::bench
