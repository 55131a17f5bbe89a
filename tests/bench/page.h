/// The terminal's screens as one page for a browser: the same words at the same places in the same
/// type, tiles and rows that lead from screen to screen, and the long document as running text in a
/// part that scrolls. Drawings and shadows are left out, which makes the page cheaper.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace villageboard::bench {

/// Walks through the terminal in `data` at 1920x1080: home, subsidies, policies, the long document.
/// Writes `html`, and the places in `targets` as lines "NAME X Y": subsidy, home, policy, document,
/// middle (of the page), size.normal, size.largest.
void write_page(const std::filesystem::path& data, const std::vector<std::string>& long_document,
                const std::filesystem::path& html, const std::filesystem::path& targets);

}  // namespace villageboard::bench
