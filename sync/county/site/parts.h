/// The parts of a document as pieces of HTML, each small enough to go on a page whole.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/county/site/document.h"
#include "sync/county/site/html.h"

namespace villageboard::county::site {

/// Puts the parts into `pager`. `root`: relative path from the page to the folder that holds
/// blob/. `tables`: relative path of the item's tables with their beginning, "table-"; the nth
/// table's file is that, n and ".csv"; empty: the tables are not offered.
void put_parts(Pager& pager, const std::vector<Part>& parts, const std::string& root,
               const std::string& tables);

/// Relative path from the page to a public file.
using FilePath = std::function<std::string(const FilePart& file)>;
/// The same for pages whose files lie elsewhere; tables are not offered.
void put_parts(Pager& pager, const std::vector<Part>& parts, const FilePath& file_path);

/// A heading and a table that says what a correction changed.
void put_change(Pager& pager, const ChangeNote& change);

/// ".png" of "image/png"; empty for a type that isn't known.
std::string_view extension_of(std::string_view mime);

/// "../../../blob/aa/bb..." of a digest.
std::string blob_path(const std::string& root, const std::string& sha256);

}  // namespace villageboard::county::site
