/// Grapheme clusters: what a reader takes for one character (UAX #29, by libutf8proc).
/// Nothing in fonts/ ever cuts, colours or measures less than a whole cluster.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace villageboard::fonts {

/// Where each cluster begins, as indices of code points, followed by the text's length.
/// Empty text gives {0}.
std::vector<std::uint32_t> cluster_starts(std::u32string_view text);

/// The same for UTF-8, as byte offsets; ill-formed parts count as one cluster each.
std::vector<std::size_t> cluster_offsets(std::string_view utf8);

}  // namespace villageboard::fonts
