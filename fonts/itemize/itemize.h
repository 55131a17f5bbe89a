/// Cuts text into runs that one face can shape in one go: same direction, script and face.
/// Direction by UAX #9 (FriBidi), script by UAX #24 (HarfBuzz' tables), face by whole cluster.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "fonts/itemize/coverage.h"

namespace villageboard::fonts {

/// Code points [begin, end) of one line of text without line separators.
/// The tag of Hanzi and of the marks between them.
inline constexpr std::uint32_t kHanScript = 0x48616E69;  // Hani

struct Run {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t script;  ///< ISO 15924 tag as four bytes, big end first ('Hani')
    std::uint16_t face;    ///< index in the list of faces; 0 where none covers the cluster
    std::uint8_t level;    ///< embedding level of UAX #9; odd runs are right to left

    friend bool operator==(const Run&, const Run&) = default;
};

/// Runs in logical order that cover the text without a gap and never split a cluster.
/// `clusters` comes from cluster_starts(text); `faces` is not empty.
std::vector<Run> itemize(std::u32string_view text, std::span<const std::uint32_t> clusters,
                         std::span<const Coverage* const> faces);

/// The order in which runs of these levels stand from left to right (UAX #9, rule L2).
std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> levels);

}  // namespace villageboard::fonts
