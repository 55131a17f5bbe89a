/// The block of fields at the head of a government page, and what there belongs to the page alone.
/// Pure functions over UTF-8 lines.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/body_common.h"

namespace villageboard::import_ {

/// The member of `meta` that a label names ("文      号" -> doc_no); null for any other text.
/// 标题 and its like are not among them.
std::optional<std::string>* field_of(PageMeta& meta, std::string_view label);

/// Whether the line is page furniture wherever it stands: view counter, scan hint, licence numbers,
/// copyright, print and share buttons.
bool is_furniture(std::string_view line);

struct Page {
    std::string title;  ///< empty when there is none
    int title_line = 0;
    PageMeta meta;
    bool has_meta = false;
    std::vector<std::string> lines;  ///< the document's own lines, blank ones kept
    int first_line = 0;              ///< number of lines[0] in the text, from 1
    std::vector<std::string> left_out;
};

/// Takes a page's text apart: title, fields, document, furniture of head and foot.
/// `has_title` says whether a title is known already, so that the first line isn't taken for it.
enum class TitleKnown { no, yes };
Page take_apart(std::string_view text, TitleKnown title_known);

}  // namespace villageboard::import_
