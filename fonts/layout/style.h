/// How a paragraph is to be set. Plain values; equal values give the same layout from the cache.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "fonts/itemize/installed.h"
#include "fonts/shape/shape.h"

namespace villageboard::fonts {

/// Justified lines fill the measure, but for the last of each paragraph and those that would be
/// torn apart; a line that is a little too long gives up blank of its marks instead of a character.
enum class Align : std::uint8_t { left, center, right, justified };

/// What a full-width comma or stop does at a line's end: gives up its blank half, or stands beyond
/// the measure by up to half its size, so that the Hanzi make a straight edge. Leave room for it.
enum class LineEnd : std::uint8_t { squeezed, hanging };

/// No limit of width: one line for each line of the text.
inline constexpr float kUnlimited = std::numeric_limits<float>::infinity();

/// Longer text is cut at this many bytes before it is set.
inline constexpr std::size_t kMaxTextBytes = 4u << 20;

struct TextStyle {
    Family family = Family::sans;
    Weight weight = Weight::regular;
    float size_px = 24;  ///< Hanzi size; rounded to whole pixels, 4 to 400
    Figures figures = Figures::proportional;
    float tracking_px = 0;  ///< added after each cluster

    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

struct ParagraphStyle {
    TextStyle text;
    float line_height = 1.5f;      ///< in type sizes, of the largest type in the line
    float max_width = kUnlimited;  ///< px; at least one cluster stands in a line all the same
    Align align = Align::left;
    LineEnd line_end = LineEnd::squeezed;
    int max_lines = 0;  ///< the last of them ends in an ellipsis if text is left; 0: no limit
    float first_line_indent = 0;  ///< px, for each paragraph (each LF begins one)
    float paragraph_gap = 0;      ///< px between paragraphs, on top of the line height

    friend bool operator==(const ParagraphStyle&, const ParagraphStyle&) = default;
};

/// Bytes [begin, end) of the text (as TextLayout::text() gives it) set otherwise than the
/// paragraph. Ends inside a cluster are moved to its begin; of overlapping spans the later wins.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    TextStyle text;
    std::uint32_t colour = 0;  ///< 0xAABBGGRR; 0: the colour that the layout is drawn with

    friend bool operator==(const Span&, const Span&) = default;
};

struct Paragraph {
    std::string text;  ///< UTF-8; ill-formed parts are shown as U+FFFD
    ParagraphStyle style;
    std::vector<Span> spans;

    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

}  // namespace villageboard::fonts
