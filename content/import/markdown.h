/// Markdown -> blocks, by libmd4c (CommonMark with tables). Headings, paragraphs, lists, tables,
/// quotes, pictures; emphasis is dropped, a link keeps its words, raw HTML stays text, code is a
/// paragraph a line. Pure function.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/model/body_common.h"

namespace villageboard::import_ {

/// Headings keep their Markdown level here, 1 to 6; document.cpp maps them.
std::vector<Block> read_markdown(std::string_view text);

}  // namespace villageboard::import_
