/// Documents -> item drafts: plain text copied from a government page, and Markdown.
///
/// What comes in: the title, the page's block of fields (索引号, 发文机构, 文号 ...), the text.
/// The fields stand verbatim in `meta`; those with a meaning of their own also fill the draft
/// (成文日期 -> formed, 发布日期 with its time in Asia/Shanghai -> published). Headings 一、
/// (一) 1. become headings of level 1 to 3, the rest paragraphs, lists, tables, quotes, pictures.
/// What belongs to the page and not to the document (view counter, scan hint, footer, licence
/// numbers) is left out and listed.
///
/// The block of fields may be written as
///   - a label on one line and its value on the next,
///   - `label：value`, several on a line when two spaces or more stand between,
///   - a Markdown table whose first cells are labels,
///   - front matter at the top of a Markdown file (content/import/front_matter.h).
///
/// A document says nothing new: where it has no plain sentence of its own, the summary is made of
/// its title or its first sentence, unchanged in meaning, and a finding asks for a better one.
/// Pure: reads no file and no clock. Safe on any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/check/finding.h"
#include "content/model/draft.h"

namespace villageboard::import_ {

enum class Format { plain_text, markdown };

/// What the document can't know. Front matter that names an area must name this one; its kind,
/// item and office win over these.
struct ImportRequest {
    AreaCode area;
    std::string catalogue;     ///< "N03"; may be empty when front matter names the item
    std::optional<Kind> kind;  ///< notice or policy; absent: from front matter, else by title
    std::string office;        ///< office code, "539921-GA"
    Day today;                 ///< taken as `formed` where the document has no date
};

struct Imported {
    ItemDraft draft;
    /// What the import itself noticed (a summary made from the title, an empty 来源, no date).
    /// check_item has the rest to say.
    check::Findings findings;
    std::vector<std::string> left_out;  ///< the lines of page furniture, as they stood
    std::string encoding;               ///< "UTF-8" or "GB18030"
};

/// The largest file that is read: 1 MiB.
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 20;

/// Markdown by ".md" or ".markdown", else plain text.
Format format_of(std::string_view file_name);

/// Reads a document. `file_name` is used in messages and picks the format. Throws Error invalid
/// for a file that is empty, too big, binary, in another encoding, without a title or with a wrong
/// front matter; the place is `file:line` or `file:byte N`, the message names the remedy.
Imported import_document(std::string_view bytes, std::string_view file_name,
                         const ImportRequest& request);

}  // namespace villageboard::import_
