/// The folder of PDFs that wait for staff. The print thread only.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string_view>

namespace villageboard::print {

/// Writes the bytes as the next print-NNNN.pdf, whole and on disk or not at all, and removes the
/// oldest beyond `most`. Throws Error `retry` when the folder can't be written; nothing was then
/// removed.
std::filesystem::path keep_print(const std::filesystem::path& folder, std::string_view bytes,
                                 std::size_t most);

}  // namespace villageboard::print
